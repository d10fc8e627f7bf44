import { CONSENT_VERSION, type BATCH_FIELDS } from "../shared/board/syncBatch.ts";
import type { ROW_FIELDS } from "../shared/board/usageRow.ts";
import type { BoardInfo } from "../sync/boardClient.ts";

type Field = (typeof BATCH_FIELDS)[number] | (typeof ROW_FIELDS)[number];

/** What each field tells; there are no others. */
export const FIELD_TEXTS = {
  v: "version of the format",
  batchId: "random number of the upload",
  boardId: "which board",
  memberId: "your random number on this board",
  deviceId: "this machine's random number on this board",
  seq: "counts the uploads of this machine",
  sentAt: "when it is sent, by this machine's clock",
  consentVersion: "the contract that you agreed to",
  parser: "version of what reads the logs",
  rows: "one for each hour, tool, model and mode:",
  h: "hour, in UTC",
  tool: "assistant, such as claudeCode",
  model: "model; every model that is not publicly known is called other",
  mode: "1 where a message of yours was at most 15 minutes before, else 0",
  rev: "says which of two versions of a row is newer",
  toolVersion: "version of the assistant",
  in: "fresh input tokens",
  out: "output tokens",
  cr: "tokens read from caches",
  cw: "tokens written to caches",
  calls: "calls to the model",
  busy: "seconds that the model was at work",
  turns: "messages that you typed: how many, never what",
  maxPrompt: "tokens of the largest prompt",
  recount: "output tokens as counted here",
  sess: "sessions: how many, never which",
} as const satisfies Readonly<Record<Field, string>>;

/** What a person is shown before anything is sent. `preview`: the text of the first upload. */
export function consentText({ name, leastPeople, legalText }: BoardInfo, url: string, preview: string): string {
  const fields = Object.entries(FIELD_TEXTS).map(([field, text]) => `  ${field.padEnd(15)}${text}\n`);
  return `You are about to join the board "${name}" at ${url}.

What is sent, and nothing else (contract ${CONSENT_VERSION}):
${fields.join("")}
Not sent: prompts, answers, paths, projects, branches, names of people and machines.
Others see sums of at least ${leastPeople ?? 8} people. Your name is shown only if you have it listed.
Hours are kept for 35 days, days for 13 months. You can leave at any time, and
everything of yours is then deleted.
${legalText === undefined ? "" : `\n${legalText}\n`}
The first upload, exactly as it will be sent; the board gives the numbers of
member and machine when you join:
${preview}
`;
}
