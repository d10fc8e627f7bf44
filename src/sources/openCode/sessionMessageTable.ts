import { extractedFacts } from "../extractedFacts.ts";
import { isJsonObject } from "../lines.ts";
import type { LogStore } from "../logStore.ts";
import { callOfMessage } from "./callOfMessage.ts";
import type { MessageTable } from "./readMessages.ts";
import { factsColumn, factsIn } from "./rowFacts.ts";
import { ROW_COLUMNS } from "./rowWalk.ts";
import { StoredParts } from "./storedParts.ts";
import { StoredSessions } from "./storedSessions.ts";
import { turnOfMessage } from "./turnOfMessage.ts";

const FIELDS = ["time.created", "time.completed", "model.id", "model.providerID", "tokens", "cost", "status"];

/**
 * The table of the second generation: a row is what happened in a session, `type` says what.
 * @param hasOld the first one's is there too: it tells more of the messages that were taken over from it
 */
export function sessionMessageTable(store: LogStore, hasOld: boolean): MessageTable {
  const parts = new StoredParts(store);
  // What this generation has no place for; `null` where the message was not there before.
  const before = `SELECT CASE WHEN json_valid(o.data) THEN json_extract(o.data, '$.tokens.total', '$.path.cwd') END
    FROM message o WHERE o.id = m.id`;
  return {
    name: "session_message",
    select: `SELECT ${ROW_COLUMNS}, m.session_id AS session, m.type AS type, ${hasOld ? `(${before})` : "NULL"} AS before,
        ${factsColumn("m", FIELDS)} FROM session_message m`,
    sessions: new StoredSessions(store, "session_v2", "session"),
    readerOf: (rows) => {
      const steps = parts.stepsOf(rows.filter((row) => row["before"] !== null));
      return (row, session) => {
        const type = row["type"];
        if (type !== "user" && type !== "assistant" && type !== "compaction") return undefined;
        const facts = factsIn(row);
        if (typeof facts === "string") return facts;
        const [created, completed, model, provider, tokens, cost, status] = facts;
        if (type === "user") return turnOfMessage(created, session);
        if (type === "assistant" ? typeof completed !== "number" : status === "running") return "open";
        const old = extractedFacts(row["before"]);
        return callOfMessage({
          created,
          completed,
          model,
          provider,
          cost,
          session,
          cwd: old?.[1],
          tokens: old !== undefined && isJsonObject(tokens) ? { ...tokens, total: old[0] } : tokens,
          steps: steps.get(String(row["id"])) ?? [],
          era: old === undefined ? "apart" : "as-provider-counts",
        });
      };
    },
  };
}
