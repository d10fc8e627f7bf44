import { OUTCOME_DAYS, type OutcomeDay } from "../../shared/board/outcomeDay.ts";
import type { Queries } from "../database/boardDatabase.ts";
import type { Device } from "../membership/devices.ts";

const DAY_MS = 86_400_000;
/** Outcomes mature for weeks; what is older than the days that are kept is not taken. */
const DAYS_BACK = 397;
/** Of these days a request tells everything, also where its sender is a day ahead. */
const WHOLE_DAYS = OUTCOME_DAYS - 2;

/**
 * Takes the newer ones of the days that a device tells, the highest revision where one comes twice; what is sent again changes
 * nothing, and what other devices have told stays. Of days that the device told before and does not name now, nothing is left:
 * commits that were there have become others. The member has to be locked.
 *
 * @returns how many days were taken
 */
export async function storeOutcomes(
  queries: Queries,
  { member, device }: Pick<Device, "member" | "device">,
  days: readonly OutcomeDay[],
  nowMs: number,
): Promise<number> {
  const today = Math.floor(nowMs / DAY_MS);
  const newest = new Map<number, OutcomeDay>();
  for (const day of days) {
    if (day.day > today + 1 || day.day < today - DAYS_BACK) continue;
    if (day.rev > (newest.get(day.day)?.rev ?? 0)) newest.set(day.day, day);
  }
  const taken =
    newest.size === 0 ? [] : await queries.query(PUT, [member, device, JSON.stringify([...newest.values()])]);
  const rev = days.length === 0 ? null : Math.max(...days.map((day) => day.rev));
  await queries.query(CLEAR, [member, device, today - WHOLE_DAYS, days.map(({ day }) => day), rev]);
  return taken.length;
}

const PUT = `
  INSERT INTO outcome_day (member_id, device_id, day, rev, merged, eff_added, eff_matured, eff_surviving, reworked, test_runs, test_green,
    prompt_to_merge_h, cost_matured_micro)
  SELECT $1::bigint, $2::int, o.day, o.rev, o.merged, o."effAdded", o."effMatured", o."effSurviving", o.reworked, o."testRuns",
    o."testGreen", o."promptToMergeH", o."costMaturedMicro"
  FROM jsonb_to_recordset($3::jsonb) AS o(day int, rev bigint, merged int, "effAdded" int, "effMatured" int,
    "effSurviving" int, reworked int, "testRuns" int, "testGreen" int, "promptToMergeH" double precision,
    "costMaturedMicro" bigint)
  ON CONFLICT (member_id, day, device_id) DO UPDATE SET rev = excluded.rev, merged = excluded.merged, eff_added = excluded.eff_added,
    eff_matured = excluded.eff_matured, eff_surviving = excluded.eff_surviving, reworked = excluded.reworked,
    test_runs = excluded.test_runs, test_green = excluded.test_green, prompt_to_merge_h = excluded.prompt_to_merge_h,
    cost_matured_micro = excluded.cost_matured_micro
  WHERE excluded.rev > outcome_day.rev RETURNING day`;

/** The rows stay, so that an older request that comes late does not bring back what they told. */
const CLEAR = `
  UPDATE outcome_day SET rev = greatest(rev + 1, $5::bigint), merged = 0, eff_added = 0, eff_matured = 0, eff_surviving = 0,
    reworked = 0, test_runs = 0, test_green = 0, prompt_to_merge_h = NULL, cost_matured_micro = 0
  WHERE member_id = $1 AND device_id = $2 AND day >= $3 AND day <> ALL ($4::int[]) AND ($5::bigint IS NULL OR rev < $5::bigint)
    AND (merged, eff_added, eff_matured, eff_surviving, reworked, test_runs, test_green, cost_matured_micro)
      <> (0, 0, 0, 0, 0, 0, 0, 0)`;
