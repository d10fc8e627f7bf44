import { judgeEvidence, type EvidenceSums, type JudgedEvidence } from "../../core/board/checks/judgeEvidence.ts";
import type { Finding } from "../../core/board/checks/mergeFlags.ts";
import type { Evidence, EvidenceReply, SessionClaim } from "../../shared/board/evidence.ts";
import { numberIn, textIn, type BoardDatabase, type Queries } from "../database/boardDatabase.ts";
import { membersIn } from "../membership/members.ts";
import { WINDOW_DAYS } from "../../core/board/windowDays.ts";
import { memberWindowsIn } from "../ranking/memberWindows.ts";
import { keepFlags, type Surroundings } from "./keepFlags.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** How long claims are kept, so that others' can be compared with them. */
export const CLAIMS_KEPT_DAYS = 35;
const VERIFIED_MS = 30 * DAY_MS;
/** Part of a member's tokens that devices have to show. */
const SHOWN_SHARE = 0.9;

export interface Sender {
  readonly member: number;
  readonly device: number;
}

/**
 * Judges what a device tells of its sessions, and marks the member as verified once devices have shown what most of their tokens
 * consist of. Nothing is lost by evidence that does not pass but the mark; only sessions of somebody else are a signal.
 *
 * @returns `undefined` where the member has left
 */
export async function takeEvidence(
  database: BoardDatabase,
  sender: Sender,
  evidence: Evidence,
  surroundings: Surroundings,
): Promise<EvidenceReply | undefined> {
  return database.transaction(async (queries) => {
    if ((await membersIn(queries).lock(sender.member)) === undefined) return undefined;
    return judge(queries, sender, evidence, surroundings);
  });
}

async function judge(
  queries: Queries,
  { member, device }: Sender,
  evidence: Evidence,
  surroundings: Surroundings,
): Promise<EvidenceReply> {
  const { nowMs } = surroundings;
  const today = Math.floor(nowMs / DAY_MS);
  const firstHour = (today - WINDOW_DAYS + 1) * 24;
  const judged = judgeEvidence(evidence, {
    rows: await sumRows(queries, { member, device }, firstHour),
    firstHour,
    lastHour: Math.floor(nowMs / HOUR_MS) + 1,
    ofOthers: await toldByOthers(queries, member, evidence.claims),
  });
  // What does not add up is no claim to a session.
  if (judged.outcome === "passed" || judged.outcome === "shared")
    await keepClaims(queries, member, evidence.claims, nowMs);
  await queries.query(
    `INSERT INTO evidence_part (member_id, device_id, at_ms, outcome, tokens) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (member_id, device_id) DO UPDATE SET at_ms = excluded.at_ms, outcome = excluded.outcome, tokens = excluded.tokens`,
    [member, device, nowMs, judged.outcome, judged.tokens],
  );
  await keepFlags(queries, member, findings(judged, today), new Set(["C7"]), surroundings);
  const isShown = judged.outcome === "passed" && (await haveShownMost(queries, member, firstHour, nowMs));
  const outcome = judged.outcome === "passed" && !isShown ? "more" : judged.outcome;
  await queries.query("UPDATE evidence_ask SET answered_ms = $2, outcome = $3 WHERE member_id = $1", [
    member,
    nowMs,
    outcome,
  ]);
  if (!isShown) return { outcome };
  const verifiedUntil = nowMs + VERIFIED_MS;
  await queries.query("UPDATE member SET verified_until_ms = $2 WHERE member_id = $1", [member, verifiedUntil]);
  await memberWindowsIn(queries, nowMs).refresh([member]);
  return { outcome, verifiedUntil };
}

