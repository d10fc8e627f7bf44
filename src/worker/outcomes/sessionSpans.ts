import type { SessionUsage } from "../../core/insights/foldUsage.ts";
import type { SessionSpan } from "../../core/outcomes/sessionSpan.ts";
import { totalTokens } from "../../shared/tokenCounts.ts";

/** Sessions that were still at work at `sinceMs` or later, each by the folder that most of its tokens went to. */
export function sessionSpans(
  sessions: Iterable<readonly [root: number, usage: SessionUsage]>,
  sinceMs: number,
): readonly SessionSpan[] {
  const spans: SessionSpan[] = [];
  for (const [, { startMs, endMs, days }] of sessions) {
    if (endMs < sinceMs) continue;
    const tokens = new Map<string, number>();
    for (const cell of [...days.values()].flat())
      tokens.set(cell.project, (tokens.get(cell.project) ?? 0) + totalTokens(cell.totals));
    const [most] = [...tokens].toSorted(([, one], [, other]) => other - one);
    if (most !== undefined && most[0] !== "") spans.push({ folder: most[0], startMs, endMs });
  }
  return spans;
}
