/** What the board holds, as a file: everything as JSON, or the rows of hours as a table. */
export function heldExport(held: Readonly<Record<string, unknown>>, kind: "json" | "csv"): string {
  return kind === "json" ? `${JSON.stringify(held, undefined, 2)}\n` : csvOf(held["rows"]);
}

function csvOf(rows: unknown): string {
  const records = (Array.isArray(rows) ? rows : []).filter(isRecord);
  const fields = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const lines = records.map((record) => fields.map((field) => cellOf(record[field])).join(","));
  return [fields.map(cellOf).join(","), ...lines].map((line) => `${line}\r\n`).join("");
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A cell that no spreadsheet takes for a formula. */
function cellOf(value: unknown): string {
  const text = typeof value === "number" || typeof value === "string" ? String(value) : "";
  const harmless = /^[=+\-@\t\r]/.test(text) && typeof value === "string" ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
