import { countMemberDay, type ModeSum } from "../../../src/core/board/countMemberDay.ts";
import { checkRow } from "../../../src/core/board/checks/hourChecks.ts";
import type { CheckedDay, MemberUse, UnattendedHour } from "../../../src/core/board/checks/memberUse.ts";
import { hasRegularGaps } from "../../../src/core/board/checks/regularGaps.ts";
import { CHECK_LIMITS } from "../../../src/core/board/checks/checkLimits.ts";
import { bitOf } from "../../../src/core/board/checks/signalBits.ts";
import { judgeRow } from "../../../src/core/board/hardRules.ts";
import { PROVISIONAL_SIGNALS } from "../../../src/core/board/provisionalSignals.ts";
import { replaces, rowKeyOf } from "../../../src/core/board/rowKey.ts";
import { TODAY, tokensOf, type SimulatedRow } from "./simulatedRow.ts";

export interface StoredRow {
  readonly row: SimulatedRow;
  readonly signals: number;
}

/** What a board stores of what is sent, by its own rules: hard ones refuse, of one key the newest stays, checks leave signals. */
export function takeRows(rows: readonly SimulatedRow[]): {
  readonly stored: readonly StoredRow[];
  readonly refused: number;
} {
  const newest = new Map<string, SimulatedRow>();
  let refused = 0;
  for (const each of rows) {
    const judged = judgeRow(each.row, { receivedAtMs: each.firstSeenMs, addedHours: each.shiftH });
    if (typeof judged === "string") {
      refused += 1;
      continue;
    }
    const key = `${each.device} ${rowKeyOf(each.row)}`;
    if (replaces(each.row.rev, newest.get(key)?.row.rev)) newest.set(key, each);
  }
  const stored = [...newest.values()].map((row) => ({
    row,
    signals: checkRow(row).reduce((bits, { id }) => bits | bitOf(id), 0),
  }));
  return { stored, refused };
}

export interface MemberSum extends Omit<MemberUse, "deviceDays"> {
  readonly seen: number;
  /** All signals of the rows. */
  readonly signals: number;
  /** What would count, were there caps only and no checks. */
  readonly capped: number;
}

/** Sums of a member's rows by day, of those that no check sets aside. */
export function sumMember(stored: readonly StoredRow[]): MemberSum {
  const byDay = new Map<number, StoredRow[]>();
  for (const each of stored) {
    const day = Math.floor((each.row.row.h + each.row.shiftH) / 24);
    const ofDay = byDay.get(day);
    if (ofDay === undefined) byDay.set(day, [each]);
    else ofDay.push(each);
  }
  const days = [...byDay].map(([day, rows]) => dayOf(day, rows)).toSorted((a, b) => a.day - b.day);
  const window = days.filter(({ day }) => day > TODAY - 30 && day <= TODAY);
  const sum = (of: (day: (typeof days)[number]) => number): number => window.reduce((all, day) => all + of(day), 0);
  return {
    today: TODAY,
    days,
    unattended: regularHours(stored),
    score: sum(({ counted }) => counted),
    seen: sum(({ seen }) => seen),
    capped: sum(({ capped }) => capped),
    signals: stored.reduce((bits, each) => bits | each.signals, 0),
  };
}

function dayOf(day: number, rows: readonly StoredRow[]): CheckedDay & { readonly capped: number } {
  const counting = rows.filter(({ signals }) => (signals & PROVISIONAL_SIGNALS) === 0);
  const recounted = counting.filter(({ row }) => row.row.recount > 0);
  const sums = rows.map(({ row: { row }, signals }): ModeSum => ({
    mode: row.mode,
    in: row.in,
    out: row.out,
    cr: row.cr,
    cw: row.cw,
    turns: row.turns,
    settling: (signals & PROVISIONAL_SIGNALS) === 0 ? "settled" : "never",
  }));
  const { seen, counted, settled, steered, turns } = countMemberDay(sums);
  return {
    day,
    seen,
    steered,
    turns,
    counted: settled,
    capped: counted,
    hours: rows.reduce((bits, { row }) => bits | (1 << ((row.row.h + row.shiftH) % 24)), 0),
    reported: recounted.reduce((sum, { row }) => sum + row.row.out, 0),
    recount: recounted.reduce((sum, { row }) => sum + row.row.recount, 0),
  };
}

/** Only of who has regular ones, as there are many and one rule asks. */
function regularHours(stored: readonly StoredRow[]): readonly UnattendedHour[] {
  const hours = stored
    .filter(({ row }) => row.row.mode === 0)
    .map(({ row: { row, device, shiftH } }) => ({
      device,
      tool: row.tool,
      model: row.model,
      h: row.h + shiftH,
      calls: row.calls,
    }));
  return hasRegularGaps(hours, CHECK_LIMITS) === undefined ? [] : hours;
}

/** Equal for rows of the same hour and figures, and hardly ever for others. */
export function printOf({ row, shiftH }: SimulatedRow): number {
  let high = 0x811c9dc5;
  let low = 0x1b873593;
  for (const value of [
    row.h + shiftH,
    row.in,
    row.out,
    row.cr,
    row.cw,
    row.calls,
    row.mode,
    row.tool.length,
    row.model.length,
  ]) {
    high = Math.imul(high ^ (value % 0x7fffffff), 0x01000193);
    low = Math.imul(low ^ ((value / 3) & 0x7fffffff), 0x85ebca6b) ^ (low >>> 13);
  }
  return (high >>> 0) * 2 ** 21 + ((low >>> 0) & 0x1fffff);
}

export function isLarge(row: SimulatedRow): boolean {
  return tokensOf(row) >= CHECK_LIMITS.twinRowTokens;
}
