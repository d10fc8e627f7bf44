/** What `json_extract` with several paths gives for a row: their values as one JSON array; `undefined` where it gave none. */
export function extractedFacts(value: unknown): readonly unknown[] | undefined {
  // SQLite has just written it.
  const facts: unknown = typeof value === "string" ? JSON.parse(value) : undefined;
  return Array.isArray(facts) ? (facts as readonly unknown[]) : undefined;
}
