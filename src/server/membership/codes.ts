import { createHash } from "node:crypto";
import { optionalNumberIn, type Queries } from "../database/boardDatabase.ts";

const LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";
const GROUPS = 5;
const GROUP_LENGTH = 4;

export type RandomBytes = (count: number) => Uint8Array;

/** A code of 99 random bits. */
export function makeCode(random: RandomBytes): string {
  const letters: string[] = [];
  while (letters.length < GROUPS * GROUP_LENGTH) {
    for (const byte of random(32)) {
      // Multiples of the alphabet only, so that no letter is likelier than another.
      if (byte < LETTERS.length * 8 && letters.length < GROUPS * GROUP_LENGTH)
        letters.push(LETTERS.charAt(byte % LETTERS.length));
    }
  }
  const groups = Array.from({ length: GROUPS }, (_, i) =>
    letters.slice(i * GROUP_LENGTH, (i + 1) * GROUP_LENGTH).join(""),
  );
  return groups.join("-");
}

export interface NewCode {
  readonly code: string;
  /** The member that it adds a device to; `undefined` for a code that makes new members. */
  readonly member: number | undefined;
  readonly uses: number;
  readonly expiresMs: number;
}

export interface Codes {
  add(code: NewCode): Promise<void>;
  /** Uses the code up by one; `undefined` for one that does not exist, is used up or has run out. */
  take(code: string, nowMs: number): Promise<{ readonly member: number | undefined } | undefined>;
}

export function codesIn(queries: Queries): Codes {
  return {
    async add({ code, member, uses, expiresMs }) {
      await queries.query(
        "INSERT INTO invitation (code_hash, member_id, uses_left, expires_ms) VALUES ($1, $2, $3, $4)",
        [hashOf(code), member ?? null, uses, expiresMs],
      );
    },
    async take(code, nowMs) {
      const [row] = await queries.query(
        "UPDATE invitation SET uses_left = uses_left - 1 WHERE code_hash = $1 AND uses_left > 0 AND expires_ms > $2 RETURNING member_id",
        [hashOf(code), nowMs],
      );
      return row === undefined ? undefined : { member: optionalNumberIn(row, "member_id") };
    },
  };
}

function hashOf(code: string): Uint8Array {
  return createHash("sha256").update(code).digest();
}
