import assert from "node:assert/strict";
import type { DatabaseSync } from "node:sqlite";
import type { Pricer } from "../../src/core/prices/pricer.ts";
import type { ServiceTier } from "../../src/core/usageRecord.ts";
import { isOutsideClaim, readClaim, stretchAround } from "../../src/core/outsideClaim.ts";
import { familyKeyOf, memberKeyOf } from "../../src/worker/ledger/identityKey.ts";
import { dumpLedger, type LedgerDump } from "./ledgerDump.ts";

type Row = Readonly<Record<string, unknown>>;

const HOUR_MS = 3_600_000;
const STEERED_MS = 15 * 60_000;

/**
 * What holds in every ledger at rest, with no tolerance: each sum, flag, mode and cost is worked out anew, the slow way,
 * from what the ledger was told.
 */
export function assertConsistent(database: DatabaseSync, pricer: Pricer): void {
  assert.deepEqual(database.prepare("PRAGMA integrity_check").all(), [{ __proto__: null, integrity_check: "ok" }]);
  const dump = dumpLedger(database);
  assertHidden(database);
  assertRoots(dump.sessions);
  assertModes(dump);
  assertCosts(dump.events, pricer);
  assertRollups(dump);
}

/**
 * An event is hidden while a record of the family it yields to is there that is told apart by a member; an account from
 * outside while the tool's own files tell of the same.
 */
function assertHidden(database: DatabaseSync): void {
  const primaries = new Set(
    database
      .prepare("SELECT family_key FROM event WHERE member_key > 0")
      .all()
      .map((row) => row["family_key"]),
  );
  const events = database
    .prepare(
      `SELECT context.source, yields_to, hidden, at_ms, family_key, member_key, alias
       FROM event JOIN context ON context.id = event.context`,
    )
    .all();
  const told = database
    .prepare(
      `SELECT DISTINCT context.source, session.name FROM context JOIN session ON session.id = context.session
       JOIN file ON file.id = context.file WHERE file.format <> 'telemetry'
         AND (file.vanished = 1 OR context.parser_version >= file.parser_version)`,
    )
    .all();
  const sessions = new Set(told.map((row) => key(row["source"], row["name"])));
  const own = events.filter((event) => event["yields_to"] === null || !isOutsideClaim(String(event["yields_to"])));
  const givesWay = (event: Row, yieldsTo: string): boolean => {
    const claim = readClaim(yieldsTo);
    if (claim === undefined) return primaries.has(familyKeyOf(number(event["source"]), yieldsTo));
    if (claim.to === "session") return sessions.has(key(event["source"], claim.id));
    return own.some((other) => {
      if (other["source"] !== event["source"]) return false;
      if (claim.to === "day") {
        const { fromMs, toMs } = stretchAround(claim.id);
        return number(other["at_ms"]) >= fromMs && number(other["at_ms"]) <= toMs;
      }
      const memberKey = memberKeyOf(number(other["family_key"]), claim.id);
      return other["alias"] === claim.id || other["member_key"] === memberKey;
    });
  };
  for (const event of events) {
    const yieldsTo = event["yields_to"];
    const isHidden = yieldsTo !== null && givesWay(event, String(yieldsTo));
    assert.equal(event["hidden"], isHidden ? 1 : 0, `hidden of an event that yields to ${String(yieldsTo)}`);
  }
}

function assertRoots(sessions: readonly Row[]): void {
  const parents = new Map(sessions.map((row) => [key(row["source"], row["session"]), row["parent"]]));
  for (const row of sessions) {
    assert.equal(row["root"], rootOf(parents, row["source"], row["session"]), `root of ${String(row["session"])}`);
  }
}

function rootOf(parents: ReadonlyMap<string, unknown>, source: unknown, session: unknown): unknown {
  let here = session;
  for (let steps = 0; steps <= parents.size; steps += 1) {
    const parent = parents.get(key(source, here)) ?? null;
    if (parent === null) return here;
    here = parent;
  }
  return assert.fail(`the parents of ${String(session)} go round in a circle`);
}

