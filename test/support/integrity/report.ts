import type { HoldGround } from "../../../src/core/board/checks/judgeHold.ts";
import { medianOf } from "../../../src/core/board/checks/robust.ts";
import type { JudgedCompany, JudgedMember } from "./judgeCompany.ts";
import { TACTICS, type Tactic } from "./tactics.ts";

/** Signals by which somebody is put before a moderator, and questions that only the person gets. */
const REVIEWED: ReadonlySet<string> = new Set(["C1", "C2", "C3", "C4", "C6", "C7", "C12"]);
const ASKED: ReadonlySet<string> = new Set(["C8", "C13", "C14"]);
const SET_ASIDE: ReadonlySet<string> = new Set(["C17", "C18"]);
/** The public list; who is about to be on it is asked for evidence. */
const LISTED = 250;

export interface TacticReport {
  readonly tactic: Tactic;
  readonly planted: number;
  readonly found: number;
  readonly held: number;
  /** People by check. */
  readonly by: ReadonlyMap<string, number>;
  /** Medians of what is told, what caps leave and what counts in the end, in what honest figures would have counted. */
  readonly seen: number;
  readonly capped: number;
  readonly scored: number;
  readonly mostScored: number;
  readonly evidenceAsked: number;
}

export interface CompanyReport {
  readonly people: number;
  readonly honest: number;
  readonly honestHeld: number;
  readonly honestReviewed: number;
  /** Of their own devices or rows; no moderator sees it unless they ask for one. */
  readonly honestAsked: number;
  readonly honestLabelled: number;
  /** Some rows of theirs wait or are not ranked, because they came late or from a faulty reader. */
  readonly honestSetAside: number;
  readonly precision: number;
  /** Of the tactics that figures can tell. */
  readonly recall: number;
  readonly medianScore: number;
  readonly totalScore: number;
  readonly tactics: readonly TacticReport[];
}

export function reportOn({ members, board }: JudgedCompany): CompanyReport {
  const honest = members.filter(({ tactic }) => tactic === undefined);
  const having = (ids: ReadonlySet<string>): number =>
    honest.filter(({ signals }) => signals.some(({ id }) => ids.has(id))).length;
  const honestReviewed = honest.filter(isReviewed).length;
  const least = leastListed(members);
  const tactics = TACTICS.map((tactic) => reportOnTactic(tactic, members, least));
  const findable = members.filter(({ tactic }) => tactic?.expected === "found");
  const reviewed = members.filter((member) => member.tactic !== undefined && isReviewed(member)).length;
  return {
    people: members.length,
    honest: honest.length,
    honestHeld: honest.filter(({ isHeld }) => isHeld).length,
    honestReviewed,
    honestAsked: having(ASKED),
    honestLabelled: honest.filter(({ signals }) => signals.some(({ effect }) => effect === "label")).length,
    honestSetAside: having(SET_ASIDE),
    precision: reviewed / Math.max(1, reviewed + honestReviewed),
    recall: findable.filter(isFound).length / Math.max(1, findable.length),
    medianScore: board.medianScore,
    totalScore: board.total,
    tactics,
  };
}

function reportOnTactic(tactic: Tactic, members: readonly JudgedMember[], leastScore: number): TacticReport {
  const own = members.filter((member) => member.tactic === tactic);
  const by = new Map<string, number>();
  for (const member of own) for (const id of new Set(tellingOf(member))) by.set(id, (by.get(id) ?? 0) + 1);
  const refused = own.filter((member) => member.refused > 0).length;
  if (refused > 0) by.set("H3", refused);
  const ratios = (of: (member: JudgedMember) => number): readonly number[] =>
    own.map((member) => of(member) / Math.max(1, member.honestScore));
  const scored = ratios(scoreOf);
  return {
    tactic,
    planted: own.length,
    found: own.filter(isFound).length,
    held: own.filter(({ isHeld }) => isHeld).length,
    by,
    seen: medianOf(ratios(({ sum }) => sum.seen)) ?? 0,
    capped: medianOf(ratios(({ sum }) => sum.capped)) ?? 0,
    scored: medianOf(scored) ?? 0,
    mostScored: Math.max(0, ...own.map(scoreOf)),
    evidenceAsked: own.filter((member) => scoreOf(member) >= leastScore).length,
  };
}

function scoreOf({ isHeld, sum }: JudgedMember): number {
  return isHeld ? 0 : sum.score;
}

function leastListed(members: readonly JudgedMember[]): number {
  const scores = members.map(scoreOf).toSorted((a, b) => b - a);
  return Math.max(1, scores[Math.min(LISTED, scores.length) - 1] ?? 1);
}

function isReviewed({ isHeld, signals }: JudgedMember): boolean {
  return isHeld || signals.some(({ id }) => REVIEWED.has(id));
}

/** Whether anything but a label was noticed, or refused. */
function isFound(member: JudgedMember): boolean {
  return member.refused > 0 || tellingOf(member).length > 0;
}

/** What was noticed of the tactic, and not of what befell the person besides. */
function tellingOf({ person: { mishaps }, signals }: JudgedMember): readonly string[] {
  return signals.flatMap(({ id, effect }: HoldGround) => {
    if (effect === "label" || (id === "C17" && mishaps.has("offlineHoliday"))) return [];
    if (id === "C14" && mishaps.has("devContainers")) return [];
    if (id === "C18" && mishaps.has("oldReaders")) return [];
    return REVIEWED.has(id) || ASKED.has(id) || SET_ASIDE.has(id) ? [id] : [];
  });
}

/** The report as text. */
export function describeReport(report: CompanyReport): string {
  const factor = (value: number): string => (value < 100 ? value.toFixed(2) : String(Math.round(value))).padStart(8);
  const rows = report.tactics.map((row) => {
    const by = [...row.by].map(([id, n]) => `${id} ${n}`).join(", ");
    const figures = [row.planted, row.found, row.held].map((n) => String(n).padStart(6)).join("");
    const gains = factor(row.seen) + factor(row.capped) + factor(row.scored);
    const most = (row.mostScored / 1e9).toFixed(2).padStart(9);
    const name = `${row.tactic.id.padEnd(4)}${row.tactic.name}`.padEnd(40);
    return `${name}${row.tactic.expected.padEnd(8)}${figures}${gains}${most}${String(row.evidenceAsked).padStart(7)}  ${by}`;
  });
  const head =
    "tactic".padEnd(40) +
    "by design".padEnd(8) +
    "plant found  held".padStart(17) +
    "    seen  capped  counts  most/B  asked  by";
  return [
    `${report.people} people, ${report.honest} of them honest; median ${(report.medianScore / 1e6).toFixed(0)} M counted in 30 days, ` +
      `${(report.totalScore / 1e12).toFixed(1)} T in all`,
    head,
    ...rows,
    "",
    "seen, capped, counts: what is told, what caps leave of it and what counts in the end, in medians of what honest figures",
    "would count. most: the highest score in billions. asked: in the top 250, and so asked for evidence. capped: the caps leave",
    "little to gain. void: refused, or in no rank. bounded: cannot be told from figures, by design; at most 3 B a day count.",
    "",
    `honest people held: ${report.honestHeld} (target 0); put before a moderator: ${report.honestReviewed} (target at most 25)`,
    `honest people who are asked something: ${report.honestAsked}; with a label: ${report.honestLabelled}; with some rows set aside: ${report.honestSetAside}`,
    `precision ${report.precision.toFixed(3)}; recall of what figures can tell ${report.recall.toFixed(3)}`,
  ].join("\n");
}
