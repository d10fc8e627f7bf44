import { readModelName } from "../../core/prices/modelName.ts";
import type { Encoding } from "./encoding.ts";

export interface ModelEncoding {
  readonly encoding: Encoding;
  /** The model itself uses it; else it is only the nearest one that is public. */
  readonly isOwn: boolean;
}

/** `ft:` marks a model trained further; it keeps its base's encoding. */
const CL100K = /^(?:ft:)?gpt-(?:4|4-(?!o\b).*|3\.5.*|35.*)$/u;
const O200K = /^(?:ft:)?(?:(?:chat)?gpt-(?:4o|4-o|4\.\d|5)|gpt-oss|o[134]|codex)(?![a-z\d])/u;

const NEAREST: ModelEncoding = { encoding: "o200k_base", isOwn: false };

/** The encoding to count a model's texts with, from the model's name as any tool writes it. */
export function encodingOf(model: string): ModelEncoding {
  const own = readModelName(model, ownEncoding)?.model;
  return own === undefined ? NEAREST : { encoding: own, isOwn: true };
}

function ownEncoding(name: string): Encoding | undefined {
  if (O200K.test(name)) return "o200k_base";
  return CL100K.test(name) ? "cl100k_base" : undefined;
}
