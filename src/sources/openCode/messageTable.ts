import type { LogStore, StoreRow } from "../logStore.ts";
import { callOfMessage } from "./callOfMessage.ts";
import type { MessageTable } from "./readMessages.ts";
import { factsColumn, factsIn } from "./rowFacts.ts";
import { ROW_COLUMNS } from "./rowWalk.ts";
import { StoredParts } from "./storedParts.ts";
import { StoredSessions } from "./storedSessions.ts";
import { turnOfMessage } from "./turnOfMessage.ts";

const FIELDS = ["role", "time.created", "time.completed", "modelID", "providerID", "tokens", "cost", "path.cwd"];

/**
 * The table of the first generation.
 * @param hasNew the second one's is there too: messages it has taken over are left to it
 */
export function messageTable(store: LogStore, hasNew: boolean): MessageTable {
  const parts = new StoredParts(store);
  const notTaken = hasNew ? "NOT EXISTS (SELECT 1 FROM session_message WHERE session_message.id = m.id)" : "1";
  return {
    name: "message",
    select: `SELECT ${ROW_COLUMNS}, m.session_id AS session, ${notTaken} AS is_own, ${factsColumn("m", FIELDS)}
      FROM message m`,
    sessions: new StoredSessions(store, "session"),
    readerOf: (rows) => {
      const roles = new Map(rows.map((row) => [row, roleOf(row)]));
      const steps = parts.stepsOf(rows.filter((row) => roles.get(row) === "assistant"));
      const typed = parts.typedIn(rows.filter((row) => roles.get(row) === "user"));
      return (row, session) => {
        if (row["is_own"] === 0) return undefined;
        const facts = factsIn(row);
        if (typeof facts === "string") return facts;
        const [role, created, completed, model, provider, tokens, cost, cwd] = facts;
        const id = String(row["id"]);
        if (role === "user") {
          // Its parts are written after it.
          if (!typed.has(id)) return "open";
          return typed.get(id) === true ? turnOfMessage(created, session) : undefined;
        }
        if (role !== "assistant") return undefined;
        if (typeof completed !== "number") return "open";
        return callOfMessage({
          created,
          completed,
          model,
          provider,
          tokens,
          cost,
          session,
          cwd,
          steps: steps.get(id) ?? [],
          era: "as-provider-counts",
        });
      };
    },
  };
}

function roleOf(row: StoreRow): unknown {
  const facts = row["is_own"] === 0 ? "malformed" : factsIn(row);
  return typeof facts === "string" ? undefined : facts[0];
}
