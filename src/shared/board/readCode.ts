import * as v from "valibot";
import { codeSchema } from "./membership.ts";

/** A code as it was typed or pasted, with or without its dashes; `undefined` for what is none. */
export function readCode(typed: string): string | undefined {
  const letters = typed.toLowerCase().replace(/[\s\-‐-―]/g, "");
  const code = letters.match(/.{1,4}/g)?.join("-") ?? "";
  return v.is(codeSchema, code) ? code : undefined;
}
