import type { BoardDatabase } from "../../../src/server/database/boardDatabase.ts";

const DAY_MS = 86_400_000;
/** Members have the numbers from here on, each with one device of number 1. */
export const FIRST_MEMBER = 1_000_000_001;
/** Days of the window. */
const DAYS = 30;
/** Rows that one statement makes, so that none runs into the time-out of the board's connections. */
const SLICE = 20_000;

export interface Company {
  readonly members: number;
  /** Of so many members there are rows by the hour as well, ten for each of their days. */
  readonly membersWithHours: number;
  /** All devices have the same key: what is measured does not depend on it. */
  readonly publicKey: Uint8Array;
}

/** Fills an empty board with a company whose tokens of 30 days are log-normal: median 143 M, sigma 1.8; a third is listed. */
export async function fillCompany(database: BoardDatabase, company: Company, nowMs: number): Promise<void> {
  const today = Math.floor(nowMs / DAY_MS);
  await database.query("INSERT INTO term (name) VALUES ('claudeCode'), ('claude-opus-4-5') ON CONFLICT DO NOTHING");
  for (let from = 0; from < company.members; from += SLICE) {
    const range = [FIRST_MEMBER + from, FIRST_MEMBER + Math.min(from + SLICE, company.members) - 1];
    await database.query(MEMBERS, [...range, nowMs - 60 * DAY_MS]);
    await database.query(ACCOUNTS, [...range, nowMs - 60 * DAY_MS]);
    await database.query(DEVICES, [...range, nowMs - 60 * DAY_MS, company.publicKey]);
    await database.query(MEMBER_DAYS, [...range, today, DAYS]);
    await database.query(WINDOWS, [...range, today, nowMs]);
  }
  for (let from = 0; from < company.membersWithHours; from += 500) {
    const range = [FIRST_MEMBER + from, FIRST_MEMBER + Math.min(from + 500, company.membersWithHours) - 1];
    await database.query(HOURS, [...range, today, DAYS, nowMs]);
  }
  // As a database is that was not filled a moment ago: or it would be busy with that for minutes.
  await database.run("VACUUM ANALYZE");
  await database.run("CHECKPOINT");
}

const MEMBERS = `
  INSERT INTO member (member_id, joined_ms, listed, handle)
  SELECT m, $3::bigint, m % 3 = 0, CASE WHEN m % 3 = 0 THEN 'Person ' || m END FROM generate_series($1::bigint, $2::bigint) m`;

/** As joining makes them. */
const ACCOUNTS = `
  INSERT INTO account (member_id, viewer_id, created_ms)
  SELECT m, substr(md5(m::text), 1, 10), $3::bigint FROM generate_series($1::bigint, $2::bigint) m`;

const DEVICES = `
  INSERT INTO device (member_id, device_id, public_key, created_ms, bucket_left, bucket_ms)
  SELECT m, 1, $4::bytea, $3::bigint, 20, $3::bigint FROM generate_series($1::bigint, $2::bigint) m`;

/** Two days in three are worked; a day is the month's usual, somewhat more or less. */
const MEMBER_DAYS = `
  INSERT INTO member_day (member_id, day, seen, counted, settled, pending, steered, prompt, cache_read, turns, hours)
  SELECT m, d, t, t, t, 0, t * 8 / 10, t * 99 / 100, t * 94 / 100, 20, 1023
  FROM (SELECT m, exp(ln(143e6 / 20) + 1.8 * sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())) AS usual
        FROM generate_series($1::bigint, $2::bigint) m) p
  CROSS JOIN generate_series($3::int - $4::int + 1, $3::int) d
  CROSS JOIN LATERAL (SELECT least(3e9, usual * (0.5 + random()))::bigint AS t) u
  WHERE (m + d) % 3 <> 0`;

const WINDOWS = `
  INSERT INTO window30 (member_id, listed, score, seen, steered, prompt, cache_read, active_days, first_ms, asof)
  SELECT m.member_id, m.listed, sum(d.settled), sum(d.seen), sum(d.steered), sum(d.prompt), sum(d.cache_read), count(*), $4::bigint,
    $3::int
  FROM member m JOIN member_day d ON d.member_id = m.member_id WHERE m.member_id BETWEEN $1 AND $2 GROUP BY m.member_id, m.listed`;

const HOURS = `
  INSERT INTO usage_hour (member_id, device_id, h, tool, model, mode, inp, outp, cr, cw, calls, busy_s, turns, max_prompt, recount,
    sess, shift_h, parser, tool_version, first_seen_ms, rev)
  SELECT d.member_id, 1, d.day * 24 + 8 + i, t.term_id, o.term_id, 1, d.seen / 1000, d.seen / 5000, d.seen * 94 / 1000,
    d.seen * 4 / 1000, 40, 900, 2, 90000, 0, 1, 0, 3, '2.1.0', $5::bigint, 1
  FROM member_day d CROSS JOIN generate_series(0, 9) i, term t, term o
  WHERE d.member_id BETWEEN $1 AND $2 AND d.day > $3::int - $4::int AND t.name = 'claudeCode' AND o.name = 'claude-opus-4-5'`;
