import type { CheckedDay, MemberUse, UnattendedHour } from "../../core/board/checks/memberUse.ts";
import { PROVISIONAL_SIGNALS } from "../../core/board/provisionalSignals.ts";
import { numberIn, type Queries } from "../database/boardDatabase.ts";
import { devicesIn } from "../membership/devices.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const DAYS = 35;
const UNATTENDED_DAYS = 14;

/** What the checks of members ask of one. */
export async function readMemberUse(queries: Queries, member: number, nowMs: number): Promise<MemberUse> {
  const today = Math.floor(nowMs / DAY_MS);
  const [window] = await queries.query("SELECT score + provisional AS score FROM window30 WHERE member_id = $1", [
    member,
  ]);
  const devices = await devicesIn(queries).ofMember(member);
  return {
    today,
    days: await readDays(queries, member, today),
    unattended: await readUnattended(queries, member, nowMs),
    score: window === undefined ? 0 : numberIn(window, "score"),
    deviceDays: devices.map(({ createdMs }) => Math.floor(createdMs / DAY_MS)),
  };
}

async function readDays(queries: Queries, member: number, today: number): Promise<readonly CheckedDay[]> {
  const recounts = await queries.query(RECOUNTS, [member]);
  const recountOf = new Map(recounts.map((row) => [numberIn(row, "day"), row]));
  const rows = await queries.query(
    `SELECT day, seen, settled + pending AS counted, steered, turns, hours FROM member_day
     WHERE member_id = $1 AND day > $2 ORDER BY day`,
    [member, today - DAYS],
  );
  return rows.map((row) => {
    const day = numberIn(row, "day");
    const recount = recountOf.get(day);
    return {
      day,
      seen: numberIn(row, "seen"),
      counted: numberIn(row, "counted"),
      steered: numberIn(row, "steered"),
      turns: numberIn(row, "turns"),
      hours: numberIn(row, "hours"),
      reported: recount === undefined ? 0 : numberIn(recount, "reported"),
      recount: recount === undefined ? 0 : numberIn(recount, "recount"),
    };
  });
}

const MOST = Number.MAX_SAFE_INTEGER;
const RECOUNTS = `
  SELECT (h + shift_h) / 24 AS day, least(sum(outp), ${MOST})::bigint AS reported, least(sum(recount), ${MOST})::bigint AS recount
  FROM usage_hour WHERE member_id = $1 AND recount > 0 AND signals & ${PROVISIONAL_SIGNALS} = 0 GROUP BY (h + shift_h) / 24`;

async function readUnattended(queries: Queries, member: number, nowMs: number): Promise<readonly UnattendedHour[]> {
  const rows = await queries.query(
    `SELECT device_id, tool, model, h + shift_h AS hour, calls FROM usage_hour
     WHERE member_id = $1 AND mode = 0 AND calls > 0 AND h >= $2 ORDER BY h`,
    [member, Math.floor(nowMs / HOUR_MS) - UNATTENDED_DAYS * 24],
  );
  return rows.map((row) => ({
    device: numberIn(row, "device_id"),
    // Names are told apart, and not asked for.
    tool: String(numberIn(row, "tool")),
    model: String(numberIn(row, "model")),
    h: numberIn(row, "hour"),
    calls: numberIn(row, "calls"),
  }));
}
