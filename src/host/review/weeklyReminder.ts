import { addDays, createLocalCalendar, isoWeekKey, startOfWeek } from "../../core/localDay.ts";
import { readAnswer } from "../../shared/panelQuestions.ts";
import { totalTokens } from "../../shared/tokenCounts.ts";
import type { UsageTotals } from "../../shared/usageTotals.ts";
import type { Clock } from "../clock.ts";
import type { MeterView } from "../meterView.ts";

/** As much of VS Code's Memento as is needed. */
interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

export interface WeeklyReminderOptions {
  readonly clock: Clock;
  readonly timeZone: string;
  /** Shared by all windows. */
  readonly memory: Memory;
  /** Whether the person wants to be told. */
  readonly isOn: () => boolean;
  /** Whether somebody is at this window. */
  readonly isFocused: () => boolean;
  /** Asks the worker for the review of a week. */
  readonly askReview: (week: string) => Promise<unknown>;
  readonly show: (totals: UsageTotals) => void;
  readonly log: (fault: unknown) => void;
}

const KEY = "tokenLegend.weeklyReview.toldWeek";
/** Of Monday, by the local clock. */
const FROM_MS = 9 * 60 * 60 * 1000;
const DAYS_OF_WEEK = 7;
/** A worker that could not answer is not asked again at once. */
const RETRY_AFTER_MS = 10 * 60_000;

/** Tells once a week, from Monday at nine on and when somebody is there, that the week before can be looked at. */
export class WeeklyReminder {
  readonly #options: WeeklyReminderOptions;
  #isAsking = false;
  #failedMs = -Infinity;

  constructor(options: WeeklyReminderOptions) {
    this.#options = options;
  }

  /** To be called when the meter changed or time went by. Only the window that writes the ledger tells. */
  refresh(view: MeterView): void {
    const { isOn, isFocused, clock } = this.#options;
    if (this.#isAsking || !isOn() || !isFocused() || !isSettled(view)) return;
    if (Math.abs(clock.nowMs() - this.#failedMs) < RETRY_AFTER_MS) return;
    const week = this.#weekToTell();
    if (week === undefined) return;
    this.#isAsking = true;
    this.#tell(week)
      .catch((fault: unknown) => {
        this.#failedMs = clock.nowMs();
        this.#options.log(fault);
      })
      .finally(() => {
        this.#isAsking = false;
      });
  }

  /** The last whole week, unless it is too early or was told of. */
  #weekToTell(): string | undefined {
    const { clock, timeZone, memory } = this.#options;
    const nowMs = clock.nowMs();
    const calendar = createLocalCalendar(timeZone);
    const monday = startOfWeek(calendar.dayKey(nowMs));
    if (nowMs < calendar.startOfDay(monday) + FROM_MS) return undefined;
    const week = isoWeekKey(addDays(monday, -DAYS_OF_WEEK));
    return memory.get(KEY) === week ? undefined : week;
  }

  async #tell(week: string): Promise<void> {
    const review = readAnswer("review", await this.#options.askReview(week));
    if (review?.week !== week) throw new Error("The review is of another week, or none.");
    // Another window may have told meanwhile.
    if (this.#options.memory.get(KEY) === week) return;
    // Kept before it is shown: a message that is closed without a choice is not repeated.
    await this.#options.memory.update(KEY, week);
    if (totalTokens(review.totals) > 0) this.#options.show(review.totals);
  }
}

/** Whether the figures are whole: during the first reading of logs the week still grows. */
function isSettled({ snapshot, worker, isRescanning }: MeterView): boolean {
  return (
    worker.kind === "running" &&
    !isRescanning &&
    snapshot?.role === "writer" &&
    snapshot.scanning === undefined &&
    snapshot.sweptAtMs !== undefined
  );
}
