import type { CheckEffect, CheckId } from "./checkRules.ts";
import type { Figures } from "./hourChecks.ts";

export type FlagStatus = "open" | "cleared" | "upheld" | "expired";

/** Something that a check finds now. */
export interface Finding {
  readonly id: CheckId;
  readonly day: number;
  readonly effect: CheckEffect;
  readonly figures: Figures;
  /** Of the tool whose rows they are; empty where several or none told. */
  readonly toolVersion: string;
}

/** A finding as it was stored. */
export interface StoredFlag extends Finding {
  readonly signalId: number;
  readonly status: FlagStatus;
  readonly openedMs: number;
  /** When a hold ends by itself. */
  readonly endsMs: number | undefined;
  /** When a person decided. */
  readonly decidedMs: number | undefined;
}

export interface FlagChange {
  /** `undefined` for a new one. */
  readonly signalId: number | undefined;
  readonly finding: Finding;
  readonly status: FlagStatus;
  readonly openedMs: number;
}

/** Checks of days have a flag for each day; of all others there is one, about the newest day and the strongest effect. */
const OF_DAYS: ReadonlySet<CheckId> = new Set(["C1", "C2", "C3", "C4", "C6", "C19"]);

/** What a person has decided about somebody, or has let run out, is not taken up again for so long. */
const QUIET_MS = 30 * 86_400_000;

const STRENGTHS: readonly CheckEffect[] = ["info", "label", "ask", "provisional", "held"];

/**
 * What becomes of stored flags, given what is found now. A flag whose finding is gone is cleared at once. One that a person
 * decided about, or that has run out, is not opened again by the same finding; one that was cleared by a correction is.
 *
 * @param codes checks that were run: flags of others stay as they are
 */
export function mergeFlags(
  stored: readonly StoredFlag[],
  found: readonly Finding[],
  codes: ReadonlySet<CheckId>,
  nowMs: number,
): readonly FlagChange[] {
  const findings = strongest(found.filter(({ id }) => codes.has(id)));
  const flags = new Map(stored.filter(({ id }) => codes.has(id)).map((flag) => [keyOf(flag), flag]));
  const changes: FlagChange[] = [];
  for (const [key, finding] of findings) {
    const flag = flags.get(key);
    const change = flag === undefined ? opened(finding, nowMs) : continued(flag, finding, nowMs);
    if (change !== undefined) changes.push(change);
  }
  for (const [key, flag] of flags) {
    if (findings.has(key) || (flag.status !== "open" && flag.status !== "upheld")) continue;
    changes.push({ signalId: flag.signalId, finding: flag, status: "cleared", openedMs: flag.openedMs });
  }
  return changes;
}

function keyOf({ id, day }: Pick<Finding, "id" | "day">): string {
  return OF_DAYS.has(id) ? `${id} ${day}` : id;
}

function strongest(found: readonly Finding[]): ReadonlyMap<string, Finding> {
  const findings = new Map<string, Finding>();
  for (const finding of found) {
    const key = keyOf(finding);
    const other = findings.get(key);
    const isStronger =
      other === undefined ||
      STRENGTHS.indexOf(finding.effect) > STRENGTHS.indexOf(other.effect) ||
      (finding.effect === other.effect && finding.day > other.day);
    if (isStronger) findings.set(key, finding);
  }
  return findings;
}

function opened(finding: Finding, nowMs: number): FlagChange {
  return { signalId: undefined, finding, status: "open", openedMs: nowMs };
}

function continued(flag: StoredFlag, finding: Finding, nowMs: number): FlagChange | undefined {
  const { signalId, status, openedMs, decidedMs, id } = flag;
  if (status === "open") return isSame(flag, finding) ? undefined : { signalId, finding, status, openedMs };
  if (status === "upheld") return undefined;
  const isCorrected = status === "cleared" && decidedMs === undefined;
  // Of a day that was decided about, other figures are another matter; of a member, some time has to pass.
  const isOther = OF_DAYS.has(id) ? status === "cleared" && !isSame(flag, finding) : nowMs - openedMs > QUIET_MS;
  return isCorrected || isOther ? { ...opened(finding, nowMs), signalId } : undefined;
}

function isSame(flag: StoredFlag, finding: Finding): boolean {
  return (
    flag.day === finding.day &&
    flag.effect === finding.effect &&
    flag.toolVersion === finding.toolVersion &&
    JSON.stringify(flag.figures) === JSON.stringify(finding.figures)
  );
}