/** Who told of a session first keeps the first time; what is told again is kept for longer. */
async function keepClaims(
  queries: Queries,
  member: number,
  claims: readonly SessionClaim[],
  nowMs: number,
): Promise<void> {
  const records = claims.map(({ hash, ...claim }) => ({
    hash: Buffer.from(hash, "base64url").toString("hex"),
    tokens: Math.min(Number.MAX_SAFE_INTEGER, claim.in + claim.out + claim.cr + claim.cw),
  }));
  await queries.query(
    `INSERT INTO session_claim (member_id, hash, first_ms, expires_ms, tokens)
     SELECT DISTINCT ON (r.hash) $1::bigint, decode(r.hash, 'hex'), $2::bigint, $3::bigint, r.tokens
     FROM jsonb_to_recordset($4::jsonb) AS r(hash text, tokens bigint) ORDER BY r.hash
     ON CONFLICT (member_id, hash) DO UPDATE SET expires_ms = excluded.expires_ms, tokens = excluded.tokens`,
    [member, nowMs, nowMs + CLAIMS_KEPT_DAYS * DAY_MS, JSON.stringify(records)],
  );
}

/** Sessions that others told of before the member did, and how much of them at most. */
async function toldByOthers(
  queries: Queries,
  member: number,
  claims: readonly SessionClaim[],
): Promise<ReadonlyMap<string, number>> {
  const hashes = claims.map(({ hash }) => Buffer.from(hash, "base64url").toString("hex"));
  const own = await queries.query(
    "SELECT encode(hash, 'hex') AS hash, first_ms FROM session_claim WHERE member_id = $1",
    [member],
  );
  const firstMs = new Map(own.map((row) => [textIn(row, "hash"), numberIn(row, "first_ms")]));
  const rows = await queries.query(
    `SELECT encode(c.hash, 'hex') AS hash, c.first_ms, c.tokens FROM session_claim c
     WHERE c.member_id <> $1 AND c.hash IN (SELECT decode(h, 'hex') FROM jsonb_array_elements_text($2::jsonb) AS t(h))`,
    [member, JSON.stringify(hashes)],
  );
  const told = new Map<string, number>();
  for (const row of rows) {
    const name = textIn(row, "hash");
    if (numberIn(row, "first_ms") >= (firstMs.get(name) ?? Infinity)) continue;
    const hash = Buffer.from(name, "hex").toString("base64url");
    told.set(hash, Math.max(told.get(hash) ?? 0, numberIn(row, "tokens")));
  }
  return told;
}

const MOST = Number.MAX_SAFE_INTEGER;
const sum = (column: string): string => `least(coalesce(sum(${column}), 0), ${MOST})::bigint AS ${column}`;

async function sumRows(queries: Queries, { member, device }: Sender, firstHour: number): Promise<EvidenceSums> {
  const [row] = await queries.query(
    `SELECT ${["inp", "outp", "cr", "cw"].map(sum).join(", ")} FROM usage_hour
     WHERE member_id = $1 AND device_id = $2 AND h + shift_h >= $3`,
    [member, device, firstHour],
  );
  return {
    in: numberIn(row, "inp"),
    out: numberIn(row, "outp"),
    cr: numberIn(row, "cr"),
    cw: numberIn(row, "cw"),
  };
}

/** Rows of devices that have passed, of all rows of the window. */
async function haveShownMost(queries: Queries, member: number, firstHour: number, nowMs: number): Promise<boolean> {
  const [row] = await queries.query(
    `SELECT coalesce(sum(u.inp + u.outp + u.cr + u.cw), 0)::double precision AS seen,
       coalesce(sum(u.inp + u.outp + u.cr + u.cw) FILTER (WHERE e.outcome = 'passed' AND e.at_ms > $3), 0)::double precision AS shown
     FROM usage_hour u LEFT JOIN evidence_part e ON e.member_id = u.member_id AND e.device_id = u.device_id
     WHERE u.member_id = $1 AND u.h + u.shift_h >= $2`,
    [member, firstHour, nowMs - VERIFIED_MS],
  );
  const seen = numberIn(row, "seen");
  return seen > 0 && numberIn(row, "shown") >= SHOWN_SHARE * seen;
}

function findings({ outcome, tokens, shared }: JudgedEvidence, day: number): readonly Finding[] {
  if (shared === 0) return [];
  const effect = outcome === "shared" ? "held" : "ask";
  return [{ id: "C7", day, effect, figures: { tokens, shared }, toolVersion: "" }];
}
