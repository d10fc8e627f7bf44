import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { RecountRecord } from "../../core/usageRecord.ts";
import type { ChangedHours } from "./changedHours.ts";
import { identityKeyOf, partKeyOf } from "./identityKey.ts";
import type { Provenance } from "./provenance.ts";

/** What our tokenizer counts in the texts of sampled calls. Copies of a text are one part, wherever they lie. */
export class Recounts {
  readonly #hours: ChangedHours;
  readonly #put: StatementSync;

  constructor(database: DatabaseSync, hours: ChangedHours) {
    this.#hours = hours;
    this.#put = database.prepare(
      `INSERT INTO recount (family_key, member_key, part_key, tokens) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET tokens = excluded.tokens`,
    );
  }

  put({ family, member, part, tokens }: RecountRecord, { source }: Provenance): void {
    const key = identityKeyOf(source, family, member);
    this.#put.run(key.family, key.member, partKeyOf(key, part), tokens);
    this.#hours.addKnownCall(key);
  }
}
