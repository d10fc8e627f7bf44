import type { DatabaseSync, StatementSync } from "node:sqlite";
import { numberIn } from "./database.ts";

/** Numbers for texts that repeat: each text is stored once and kept in memory after its first use. */
export class Names {
  readonly #numbers = new Map<string, number>();
  readonly #find: StatementSync;
  readonly #add: StatementSync;

  constructor(database: DatabaseSync, table: "source" | "model") {
    this.#find = database.prepare(`SELECT id FROM ${table} WHERE name = ?`);
    this.#add = database.prepare(`INSERT INTO ${table} (name) VALUES (?)`);
  }

  /** To be called inside a transaction; after one is undone, `forget` must follow. */
  numberOf(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const row = this.#find.get(name);
    const number = row === undefined ? Number(this.#add.run(name).lastInsertRowid) : numberIn(row, "id");
    this.#numbers.set(name, number);
    return number;
  }

  forget(): void {
    this.#numbers.clear();
  }
}

/** Numbers for pairs of working directory and branch. */
export class Places {
  readonly #numbers = new Map<string, number>();
  readonly #find: StatementSync;
  readonly #add: StatementSync;

  constructor(database: DatabaseSync) {
    this.#find = database.prepare("SELECT id FROM place WHERE cwd = ? AND branch = ?");
    this.#add = database.prepare("INSERT INTO place (cwd, branch) VALUES (?, ?)");
  }

  /** `null` where neither is known. */
  numberOf(cwd: string | undefined, branch: string | undefined): number | null {
    if (cwd === undefined && branch === undefined) return null;
    const key = `${cwd ?? ""}\n${branch ?? ""}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const row = this.#find.get(cwd ?? "", branch ?? "");
    const number =
      row === undefined ? Number(this.#add.run(cwd ?? "", branch ?? "").lastInsertRowid) : numberIn(row, "id");
    this.#numbers.set(key, number);
    return number;
  }

  forget(): void {
    this.#numbers.clear();
  }
}
