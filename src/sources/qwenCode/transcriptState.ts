import { parseObject, readText } from "../lines.ts";
import type { LogFile } from "../source.ts";
import { subagentOf } from "./paths.ts";

/** What a transcript's place and the lines read so far tell of it. Plain JSON, so absent is `null`. */
export type TranscriptState = {
  readonly subagent: string | null;
  /** Model of a sub-agent, whose lines do not tell it. */
  readonly model: string | null;
  /** Session, version and parent that were last told of, not to tell of them with every line. */
  readonly told: string | null;
};

export function startTranscript({ relativePath, readNeighbour }: LogFile): TranscriptState {
  const subagent = subagentOf(relativePath);
  const meta = subagent === undefined ? undefined : parseObject(readNeighbour(`agent-${subagent}.meta.json`) ?? "");
  return { subagent: subagent ?? null, model: readText(meta?.["model"]) ?? null, told: null };
}
