import type { DatabaseSync, StatementSync } from "node:sqlite";
import {
  CLAIM_PREFIX,
  CLAIMS_END,
  claimToCall,
  claimToSession,
  claimsToDaysAround,
  isOutsideClaim,
  type OutsideClaim,
  readClaim,
  stretchAround,
} from "../../core/outsideClaim.ts";
import type { CallRecord } from "../../core/usageRecord.ts";
import { SPOOL_FORMAT_ID } from "../../otel/spoolFormat.ts";
import { numberIn, optionalTextIn } from "./database.ts";
import { memberKeyOf } from "./identityKey.ts";

const HOUR_MS = 3_600_000;
/**
 * How far apart two accounts of one call may be: a log is stamped while the answer comes in, telemetry when it has ended.
 * Calls have no index by their member alone, which would cost every home something; this bounds the looking.
 */
const HOURS_APART = 2;

const IS_OUTSIDE = `event.yields_to >= '${CLAIM_PREFIX}' AND event.yields_to < '${CLAIMS_END}'`;
const IS_OWN = `(event.yields_to IS NULL OR NOT (${IS_OUTSIDE}))`;

/** The calls of one hour that the assistant's own files tell of. */
interface OwnCalls {
  readonly members: readonly (readonly [family: number, member: number])[];
  readonly aliases: ReadonlySet<string>;
}

/** Which accounts from outside (see `OutsideClaim`) give way to what the assistants' own files tell. */
export class OutsideAccounts {
  readonly #any: StatementSync;
  readonly #inStretch: StatementSync;
  readonly #anyInStretch: StatementSync;
  readonly #ofSession: StatementSync;
  readonly #hours = new Map<string, OwnCalls>();
  readonly #answers = new Map<string, boolean>();

  constructor(database: DatabaseSync) {
    this.#any = database.prepare(`SELECT 1 FROM event WHERE ${IS_OUTSIDE} LIMIT 1`);
    const ownInStretch = `FROM event JOIN context ON context.id = event.context
       WHERE at_ms BETWEEN ? AND ? AND context.source = ? AND ${IS_OWN}`;
    this.#inStretch = database.prepare(`SELECT family_key, member_key, alias ${ownInStretch}`);
    this.#anyInStretch = database.prepare(`SELECT 1 ${ownInStretch} LIMIT 1`);
    // A context stays when its calls turn out to be copies of another session's: the session was told of all the same.
    this.#ofSession = database.prepare(
      `SELECT 1 FROM session JOIN context ON context.session = session.id JOIN file ON file.id = context.file
       WHERE session.source = ? AND session.name = ? AND file.format <> '${SPOOL_FORMAT_ID}'
         AND (file.vanished = 1 OR context.parser_version >= file.parser_version) LIMIT 1`,
    );
  }

  /** Whether there are any at all: where not, nothing needs to be done for them. */
  exist(): boolean {
    return this.#any.get() !== undefined;
  }

  /** Adds the claims that a call satisfies; none where it is an account from outside itself. */
  addClaims({ member, alias, sessionId, atMs, yieldsTo }: CallRecord, claims: Set<string>): void {
    if (isOutsideClaim(yieldsTo)) return;
    if (member !== "") claims.add(claimToCall(member));
    if (alias !== undefined) claims.add(claimToCall(alias));
    claims.add(claimToSession(sessionId));
    for (const claim of claimsToDaysAround(atMs)) claims.add(claim);
  }

  /**
   * Whether the assistant's own files tell of what an account from outside at an instant does.
   * @returns `undefined` where `yieldsTo` is no claim
   */
  isToldOf(source: number, yieldsTo: string, atMs: number): boolean | undefined {
    const claim = readClaim(yieldsTo);
    if (claim === undefined) return undefined;
    if (claim.to === "call") return this.#isCallToldOf(source, claim.id, atMs);
    // Most accounts of a batch are of the same session.
    const key = `${source} ${yieldsTo}`;
    let answer = this.#answers.get(key);
    if (answer === undefined) {
      answer = this.#look(source, claim);
      this.#answers.set(key, answer);
    }
    return answer;
  }

  #look(source: number, { to, id }: OutsideClaim): boolean {
    if (to === "session") return this.#ofSession.get(source, id) !== undefined;
    const { fromMs, toMs } = stretchAround(id);
    return this.#anyInStretch.get(fromMs, toMs, source) !== undefined;
  }

  #isCallToldOf(source: number, id: string, atMs: number): boolean {
    const hour = Math.floor(atMs / HOUR_MS);
    for (let near = hour - HOURS_APART; near <= hour + HOURS_APART; near += 1) {
      const { members, aliases } = this.#ownCallsOf(source, near);
      if (aliases.has(id) || members.some(([family, member]) => member === memberKeyOf(family, id))) return true;
    }
    return false;
  }

  #ownCallsOf(source: number, hour: number): OwnCalls {
    const key = `${source} ${hour}`;
    let calls = this.#hours.get(key);
    if (calls === undefined) {
      const members: [number, number][] = [];
      const aliases = new Set<string>();
      for (const row of this.#inStretch.all(hour * HOUR_MS, (hour + 1) * HOUR_MS - 1, source)) {
        const member = numberIn(row, "member_key");
        if (member > 0) members.push([numberIn(row, "family_key"), member]);
        const alias = optionalTextIn(row, "alias");
        if (alias !== undefined) aliases.add(alias);
      }
      calls = { members, aliases };
      this.#hours.set(key, calls);
    }
    return calls;
  }

  /** To be called whenever calls may have been added or removed. */
  forget(): void {
    this.#hours.clear();
    this.#answers.clear();
  }
}
