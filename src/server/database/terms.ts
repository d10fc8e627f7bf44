import { numberIn, textIn, type Queries } from "./boardDatabase.ts";

/** Names that are remembered: many times as many as there are tools and models. */
const MOST_KNOWN = 20_000;

/**
 * Numbers of the names of tools and models. Names are few and never change, so that each is asked for once. Somebody may make up names
 * without end, though: before there are too many, all are forgotten, and those in use are asked for once more.
 */
export class Terms {
  readonly #mostKnown: number;
  readonly #known = new Map<string, number>();

  constructor(mostKnown = MOST_KNOWN) {
    this.#mostKnown = mostKnown;
  }

  /** Takes up new names; outside of any other transaction, so that a number is never forgotten with one that fails. */
  async learn(queries: Queries, names: Iterable<string>): Promise<(name: string) => number> {
    const ids = new Map<string, number>();
    const missing: string[] = [];
    for (const name of new Set(names)) {
      const id = this.#known.get(name);
      if (id === undefined) missing.push(name);
      else ids.set(name, id);
    }
    if (missing.length > 0) for (const [name, id] of await findOrAdd(queries, missing)) ids.set(name, id);
    if (this.#known.size + missing.length > this.#mostKnown) this.#known.clear();
    for (const name of missing) {
      const id = ids.get(name);
      if (id !== undefined) this.#known.set(name, id);
    }
    return (name) => {
      const id = ids.get(name);
      if (id === undefined) throw new Error("A name that was not learned");
      return id;
    };
  }
}

async function findOrAdd(queries: Queries, names: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const list = JSON.stringify(names);
  const found = await find(queries, list);
  if (found.size === names.length) return found;
  await queries.query(
    "INSERT INTO term (name) SELECT name FROM jsonb_array_elements_text($1::jsonb) AS t(name) ON CONFLICT (name) DO NOTHING",
    [list],
  );
  return find(queries, list);
}

async function find(queries: Queries, list: string): Promise<ReadonlyMap<string, number>> {
  const rows = await queries.query(
    "SELECT term_id, name FROM term WHERE name IN (SELECT jsonb_array_elements_text($1::jsonb))",
    [list],
  );
  return new Map(rows.map((row) => [textIn(row, "name"), numberIn(row, "term_id")]));
}
