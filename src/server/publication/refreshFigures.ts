import { practiceFigures } from "../../core/board/publication/practiceFigures.ts";
import { WINDOW_DAYS } from "../../core/board/windowDays.ts";
import type { PriceOf } from "../../core/achievements/rightSizing.ts";
import type { Pricer } from "../../core/prices/pricer.ts";
import { numberIn, optionalNumberIn, type BoardDatabase, type Queries } from "../database/boardDatabase.ts";
import { SliceSize } from "../database/sliceSize.ts";
import { lockThere } from "./lockThere.ts";
import { ratesByDay, refreshParts, type RatesOfDay } from "./memberParts.ts";
import { readOutcomes, readUses, type Use } from "./memberUse.ts";
import { METRICS } from "./metricColumns.ts";

const DAY_MS = 86_400_000;
/** Members at once. */
const SLICE = { least: 4, most: 400 };
/** Sums beyond all sense are cut: what one person sends keeps nobody else's figures from being made. */
const MOST = Number.MAX_SAFE_INTEGER;

export interface FiguresPass {
  readonly nowMs: number;
  /** Days that were counted anew since then are summed anew. */
  readonly sinceMs: number;
  readonly pricer: Pricer;
}

/** Brings up to date what published figures are made of, some members at a time. */
export async function refreshFigures(database: BoardDatabase, pass: FiguresPass): Promise<void> {
  const ratesOf = ratesByDay(pass.pricer);
  const slice = new SliceSize(SLICE);
  const inTurn: BoardDatabase["transaction"] = (body) =>
    database.transaction((queries) => slice.time(() => body(queries)));
  let after: number | undefined = 0;
  while (after !== undefined) {
    after = await refreshSome(inTurn, { after, size: slice.size }, pass, ratesOf);
    slice.learn();
  }
}

/**
 * In several short transactions, so that nobody waits for all of them. What is uploaded between two of them has changed since the
 * pass began, and is part of the next.
 */
async function refreshSome(
  inTurn: BoardDatabase["transaction"],
  { after, size }: { readonly after: number; readonly size: number },
  { nowMs, sinceMs, pricer }: FiguresPass,
  ratesOf: RatesOfDay,
): Promise<number | undefined> {
  const today = Math.floor(nowMs / DAY_MS);
  const rows = await inTurn((queries) => queries.query(WINDOWS, [after, size, today - WINDOW_DAYS + 1, today]));
  if (rows.length === 0) return undefined;
  const members = rows.map((row) => numberIn(row, "member_id"));
  await refreshParts(inTurn, { members, sinceMs, today }, ratesOf);
  const uses = await inTurn((queries) => readUses(queries, members, today));
  const outcomes = await inTurn((queries) => readOutcomes(queries, members, today));
  const priceOf: PriceOf = (tool, model, tokens) =>
    pricer.costNanos({ sourceId: tool, model, atMs: nowMs, tokens, serviceTier: "standard", usOnly: false });
  const workOut = () =>
    rows.map((row) => {
      const member = numberIn(row, "member_id");
      const ofMember = uses.get(member) ?? [];
      const costMicro = Math.round(sum(ofMember, ({ costNanos }) => costNanos) / 1_000);
      const metrics = practiceFigures(
        {
          prompt: numberIn(row, "prompt"),
          cacheRead: numberIn(row, "cache_read"),
          seen: numberIn(row, "seen"),
          steered: numberIn(row, "steered"),
          turns: numberIn(row, "turns"),
          costMicro,
          uses: ofMember,
          outcomes: outcomes.get(member),
        },
        priceOf,
      );
      return {
        member_id: member,
        day: today,
        team_id: optionalNumberIn(row, "team_id") ?? null,
        counted: optionalNumberIn(row, "held_until_ms") === undefined ? numberIn(row, "score") : 0,
        seen: numberIn(row, "seen"),
        cost_micro: costMicro,
        unpriced: sum(ofMember, (use) => (use.isUnpriced ? use.seen : 0)),
        ...Object.fromEntries(METRICS.map(([metric, column]) => [column, metrics.get(metric) ?? null])),
      };
    });
  await inTurn(async (queries) => {
    // In here, so that slices are as short as that takes, and before anybody is locked.
    const figures = workOut();
    const there = await lockThere(queries, members);
    await writeFigures(
      queries,
      figures.filter((figure) => there.has(figure.member_id)),
      members,
    );
    await writeShares(
      queries,
      [...uses].filter(([member]) => there.has(member)),
      members,
    );
  });
  return rows.length < size ? undefined : members.at(-1);
}

async function writeFigures(queries: Queries, figures: readonly object[], members: readonly number[]): Promise<void> {
  await queries.query("DELETE FROM member_figure WHERE member_id = ANY ($1::bigint[])", [members]);
  await queries.query(
    "INSERT INTO member_figure SELECT r.* FROM jsonb_populate_recordset(NULL::member_figure, $1::jsonb) r",
    [JSON.stringify(figures)],
  );
}

async function writeShares(
  queries: Queries,
  uses: readonly (readonly [member: number, uses: readonly Use[]])[],
  members: readonly number[],
): Promise<void> {
  await queries.query("DELETE FROM member_share WHERE member_id = ANY ($1::bigint[])", [members]);
  const shares = uses.flatMap(([member, ofMember]) => [
    ...sharesBy(member, ofMember, "tool"),
    ...sharesBy(member, ofMember, "model"),
  ]);
  await queries.query(
    "INSERT INTO member_share SELECT r.* FROM jsonb_populate_recordset(NULL::member_share, $1::jsonb) r",
    [JSON.stringify(shares)],
  );
}

function sharesBy(member: number, uses: readonly Use[], kind: "tool" | "model"): readonly object[] {
  const terms = new Map<number, number>();
  for (const use of uses) {
    const term = kind === "tool" ? use.toolId : use.modelId;
    terms.set(term, Math.min(MOST, (terms.get(term) ?? 0) + use.seen));
  }
  return [...terms].map(([term, seen]) => ({ member_id: member, kind, term, seen }));
}

function sum(uses: readonly Use[], of: (use: Use) => number): number {
  return Math.min(
    MOST,
    uses.reduce((all, use) => all + of(use), 0),
  );
}

/** The team by a query of its own: joined, all members before these would be gone through for each slice. */
const WINDOWS = `
  SELECT w.member_id, (SELECT m.team_id FROM member m WHERE m.member_id = w.member_id) AS team_id, w.held_until_ms, w.score, w.seen, w.steered, w.prompt, w.cache_read,
    (SELECT coalesce(sum(d.turns), 0)::bigint FROM member_day d WHERE d.member_id = w.member_id AND d.day BETWEEN $3 AND $4) AS turns
  FROM window30 w WHERE w.member_id > $1 ORDER BY w.member_id LIMIT $2`;
