import type { MeView } from "../../shared/board/meView.ts";
import { readBoard } from "../boardRecord.ts";
import { flagIn, numberIn, optionalNumberIn, textIn, type Queries } from "../database/boardDatabase.ts";
import { isEvidenceAsked } from "../integrity/askEvidence.ts";
import { flagsOf, signalOf } from "../integrity/flags.ts";
import { readLooks } from "../logs/accessLog.ts";
import { readProviderLink } from "../providers/readProviderLink.ts";
import { devicesIn } from "../membership/devices.ts";
import { teamsIn } from "../membership/teams.ts";
import { readNeighbours, type ShownNames } from "./listedEntries.ts";
import { readOwn, type Standpoint } from "./readStanding.ts";

/** Tables of which a member is told how many rows are theirs, by the name that stands on the page. */
const HELD = {
  hours: "usage_hour",
  days: "member_day",
  badges: "badge",
  outcomes: "outcome_day",
  snapshots: "rank_snapshot",
  devices: "device",
} as const;

/** What the board knows of who looks, and the people whose names it shows beside them. `undefined` where there is no such member. */
export async function readMe(
  queries: Queries,
  member: number,
  at: Standpoint & { readonly readsProvider: boolean; readonly canLinkProvider: boolean },
): Promise<{ readonly view: MeView; readonly subjects: readonly number[] } | undefined> {
  const own = await readOwn(queries, member, at);
  const [row] = await queries.query("SELECT team_id FROM member WHERE member_id = $1", [member]);
  if (own === undefined || row === undefined) return undefined;
  const { standing, line } = own;
  const { areNamesOff } = await readBoard(queries);
  const around: ShownNames =
    areNamesOff || line === undefined
      ? { entries: [], subjects: [] }
      : await readNeighbours(queries, line, standing.rank, { member, nowMs: at.nowMs });
  const teamId = optionalNumberIn(row, "team_id");
  const { tier: _, ...stands } = standing;
  const provider = await readProviderLink(queries, member, { isRead: at.readsProvider, canLink: at.canLinkProvider });
  const view: MeView = {
    ...stands,
    ...(teamId === undefined ? {} : { teamId }),
    teams: [...(await teamsIn(queries).all())],
    neighbours: [...around.entries],
    days: await readDays(queries, member),
    signals: (await flagsOf(queries, member)).map(signalOf),
    evidenceAsked: await isEvidenceAsked(queries, member, at.nowMs),
    ...(provider === undefined ? {} : { provider }),
    devices: await readDevices(queries, member),
    held: await countHeld(queries, member),
    badges: await readBadges(queries, member),
    looks: [...(await readLooks(queries, member))],
  };
  return { view, subjects: around.subjects };
}

async function readDays(queries: Queries, member: number): Promise<MeView["days"]> {
  const rows = await queries.query(
    "SELECT day, seen, counted, next_settle_ms IS NULL AS is_settled FROM member_day WHERE member_id = $1 ORDER BY day",
    [member],
  );
  return rows.map((row) => ({
    day: numberIn(row, "day"),
    seen: numberIn(row, "seen"),
    counted: numberIn(row, "counted"),
    isSettled: flagIn(row, "is_settled"),
  }));
}

async function readDevices(queries: Queries, member: number): Promise<MeView["devices"]> {
  const devices = await devicesIn(queries).ofMember(member);
  return devices.map(({ device, createdMs, isRevoked, seq, bucketMs }) => ({
    deviceId: device,
    createdAt: createdMs,
    // The bucket is drawn from at each upload that is taken, and at nothing else.
    ...(seq === 0 ? {} : { lastUploadAt: bucketMs }),
    isRevoked,
  }));
}

async function countHeld(queries: Queries, member: number): Promise<MeView["held"]> {
  const counts = Object.entries(HELD).map(
    ([name, table]) => `(SELECT count(*) FROM ${table} WHERE member_id = $1) AS ${name}`,
  );
  const [row] = await queries.query(`SELECT ${counts.join(", ")}`, [member]);
  return Object.fromEntries(Object.keys(HELD).map((name) => [name, numberIn(row, name)]));
}

async function readBadges(queries: Queries, member: number): Promise<MeView["badges"]> {
  const rows = await queries.query("SELECT badge, grade, since FROM badge WHERE member_id = $1 ORDER BY since, badge", [
    member,
  ]);
  return rows.map((row) => ({
    badge: textIn(row, "badge"),
    grade: numberIn(row, "grade"),
    since: numberIn(row, "since"),
  }));
}
