import { FIGURE_FIELDS } from "../../shared/board/usageRow.ts";
import { exportAccount, type AccountExport } from "../accounts/exportAccount.ts";
import {
  numberIn,
  optionalNumberIn,
  optionalTextIn,
  textIn,
  type Queries,
  type Row,
} from "../database/boardDatabase.ts";
import { devicesIn } from "./devices.ts";
import { membersIn } from "./members.ts";

/** Everything that the board holds of a member; rows are in the shape in which they were sent. */
export interface MemberExport {
  readonly member: Readonly<Record<"joinedMs" | "teamId" | "heldUntilMs" | "verifiedUntilMs", number | null>> &
    Readonly<Record<"handle" | "title", string | null>> & { readonly listed: boolean };
  /** `null` where the member has never been seen by name of a viewer. */
  readonly account: AccountExport | null;
  readonly devices: readonly { readonly deviceId: number; readonly createdMs: number; readonly isRevoked: boolean }[];
  readonly rows: readonly Readonly<Record<string, string | number>>[];
  readonly days: readonly Readonly<Record<string, number>>[];
  /** Of each other table, its rows of the member as they are. */
  readonly window: readonly Row[];
  readonly badges: readonly Row[];
  readonly outcomes: readonly Row[];
  readonly snapshots: readonly Row[];
  readonly signals: readonly Row[];
  readonly checks: readonly Row[];
  readonly evidence: readonly Row[];
  readonly sessionClaims: readonly Row[];
  readonly providerLinks: readonly Row[];
  readonly providerDays: readonly Row[];
  readonly parts: readonly Row[];
  readonly shares: readonly Row[];
  readonly figures: readonly Row[];
  /** What of the member is in published figures of groups, was until a moment ago or is about to be. */
  readonly published: readonly Row[];
}

/** `undefined` for a member that does not exist. */
export async function exportMember(queries: Queries, member: number): Promise<MemberExport | undefined> {
  const known = await membersIn(queries).find(member);
  if (known === undefined) return undefined;
  const devices = await devicesIn(queries).ofMember(member);
  const rows = await queries.query(ROWS, [member]);
  const [more] = await queries.query(
    "SELECT team_id, held_until_ms, verified_until_ms, title FROM member WHERE member_id = $1",
    [member],
  );
  const days = await queries.query(
    `SELECT day, seen, counted, settled, pending, steered, prompt, cache_read AS "cacheRead", turns, hours
     FROM member_day WHERE member_id = $1 ORDER BY day`,
    [member],
  );
  const rowsOf = (table: string, order: string): Promise<readonly Row[]> =>
    queries.query(`SELECT * FROM ${table} WHERE member_id = $1 ORDER BY ${order}`, [member]);
  return {
    member: {
      joinedMs: known.joinedMs,
      listed: known.listed,
      handle: known.handle ?? null,
      teamId: optionalNumberIn(more, "team_id") ?? null,
      heldUntilMs: optionalNumberIn(more, "held_until_ms") ?? null,
      verifiedUntilMs: optionalNumberIn(more, "verified_until_ms") ?? null,
      title: optionalTextIn(more, "title") ?? null,
    },
    account: (await exportAccount(queries, member)) ?? null,
    devices: devices.map(({ device, createdMs, isRevoked }) => ({ deviceId: device, createdMs, isRevoked })),
    rows: rows.map(exportRow),
    days: days.map((day) => numbersOf(day, DAY_NUMBERS)),
    window: await rowsOf("window30", "asof"),
    badges: await rowsOf("badge", "since, badge"),
    outcomes: await rowsOf("outcome_day", "day, device_id"),
    snapshots: await rowsOf("rank_snapshot", "day"),
    signals: await rowsOf("flag", "opened_ms, signal_id"),
    checks: await rowsOf("check_state", "checked_ms"),
    evidence: [...(await rowsOf("evidence_ask", "asked_ms")), ...(await rowsOf("evidence_part", "device_id"))],
    sessionClaims: await queries.query(
      `SELECT encode(hash, 'hex') AS hash, first_ms, expires_ms, tokens FROM session_claim WHERE member_id = $1 ORDER BY hash`,
      [member],
    ),
    providerLinks: await queries.query(
      `SELECT provider, encode(user_hash, 'hex') AS user_hash, linked_ms FROM provider_link WHERE member_id = $1
       ORDER BY provider, user_hash`,
      [member],
    ),
    providerDays: await rowsOf("provider_day", "provider, day"),
    parts: await rowsOf("member_part", "day, tool, model"),
    shares: await rowsOf("member_share", "kind, term"),
    figures: await rowsOf("member_figure", "day"),
    published: await rowsOf("published_part", "pass, block"),
  };
}

const DAY_NUMBERS = [
  "day",
  "seen",
  "counted",
  "settled",
  "pending",
  "steered",
  "prompt",
  "cacheRead",
  "turns",
  "hours",
];

const NUMBERS = ["deviceId", "h", "mode", "rev", ...FIGURE_FIELDS] as const;

/** What had been told in time, of a row that changed late. */
const TIMELY_NUMBERS = ["timelyIn", "timelyOut", "timelyCr", "timelyCw", "timelyTurns"];

const ROWS = `
  SELECT u.device_id AS "deviceId", u.h, t.name AS tool, m.name AS model, u.mode, u.rev, u.tool_version AS "toolVersion",
    u.inp AS "in", u.outp AS "out", u.cr, u.cw, u.calls, u.busy_s AS busy, u.turns, u.max_prompt AS "maxPrompt", u.recount,
    u.sess, u.shift_h AS "shiftH", u.parser, u.first_seen_ms AS "firstSeenMs", u.signals,
    u.timely_inp AS "timelyIn", u.timely_outp AS "timelyOut", u.timely_cr AS "timelyCr", u.timely_cw AS "timelyCw",
    u.timely_turns AS "timelyTurns"
  FROM usage_hour u JOIN term t ON t.term_id = u.tool JOIN term m ON m.term_id = u.model
  WHERE u.member_id = $1 ORDER BY u.h, u.device_id, t.name, m.name, u.mode`;

function exportRow(row: Row): Readonly<Record<string, string | number>> {
  return {
    tool: textIn(row, "tool"),
    model: textIn(row, "model"),
    toolVersion: textIn(row, "toolVersion"),
    ...numbersOf(row, [...NUMBERS, "shiftH", "parser", "firstSeenMs", "signals"]),
    ...(optionalNumberIn(row, "timelyIn") === undefined ? {} : numbersOf(row, TIMELY_NUMBERS)),
  };
}

function numbersOf(row: Row, columns: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(columns.map((column) => [column, numberIn(row, column)]));
}
