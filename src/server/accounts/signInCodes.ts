import { createHash } from "node:crypto";
import { numberIn, type Queries } from "../database/boardDatabase.ts";

export interface SignInCodes {
  add(code: string, account: number, expiresMs: number): Promise<void>;
  /** The account that it would sign in. */
  find(code: string, nowMs: number): Promise<number | undefined>;
  /** The account that it signs in, once; `undefined` for one that does not exist, was used or has run out. */
  take(code: string, nowMs: number): Promise<number | undefined>;
}

export function signInCodesIn(queries: Queries): SignInCodes {
  return {
    async add(code, account, expiresMs) {
      await queries.query("INSERT INTO sign_in_code (code_hash, member_id, expires_ms) VALUES ($1, $2, $3)", [
        hashOf(code),
        account,
        expiresMs,
      ]);
    },
    async find(code, nowMs) {
      const [row] = await queries.query("SELECT member_id FROM sign_in_code WHERE code_hash = $1 AND expires_ms > $2", [
        hashOf(code),
        nowMs,
      ]);
      return row === undefined ? undefined : numberIn(row, "member_id");
    },
    async take(code, nowMs) {
      const [row] = await queries.query(
        "DELETE FROM sign_in_code WHERE code_hash = $1 RETURNING member_id, expires_ms",
        [hashOf(code)],
      );
      return row === undefined || numberIn(row, "expires_ms") <= nowMs ? undefined : numberIn(row, "member_id");
    },
  };
}

function hashOf(code: string): Uint8Array {
  return createHash("sha256").update(code).digest();
}
