import { totalsOf } from "../../core/insights/usageCell.ts";
import { usageBy } from "../../core/insights/usageBy.ts";
import { addDays } from "../../core/localDay.ts";
import { findSavings } from "../../core/review/findSavings.ts";
import { reviewWeek, type ReviewWeek } from "../../core/review/reviewWeek.ts";
import { UnclaimedCost } from "../../core/review/unclaimedCost.ts";
import type { ReviewQuery, Saving, WeeklyReview } from "../../shared/weeklyReview.ts";
import type { QuestionGround } from "../questionGround.ts";
import { SessionReader } from "../sessions/sessionReader.ts";
import { SessionMarks } from "./sessionMarks.ts";
import { costliestOf, daysFrom, unattendedIn, weekSessions, type WeekSession } from "./weekSessions.ts";

const DAYS = 7;

/** Takes in all that has changed first, which takes seconds the first time in a ledger of millions of calls. */
export function answerReview({ week: asked }: ReviewQuery, ground: QuestionGround): WeeklyReview {
  const { ledger, sessions, toolNames, nowMs } = ground;
  sessions.advance(() => true);
  const { calendar, usageDays } = sessions;
  const oldestMs = ledger.reader.extent()?.oldestMs;
  const { startMs, endMs, ...frame } = reviewWeek(asked, calendar, nowMs, oldestMs);
  const days = daysFrom(frame.from).map((day) => usageDays.get(day) ?? []);
  const cells = days.flat();
  const ofWeek = weekSessions(frame, sessions.sessions());
  const marks = new SessionMarks(ledger.database);
  const monday = addDays(frame.from, -DAYS);
  // A ledger that begins within the week before knows only a part of it.
  const reachesBack = oldestMs !== undefined && oldestMs < calendar.startOfDay(addDays(monday, 1));
  return {
    ...frame,
    totals: totalsOf(cells),
    before: reachesBack ? totalsOf(daysFrom(monday).flatMap((day) => usageDays.get(day) ?? [])) : undefined,
    activeDays: days.filter((day) => day.length > 0).length,
    sessions: ofWeek.length,
    unattendedTokens: unattendedIn(cells),
    byTool: [...usageBy("tool", cells)],
    byModel: [...usageBy("model", cells)],
    costliest: costliestOf(ofWeek, { startMs, endMs }).map((session) => ({
      ...session,
      mark: marks.markOf(session.id),
    })),
    savings: [...savingsOf(ofWeek, { startMs, endMs }, ground)],
    toolNames: { ...toolNames },
  };
}

/** Reads the calls of the week's sessions, of which the cache holds sums alone. */
function savingsOf(
  ofWeek: readonly WeekSession[],
  { startMs, endMs }: Pick<ReviewWeek, "startMs" | "endMs">,
  { ledger, sessions }: QuestionGround,
): readonly Saving[] {
  const reader = new SessionReader(ledger.database);
  return findSavings(
    ofWeek.map(({ root }) => reader.read(root)),
    {
      calendar: sessions.calendar,
      pricer: ledger.pricer,
      unclaimed: new UnclaimedCost(),
      isInWeek: ({ atMs }) => atMs >= startMs && atMs < endMs,
    },
  );
}
