import { createHash } from "node:crypto";
import { bytesIn, numberIn, textIn, type Queries } from "../database/boardDatabase.ts";
import type { RandomBytes } from "../membership/codes.ts";
import { readStaffRoles, type StaffRole } from "./accounts.ts";

/** A working day. */
const LONGEST_MS = 12 * 3_600_000;
const IDLE_MS = 3_600_000;
/** How often a session's last use is written down at most. */
const TOUCH_MS = 60_000;
const TOKEN_BYTES = 32;

export interface Session {
  readonly token: string;
  readonly account: number;
  readonly directoryRoles: readonly StaffRole[];
  /** What a provider calls the person by the directory's word, as a keyed hash. */
  readonly providerUser: Uint8Array | undefined;
  readonly seenMs: number;
  readonly endsMs: number;
}

export interface NewSession {
  readonly account: number;
  readonly directoryRoles: readonly StaffRole[];
  readonly providerUser?: Uint8Array | undefined;
  readonly nowMs: number;
  readonly random: RandomBytes;
  /** Of one that goes on for another: when that one would have ended. */
  readonly endsMs?: number;
}

export interface Sessions {
  /** Always with a token of its own, never one that somebody brings. */
  start(session: NewSession): Promise<Session>;
  /** `undefined` for one that does not exist, has ended or was not used for an hour. */
  find(token: string, nowMs: number): Promise<Session | undefined>;
  /** Notes that it is in use. */
  touch(session: Session, nowMs: number): Promise<void>;
  end(token: string): Promise<void>;
  /** Ends all of a person's, but for `besides`, and the codes that would begin others. */
  endAll(account: number, besides?: string): Promise<void>;
}

export function sessionsIn(queries: Queries): Sessions {
  return {
    async start({ account, directoryRoles, providerUser, nowMs, random, endsMs = nowMs + LONGEST_MS }) {
      const token = Buffer.from(random(TOKEN_BYTES)).toString("base64url");
      const session = { token, account, directoryRoles, providerUser, seenMs: nowMs, endsMs };
      await queries.query(
        "INSERT INTO session (token_hash, member_id, directory_roles, created_ms, seen_ms, ends_ms, provider_user) VALUES ($1, $2, $3, $4, $4, $5, $6)",
        [hashOf(token), account, directoryRoles.join(" "), nowMs, endsMs, providerUser ?? null],
      );
      return session;
    },
    async find(token, nowMs) {
      const [row] = await queries.query(
        "SELECT member_id, directory_roles, provider_user, seen_ms, ends_ms FROM session WHERE token_hash = $1 AND ends_ms > $2 AND seen_ms > $3",
        [hashOf(token), nowMs, nowMs - IDLE_MS],
      );
      if (row === undefined) return undefined;
      return {
        token,
        account: numberIn(row, "member_id"),
        directoryRoles: readStaffRoles(textIn(row, "directory_roles")),
        providerUser: row["provider_user"] === null ? undefined : bytesIn(row, "provider_user"),
        seenMs: numberIn(row, "seen_ms"),
        endsMs: numberIn(row, "ends_ms"),
      };
    },
    async touch({ token, seenMs }, nowMs) {
      if (nowMs - seenMs < TOUCH_MS) return;
      await queries.query("UPDATE session SET seen_ms = $2 WHERE token_hash = $1", [hashOf(token), nowMs]);
    },
    async end(token) {
      await queries.query("DELETE FROM session WHERE token_hash = $1", [hashOf(token)]);
    },
    async endAll(account, besides) {
      const kept = besides === undefined ? new Uint8Array() : hashOf(besides);
      await queries.query("DELETE FROM session WHERE member_id = $1 AND token_hash <> $2", [account, kept]);
      await queries.query("DELETE FROM sign_in_code WHERE member_id = $1", [account]);
    },
  };
}

/** Ends what nobody can use any more. */
export async function dropEndedSessions(queries: Queries, nowMs: number): Promise<void> {
  await queries.query("DELETE FROM session WHERE ends_ms <= $1 OR seen_ms <= $2", [nowMs, nowMs - IDLE_MS]);
}

/** Belongs to this session and no other, and does not tell its token. */
export function csrfOf(token: string): string {
  return createHash("sha256").update(`token-legend csrf ${token}`).digest("base64url");
}

function hashOf(token: string): Uint8Array {
  return createHash("sha256").update(token).digest();
}
