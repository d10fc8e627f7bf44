import { t } from "@vscode/l10n";

import type { Budget } from "../shared/budgets.ts";
import type { Currency } from "../shared/currency.ts";
import type { MeterSnapshot, Problem } from "../shared/meterSnapshot.ts";

/** How the worker thread is doing. */
export type WorkerHealth =
  | { readonly kind: "starting" }
  | { readonly kind: "running" }
  /** It ended by itself and starts again; `failures` counts the ends in a row. */
  | { readonly kind: "down"; readonly reason: string; readonly failures: number };

/** Everything that the host's surfaces are drawn from. */
export interface MeterView {
  readonly snapshot: MeterSnapshot | undefined;
  readonly worker: WorkerHealth;
  /** A rescan was asked for here and has not ended. */
  readonly isRescanning: boolean;
  /** Whether tiers, badges and levels are shown. */
  readonly isGameOn: boolean;
  /** What money is shown in. */
  readonly currency: Currency;
  /** Limits that the person has set. */
  readonly budgets: readonly Budget[];
  /** What is wrong on this side, such as a setting that cannot be used. */
  readonly hostProblems: readonly Problem[];
}

export type MeterState =
  | { readonly kind: "starting" }
  /** `fraction` is `undefined` while the size of the work is not known. */
  | { readonly kind: "scanning"; readonly fraction: number | undefined }
  /** There are no numbers and there is a reason. */
  | { readonly kind: "failed"; readonly reason: string }
  | { readonly kind: "empty"; readonly snapshot: MeterSnapshot }
  | { readonly kind: "stale"; readonly reason: string; readonly snapshot: MeterSnapshot }
  | { readonly kind: "normal"; readonly snapshot: MeterSnapshot };

/** Unfocused windows sweep every five minutes; three missed sweeps are not chance. */
export const STALE_AFTER_MS = 15 * 60_000;
/** One crash may be chance and is made good within a second or two. */
const FAILURES_BEFORE_ALARM = 3;

export function meterState(view: MeterView, nowMs: number): MeterState {
  const { snapshot, worker } = view;
  if (snapshot === undefined) {
    return worker.kind === "down" && worker.failures >= FAILURES_BEFORE_ALARM
      ? { kind: "failed", reason: worker.reason }
      : { kind: "starting" };
  }
  if (worker.kind === "down") return { kind: "stale", reason: worker.reason, snapshot };
  if (snapshot.scanning !== undefined) {
    const { doneBytes, totalBytes } = snapshot.scanning;
    return { kind: "scanning", fraction: totalBytes > 0 ? doneBytes / totalBytes : undefined };
  }
  if (view.isRescanning) return { kind: "scanning", fraction: undefined };
  if (snapshot.newestCallMs === undefined && snapshot.sweptAtMs === undefined) {
    const failure = snapshot.problems.find((problem) => problem.severity === "error");
    return failure === undefined
      ? { kind: "scanning", fraction: undefined }
      : { kind: "failed", reason: failure.message };
  }
  // Before the first sweep the numbers are those that the ledger kept, and they are as old as they say.
  if (nowMs - (snapshot.sweptAtMs ?? snapshot.madeAtMs) > STALE_AFTER_MS) {
    return { kind: "stale", reason: t("The logs have not been looked at for a while."), snapshot };
  }
  return { kind: snapshot.newestCallMs === undefined ? "empty" : "normal", snapshot };
}

/** Problems of both sides, the gravest first. */
export function problemsOf(view: MeterView): readonly Problem[] {
  const rank = { error: 0, warning: 1, info: 2 } as const;
  return [...view.hostProblems, ...(view.snapshot?.problems ?? [])].toSorted(
    (one, other) => rank[one.severity] - rank[other.severity],
  );
}
