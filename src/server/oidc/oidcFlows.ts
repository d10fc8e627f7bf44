import { createHash } from "node:crypto";
import { numberIn, textIn, type Queries } from "../database/boardDatabase.ts";
import type { Flow } from "./directory.ts";

/** Sign-ins on their way, each bound to the browser that began it by a token in a cookie. */
export interface OidcFlows {
  add(token: string, flow: Flow, expiresMs: number): Promise<void>;
  /** Once; `undefined` for one that does not exist, is over or has run out. */
  take(token: string, nowMs: number): Promise<Flow | undefined>;
}

export function oidcFlowsIn(queries: Queries): OidcFlows {
  return {
    async add(token, { state, nonce, verifier }, expiresMs) {
      await queries.query(
        "INSERT INTO oidc_flow (flow_hash, state, nonce, verifier, expires_ms) VALUES ($1, $2, $3, $4, $5)",
        [hashOf(token), state, nonce, verifier, expiresMs],
      );
    },
    async take(token, nowMs) {
      const [row] = await queries.query(
        "DELETE FROM oidc_flow WHERE flow_hash = $1 RETURNING state, nonce, verifier, expires_ms",
        [hashOf(token)],
      );
      if (row === undefined || numberIn(row, "expires_ms") <= nowMs) return undefined;
      return { state: textIn(row, "state"), nonce: textIn(row, "nonce"), verifier: textIn(row, "verifier") };
    },
  };
}

function hashOf(token: string): Uint8Array {
  return createHash("sha256").update(token).digest();
}
