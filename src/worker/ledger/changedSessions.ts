import type { DatabaseSync, StatementSync } from "node:sqlite";
import { numberIn } from "./database.ts";

/**
 * Notes which sessions got other calls, figures of calls, turns or parents, so that whoever has folded them knows what to
 * fold anew. Written once per transaction, as its calls are mostly of few sessions.
 */
export class ChangedSessions {
  readonly #ids = new Set<number>();
  readonly #last: StatementSync;
  readonly #mark: StatementSync;

  constructor(database: DatabaseSync) {
    this.#last = database.prepare("SELECT coalesce(max(changed), 0) AS last FROM session");
    this.#mark = database.prepare("UPDATE session SET changed = ? WHERE id = ?");
  }

  add(session: number): void {
    this.#ids.add(session);
  }

  /** Writes what was noted, inside the caller's transaction. */
  flush(): void {
    if (this.#ids.size === 0) return;
    const row = this.#last.get();
    const change = (row === undefined ? 0 : numberIn(row, "last")) + 1;
    for (const id of this.#ids) this.#mark.run(change, id);
    this.#ids.clear();
  }

  /** Drops what was noted, after the transaction was undone. */
  forget(): void {
    this.#ids.clear();
  }
}
