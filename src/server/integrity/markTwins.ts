import { CHECK_LIMITS } from "../../core/board/checks/checkLimits.ts";
import type { Finding } from "../../core/board/checks/mergeFlags.ts";
import { bitOf } from "../../core/board/checks/signalBits.ts";
import { findTwins, type ComparedRow, type Twins } from "../../core/board/checks/twinRows.ts";
import { numberIn, type Queries } from "../database/boardDatabase.ts";
import { countDaysAnew } from "../ranking/countDaysAnew.ts";

const HOUR_MS = 3_600_000;
const TWIN = bitOf("C8");
/** Hours that may still change, on a device that is not always on. */
const RECENT_HOURS = 72;
const TOKENS = "u.inp + u.outp + u.cr + u.cw";

interface DeviceKey {
  readonly member: number;
  readonly device: number;
}

interface StoredRow extends ComparedRow {
  readonly h: number;
  readonly day: number;
  readonly tool: number;
  readonly model: number;
  readonly mode: number;
}

/**
 * C8: marks those rows of a member that another device or member has told before, so that they count once, and takes the mark
 * from those that are so no more. Looks at rows that came since the last look, at recent ones and at those that are marked. The
 * member has to be locked; of others nothing is changed.
 */
export async function markTwins(
  queries: Queries,
  member: number,
  { sinceMs, nowMs }: { readonly sinceMs: number; readonly nowMs: number },
): Promise<readonly Finding[]> {
  const others = await devicesWithSame(queries, member, sinceMs, nowMs);
  const rows = others.length === 0 ? [] : await readRows(queries, member, others);
  const twins = findTwins(rows);
  const own = twins.filter((each) => each.member === member);
  await mark(queries, member, new Set(own.flatMap((each) => each.rows)), nowMs);
  const told = twins.filter((each) => each.member !== member && each.ofMember === member);
  return [...own.map((each) => findingOf(each, "ask")), ...told.map((each) => findingOf(each, "info"))];
}

/** Devices, of whomever, that have told rows of the same figures. */
async function devicesWithSame(
  queries: Queries,
  member: number,
  sinceMs: number,
  nowMs: number,
): Promise<readonly DeviceKey[]> {
  const large = await queries.query(LARGE, [member, Math.floor(nowMs / HOUR_MS) - RECENT_HOURS, sinceMs]);
  if (large.length === 0) return [];
  // In two steps, as rows of different members may lie on different machines.
  const rows = await queries.query(SAME, [member, JSON.stringify(large)]);
  return rows.map((row) => ({ member: numberIn(row, "member_id"), device: numberIn(row, "device_id") }));
}

const LARGE = `
  SELECT u.device_id, u.h, u.tool, u.model, u.mode, u.inp, u.outp, u.cr, u.cw, u.calls FROM usage_hour u
  WHERE u.member_id = $1 AND ${TOKENS} >= ${CHECK_LIMITS.twinRowTokens}
    AND (u.h >= $2 OR u.first_seen_ms >= $3 OR u.signals & ${TWIN} <> 0)`;

const SAME = `
  SELECT DISTINCT u.member_id, u.device_id FROM jsonb_to_recordset($2::jsonb) AS k(device_id int, h int, tool int, model int,
    mode smallint, inp bigint, outp bigint, cr bigint, cw bigint, calls bigint)
  JOIN usage_hour u ON u.h = k.h AND u.inp = k.inp AND u.cr = k.cr AND u.outp = k.outp AND u.cw = k.cw AND u.calls = k.calls
    AND u.tool = k.tool AND u.model = k.model AND u.mode = k.mode
  WHERE ${TOKENS} >= ${CHECK_LIMITS.twinRowTokens} AND (u.member_id <> $1 OR u.device_id <> k.device_id)`;

async function readRows(queries: Queries, member: number, others: readonly DeviceKey[]): Promise<readonly StoredRow[]> {
  const rows = [...(await queries.query(ROWS, [member]))];
  const foreign = others.filter((other) => other.member !== member);
  for (const other of foreign)
    rows.push(...(await queries.query(`${ROWS} AND u.device_id = $2`, [other.member, other.device])));
  return rows.map((row) => ({
    member: numberIn(row, "member_id"),
    device: numberIn(row, "device_id"),
    firstSeenMs: numberIn(row, "first_seen_ms"),
    tokens: numberIn(row, "tokens"),
    print: PRINTED.map((column) => numberIn(row, column)).join(" "),
    h: numberIn(row, "h"),
    day: numberIn(row, "day"),
    tool: numberIn(row, "tool"),
    model: numberIn(row, "model"),
    mode: numberIn(row, "mode"),
  }));
}

const PRINTED = ["h", "tool", "model", "mode", "inp", "outp", "cr", "cw", "calls"];
const ROWS = `
  SELECT u.member_id, u.device_id, u.first_seen_ms, u.h, (u.h + u.shift_h) / 24 AS day, u.tool, u.model, u.mode, u.inp, u.outp,
    u.cr, u.cw, u.calls, ${TOKENS} AS tokens
  FROM usage_hour u WHERE u.member_id = $1 AND ${TOKENS} > 0`;

/** Sets the mark on these rows of the member and on no others, and counts the days anew that this changes. */
async function mark(queries: Queries, member: number, rows: ReadonlySet<StoredRow>, nowMs: number): Promise<void> {
  const keys = [...rows].map(({ device, h, tool, model, mode }) => ({ device, h, tool, model, mode }));
  const changed = await queries.query(MARK, [member, JSON.stringify(keys)]);
  await countDaysAnew(
    queries,
    member,
    changed.map((row) => numberIn(row, "day")),
    nowMs,
  );
}

const MARK = `
  WITH k AS (SELECT * FROM jsonb_to_recordset($2::jsonb) AS k(device int, h int, tool int, model int, mode smallint)),
  n AS (SELECT u.device_id, u.h, u.tool, u.model, u.mode, EXISTS (SELECT 1 FROM k WHERE k.device = u.device_id AND k.h = u.h
      AND k.tool = u.tool AND k.model = u.model AND k.mode = u.mode) AS is_twin
    FROM usage_hour u WHERE u.member_id = $1)
  UPDATE usage_hour u SET signals = CASE WHEN n.is_twin THEN u.signals | ${TWIN} ELSE u.signals & ~${TWIN} END FROM n
  WHERE u.member_id = $1 AND u.device_id = n.device_id AND u.h = n.h AND u.tool = n.tool AND u.model = n.model AND u.mode = n.mode
    AND n.is_twin <> (u.signals & ${TWIN} <> 0)
  RETURNING (u.h + u.shift_h) / 24 AS day`;

function findingOf(twins: Twins<StoredRow>, effect: "ask" | "info"): Finding {
  const { rows, tokens, device, ofDevice } = twins;
  const isOwn = twins.member === twins.ofMember;
  return {
    id: "C8",
    day: Math.max(...rows.map(({ day }) => day)),
    effect,
    figures: { rows: rows.length, tokens, ...(isOwn ? { device, ofDevice } : {}) },
    toolVersion: "",
  };
}
