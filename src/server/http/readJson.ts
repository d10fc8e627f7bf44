import type { FastifyRequest } from "fastify";
import * as v from "valibot";
import { bodyOf } from "./authenticate.ts";
import { Refusal } from "./refusal.ts";

const decoder = new TextDecoder("utf-8", { fatal: true });

/** @throws Refusal for a body that is not what the schema describes, also where it has more fields */
export function readJson<Schema extends v.GenericSchema>(
  request: FastifyRequest,
  schema: Schema,
): v.InferOutput<Schema> {
  const read = v.safeParse(schema, parse(bodyOf(request)));
  if (!read.success) throw new Refusal("badRequest");
  return read.output;
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(body));
  } catch {
    throw new Refusal("badRequest");
  }
}