function assertModes({ events, turns, sessions }: LedgerDump): void {
  const roots = new Map(sessions.map((row) => [key(row["source"], row["session"]), row["root"]]));
  const rootKey = (row: Row): string => key(row["source"], roots.get(key(row["source"], row["session"])));
  const turnTimes = new Map<string, number[]>();
  for (const turn of turns) {
    const times = turnTimes.get(rootKey(turn)) ?? [];
    times.push(number(turn["at_ms"]));
    turnTimes.set(rootKey(turn), times);
  }
  for (const event of events) {
    const isSteered = (turnTimes.get(rootKey(event)) ?? []).some((turnMs) => {
      const sinceMs = number(event["at_ms"]) - turnMs;
      return sinceMs >= 0 && sinceMs <= STEERED_MS;
    });
    assert.equal(event["mode"], isSteered ? 1 : 0, `mode of ${JSON.stringify(event)}`);
  }
}

function assertCosts(events: readonly Row[], pricer: Pricer): void {
  for (const event of events) {
    const reported = event["reported_nanos"];
    const listed = pricer.costNanos({
      model: String(event["model"]),
      sourceId: String(event["source"]),
      atMs: number(event["at_ms"]),
      // The ledger holds what a record held.
      serviceTier: String(event["service_tier"]) as ServiceTier,
      usOnly: event["us_only"] === 1,
      tokens: {
        freshInput: number(event["fresh_input"]),
        cacheRead: number(event["cache_read"]),
        cacheWrite5m: number(event["cache_write_5m"]),
        cacheWrite1h: number(event["cache_write_1h"]),
        output: number(event["output"]),
        reasoning: number(event["reasoning"]),
        webSearches: number(event["web_searches"]),
      },
    });
    const cost = reported !== null && totalOf(event) === 0 ? reported : (listed ?? reported);
    assert.equal(event["cost_nanos"], cost, `cost of ${JSON.stringify(event)}`);
  }
}

const COPIED_SUMS = [
  "calls",
  "fresh_input",
  "cache_read",
  "cache_write_5m",
  "cache_write_1h",
  "output",
  "reasoning",
  "web_searches",
] as const;

function assertRollups({ events, rollups }: LedgerDump): void {
  const expected = new Map<string, Record<string, number>>();
  for (const event of events) {
    if (event["hidden"] === 1) continue;
    const hour = Math.floor(number(event["at_ms"]) / HOUR_MS);
    const at = key(hour, event["source"], event["model"], event["mode"]);
    const sums = expected.get(at) ?? {};
    expected.set(at, sums);
    const add = (name: string, value: number): void => {
      sums[name] = (sums[name] ?? 0) + value;
    };
    for (const name of COPIED_SUMS) add(name, number(event[name]));
    const total = totalOf(event);
    const isExact = event["quality"] === "exact-call" || event["quality"] === "exact-turn";
    add("cost_nanos", event["cost_nanos"] === null ? 0 : number(event["cost_nanos"]));
    add("unpriced_tokens", event["cost_nanos"] === null ? total : 0);
    add("estimated_tokens", isExact ? 0 : total);
    add("counted_here_tokens", event["counted_here"] === 1 ? total : 0);
    add("events", 1);
  }
  const stored = new Map(
    rollups.map(({ hour, source, model, mode, ...sums }) => [key(hour, source, model, mode), { ...sums }]),
  );
  assert.deepEqual(stored, expected);
}

function totalOf(event: Row): number {
  const parts = ["fresh_input", "cache_read", "cache_write_5m", "cache_write_1h", "output"] as const;
  return parts.reduce((sum, part) => sum + number(event[part]), 0);
}

function key(...parts: readonly unknown[]): string {
  return parts.join("\n");
}

function number(value: unknown): number {
  assert(typeof value === "number");
  return value;
}
