import type { DatabaseSync } from "node:sqlite";
import { TOKEN_FIELDS, type TokenCounts } from "../shared/tokenCounts.ts";
import { NANOS_PER_USD } from "../shared/usageTotals.ts";
import type { ExportPiece } from "./meter.ts";
import type { ExportFormat } from "../shared/workerProtocol.ts";
import { numberIn, optionalNumberIn, optionalTextIn, textIn } from "./ledger/database.ts";
import { tokensOf } from "./ledger/storedEvent.ts";

/** One event as it is exported. Times are ISO UTC, costs US dollars; `null` is unknown. */
interface ExportedEvent extends TokenCounts {
  readonly time: string;
  readonly tool: string;
  readonly model: string;
  readonly session: string;
  readonly agent: string | null;
  readonly project: string | null;
  readonly branch: string | null;
  readonly mode: "steered" | "unattended";
  readonly serviceTier: string;
  readonly quality: string;
  readonly calls: number;
  readonly costUsd: number | null;
}

const COLUMNS = [
  "time",
  "tool",
  "model",
  "session",
  "agent",
  "project",
  "branch",
  "mode",
  "serviceTier",
  "quality",
  "calls",
  ...TOKEN_FIELDS,
  "costUsd",
] as const satisfies readonly (keyof ExportedEvent)[];

/** Lines gathered before they are written. */
const PIECE_LINES = 1_000;

/** Every event that counts, oldest first, in pieces of the text. Memory does not grow with the ledger. */
export function* exportEvents(database: DatabaseSync, format: ExportFormat): Generator<ExportPiece> {
  let text = format === "csv" ? `${COLUMNS.join(",")}\r\n` : "[";
  let before = "\n";
  let rows = 0;
  let calls = 0;
  for (const event of eventsOf(database)) {
    text += format === "csv" ? csvLine(event) : `${before}${JSON.stringify(event)}`;
    before = ",\n";
    rows += 1;
    calls += event.calls;
    if (rows === PIECE_LINES) {
      yield { text, rows, calls };
      text = "";
      rows = 0;
      calls = 0;
    }
  }
  yield { text: format === "csv" ? text : `${text}\n]\n`, rows, calls };
}

function* eventsOf(database: DatabaseSync): Generator<ExportedEvent> {
  const rows = database
    .prepare(
      `SELECT event.*, context.*, source.name AS source_name, model.name AS model_name, session.name AS session_name,
         place.cwd, place.branch
       FROM event JOIN context ON context.id = event.context JOIN source ON source.id = context.source
       JOIN model ON model.id = context.model JOIN session ON session.id = context.session
       LEFT JOIN place ON place.id = context.place
       WHERE hidden = 0 ORDER BY at_ms, seq`,
    )
    .iterate();
  for (const row of rows) {
    const costNanos = optionalNumberIn(row, "cost_nanos");
    yield {
      time: new Date(numberIn(row, "at_ms")).toISOString(),
      tool: textIn(row, "source_name"),
      model: textIn(row, "model_name"),
      session: textIn(row, "session_name"),
      agent: optionalTextIn(row, "agent") ?? null,
      // A place of which only the other half is known holds an empty text.
      project: optionalTextIn(row, "cwd") || null,
      branch: optionalTextIn(row, "branch") || null,
      mode: numberIn(row, "mode") === 1 ? "steered" : "unattended",
      serviceTier: textIn(row, "service_tier"),
      quality: textIn(row, "quality"),
      calls: numberIn(row, "calls"),
      ...tokensOf(row),
      costUsd: costNanos === undefined ? null : costNanos / NANOS_PER_USD,
    };
  }
}

function csvLine(event: ExportedEvent): string {
  return `${COLUMNS.map((column) => csvField(event[column])).join(",")}\r\n`;
}

/** Control characters that no cell may hold: they steer terminals and end texts. */
const STEERING = /[^\P{Cc}\t\r\n]/gu;

/** Quoted where needed (RFC 4180); text that a spreadsheet would run as a formula is made plain by an apostrophe. */
function csvField(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = value.replace(STEERING, "\u{fffd}");
  const plain = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
