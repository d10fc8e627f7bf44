import { countTestRuns } from "../../core/review/countTestRuns.ts";
import { reviewWeek } from "../../core/review/reviewWeek.ts";
import type { SessionOutcome } from "../../shared/weeklyReview.ts";
import type { QuestionGround } from "../questionGround.ts";
import { COMMITS_AFTER_MS, readCommits } from "./readCommits.ts";
import { TestRuns } from "./testRuns.ts";
import { costliestOf, weekSessions } from "./weekSessions.ts";

interface Outcomes {
  readonly week: string;
  readonly sessions: readonly SessionOutcome[];
}

/** What came of the costliest sessions of a week. The ledger is read before the first wait, the repositories after it. */
export async function answerOutcomes(
  { week: asked }: { readonly week: string },
  ground: QuestionGround,
): Promise<Outcomes> {
  const { ledger, sessions, nowMs } = ground;
  sessions.advance(() => true);
  const week = reviewWeek(asked, sessions.calendar, nowMs, ledger.reader.extent()?.oldestMs);
  const costliest = costliestOf(weekSessions(week, sessions.sessions()), week);
  const testRuns = new TestRuns(ledger.database).between(week.startMs, week.endMs + COMMITS_AFTER_MS);
  const git = ground.findGit();
  const found = await Promise.all(
    costliest.map(async ({ id, project, startMs, endMs }): Promise<SessionOutcome> => {
      const { commits, workTree } = await readCommits(git, project, startMs, endMs);
      const folder = workTree ?? project;
      return { id, commits, testRuns: countTestRuns(testRuns, folder, startMs, endMs + COMMITS_AFTER_MS) };
    }),
  );
  return { week: week.week, sessions: found };
}
