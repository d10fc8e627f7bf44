import { numberIn, textIn, type Queries } from "./boardDatabase.ts";

/** Numbers of the names of tools and models. Names are few and never change, so that each is asked for once. */
export class Terms {
  readonly #known = new Map<string, number>();

  /** Takes up new names; outside of any other transaction, so that a number is never forgotten with one that fails. */
  async learn(queries: Queries, names: Iterable<string>): Promise<(name: string) => number> {
    const missing = [...new Set(names)].filter((name) => !this.#known.has(name));
    if (missing.length > 0) {
      const list = JSON.stringify(missing);
      const rows = await this.#find(queries, list);
      if (rows < missing.length) {
        await queries.query(
          "INSERT INTO term (name) SELECT name FROM jsonb_array_elements_text($1::jsonb) AS t(name) ON CONFLICT (name) DO NOTHING",
          [list],
        );
        await this.#find(queries, list);
      }
    }
    return (name) => {
      const id = this.#known.get(name);
      if (id === undefined) throw new Error("A name that was not learned");
      return id;
    };
  }

  async #find(queries: Queries, list: string): Promise<number> {
    const rows = await queries.query(
      "SELECT term_id, name FROM term WHERE name IN (SELECT jsonb_array_elements_text($1::jsonb))",
      [list],
    );
    for (const row of rows) this.#known.set(textIn(row, "name"), numberIn(row, "term_id"));
    return rows.length;
  }
}
