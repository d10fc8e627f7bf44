import { t } from "@vscode/l10n";

import type { BATCH_FIELDS } from "../../shared/board/syncBatch.ts";
import type { ROW_FIELDS } from "../../shared/board/usageRow.ts";

type BatchField = Exclude<(typeof BATCH_FIELDS)[number], "rows">;
type RowField = (typeof ROW_FIELDS)[number];

/** What one field of an upload is, and what the board needs it for. */
export interface FieldWords {
  readonly what: string;
  readonly why: string;
}

/** Every field around the rows: a new one does not compile without its words. */
export function batchFieldWords(field: BatchField): FieldWords {
  switch (field) {
    case "v":
      return { what: t("Form of the upload"), why: t("So that a newer board understands it") };
    case "batchId":
      return { what: t("Random number of this upload"), why: t("A repeated upload gets the same answer") };
    case "boardId":
      return { what: t("Random number of the board"), why: t("It is taken by no other board") };
    case "memberId":
      return { what: t("Your random number on this board"), why: t("Your figures are yours; it is not your name") };
    case "deviceId":
      return { what: t("Random number of this device"), why: t("Two machines add up and are not mistaken for one") };
    case "seq":
      return { what: t("How many uploads there were"), why: t("A board that lost data notices it") };
    case "sentAt":
      return { what: t("When it was sent"), why: t("A wrong clock is put right") };
    case "consentVersion":
      return { what: t("What you agreed to"), why: t("Nothing is taken beyond it") };
    case "parser":
      return { what: t("Version of what reads the logs"), why: t("Its faults can be told from yours") };
  }
}

/** Every field of a row. */
export function rowFieldWords(field: RowField): FieldWords {
  switch (field) {
    case "h":
      return { what: t("The hour, in UTC"), why: t("No finer time leaves this machine") };
    case "tool":
      return { what: t("The assistant"), why: t("Sums by assistant") };
    case "model":
      return { what: t("The model"), why: t("Its price, and what it can do at most") };
    case "mode":
      return { what: t("1: you steered, 0: unattended"), why: t("Unattended runs count only so far") };
    case "rev":
      return { what: t("Revision of the row"), why: t("A correction replaces what was sent before") };
    case "toolVersion":
      return { what: t("Version of the assistant"), why: t("Its known faults are not held against you") };
    case "in":
      return { what: t("Fresh input tokens"), why: t("Totals") };
    case "out":
      return { what: t("Output tokens"), why: t("Totals") };
    case "cr":
      return { what: t("Tokens read from caches"), why: t("Totals, and the share of caches") };
    case "cw":
      return { what: t("Tokens written to caches"), why: t("Totals, and the share of caches") };
    case "calls":
      return { what: t("Calls to the model"), why: t("No call can be longer than its model allows") };
    case "busy":
      return { what: t("Seconds that calls ran"), why: t("No model writes faster than it can") };
    case "turns":
      return { what: t("Messages that you typed, counted"), why: t("What a person steers counts for more") };
    case "maxPrompt":
      return { what: t("The longest prompt, in tokens"), why: t("No prompt is longer than its model allows") };
    case "recount":
      return { what: t("Output counted here"), why: t("A second witness beside the assistant's own count") };
    case "sess":
      return { what: t("Sessions, counted"), why: t("How work is spread") };
  }
}

/** What never leaves the machine; the board refuses every field that is not in the table. */
export function notSent(): readonly string[] {
  return [
    t("Prompts, answers and code"),
    t("Paths, names of files, projects, repositories and branches"),
    t("Your name, e-mail address, user name and the name of this machine"),
    t("Minutes and seconds, time zones, and single calls"),
    t("Ids of sessions, arguments of tools, commits"),
  ];
}
