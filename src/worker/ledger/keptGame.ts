import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { KeptGrade } from "../../core/achievements/evaluateBadges.ts";
import type { GateFigures } from "../../core/tierGates.ts";
import { higherTier } from "../../core/tiers.ts";
import { GRADES } from "../../shared/gameSnapshot.ts";
import { numberIn, textIn } from "./database.ts";
import { metaText } from "./meta.ts";

/** Grades of badges and tiers that were reached, in whatever process. They are added to and never taken away. */
export class KeptGame {
  readonly #database: DatabaseSync;
  readonly #grades: StatementSync;
  readonly #tiers: StatementSync;
  readonly #addGrade: StatementSync;
  readonly #addTier: StatementSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#grades = database.prepare("SELECT * FROM badge ORDER BY at_ms, id");
    this.#tiers = database.prepare("SELECT name FROM best_tier");
    this.#addGrade = database.prepare("INSERT OR IGNORE INTO badge (id, grade, at_ms, figures) VALUES (?, ?, ?, ?)");
    this.#addTier = database.prepare("INSERT OR IGNORE INTO best_tier (name, at_ms) VALUES (?, ?)");
  }

  grades(): readonly KeptGrade[] {
    return this.#grades.all().flatMap((row): readonly KeptGrade[] => {
      const name = textIn(row, "grade");
      const grade = GRADES.find((one) => one === name);
      if (grade === undefined && name !== "") return [];
      return [{ id: textIn(row, "id"), grade, atMs: numberIn(row, "at_ms"), figures: textIn(row, "figures") }];
    });
  }

  /** The highest tier that ever held. */
  bestTier(): string | undefined {
    return this.#tiers
      .all()
      .reduce<string | undefined>((best, row) => higherTier(best, textIn(row, "name")), undefined);
  }

  /** What gates go by, as it was last worked out; `undefined` where it never was. */
  gateFigures(): GateFigures | undefined {
    const text = metaText(this.#database, "gates");
    // Written by `LedgerWriter.keepGame` alone.
    return text === undefined ? undefined : (JSON.parse(text) as GateFigures);
  }

  /** To be called inside a transaction. */
  add(grades: readonly KeptGrade[], tier: string | undefined, atMs: number): void {
    for (const one of grades) this.#addGrade.run(one.id, one.grade ?? "", one.atMs, one.figures);
    if (tier !== undefined) this.#addTier.run(tier, atMs);
  }
}

/** What is to be kept: grades and a tier reached, and the figures that gates go by. */
export interface GameNews {
  readonly grades: readonly KeptGrade[];
  readonly tier: string | undefined;
  readonly figures: GateFigures;
  readonly atMs: number;
}
