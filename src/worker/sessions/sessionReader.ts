import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { RootSession, SessionCall, Thread } from "../../core/rootSession.ts";
import { modelTraitsOf, type ModelTraits } from "../../core/modelTraits.ts";
import type { ServiceTier } from "../../core/usageRecord.ts";
import { numberIn, optionalNumberIn, optionalTextIn, textIn } from "../ledger/database.ts";

/** What many calls of a session have in common. */
type CallContext = Omit<SessionCall, "atMs" | "tokens" | "costNanos" | "isSteered">;

/** Columns of an event, in the order of `CallRow`; the schema says that all are numbers. */
const CALL_COLUMNS = [
  "event.context",
  "at_ms",
  "mode",
  "cost_nanos",
  "fresh_input",
  "cache_read",
  "cache_write_5m",
  "cache_write_1h",
  "output",
  "reasoning",
  "web_searches",
] as const;

type CallRow = readonly [
  context: number,
  atMs: number,
  mode: number,
  costNanos: number | null,
  freshInput: number,
  cacheRead: number,
  cacheWrite5m: number,
  cacheWrite1h: number,
  output: number,
  reasoning: number,
  webSearches: number,
];

/** Names come from logs, so that their number is not ours to trust. Past this the memory of them starts anew. */
const MAX_REMEMBERED = 20_000;

/** Reads root sessions as badges and insights see them. */
export class SessionReader {
  readonly #contexts: StatementSync;
  readonly #calls: StatementSync;
  readonly #turns: StatementSync;
  readonly #model: Remembered<ModelTraits>;
  readonly #tool: Remembered<string>;
  readonly #project: Remembered<string>;

  constructor(database: DatabaseSync) {
    this.#contexts = database.prepare(
      `SELECT context.*, session.name AS session_name
       FROM session JOIN context ON context.session = session.id WHERE session.root = ?`,
    );
    // In an order of its own where calls are of one instant, so that equal ledgers are read alike.
    this.#calls = database.prepare(
      `SELECT ${CALL_COLUMNS.join(", ")}
       FROM session JOIN context ON context.session = session.id JOIN event ON event.context = context.id
       WHERE session.root = ? AND event.hidden = 0 ORDER BY at_ms, family_key, member_key`,
    );
    // Takes half of the time that objects with names take. Node.js 22.16 and newer can, and so does every VS Code that we run in.
    this.#calls.setReturnArrays(true);
    this.#turns = database.prepare(
      `SELECT session, name, at_ms FROM turn WHERE session IN (SELECT id FROM session WHERE root = ?) ORDER BY at_ms`,
    );
    this.#model = new Remembered(database, "SELECT name FROM model WHERE id = ?", modelTraitsOf);
    this.#tool = new Remembered(database, "SELECT name FROM source WHERE id = ?", (name) => name);
    this.#project = new Remembered(database, "SELECT cwd AS name FROM place WHERE id = ?", (name) => name);
  }

  read(root: number): RootSession {
    const typedIn = new Set<number>([root]);
    const turns = new Map<string, number>();
    for (const row of this.#turns.all(root)) {
      typedIn.add(numberIn(row, "session"));
      // A fork holds copies of what was typed before it; they are read in order of time.
      const name = textIn(row, "name");
      if (!turns.has(name)) turns.set(name, numberIn(row, "at_ms"));
    }
    const contexts = this.#contextsOf(root, typedIn);
    const calls: SessionCall[] = [];
    // By `setReturnArrays` rows are arrays, which its types do not tell.
    for (const row of this.#calls.all(root) as unknown as readonly CallRow[]) {
      const context = contexts.get(row[0]);
      // One that another process has added meanwhile is read when the session is seen to have changed.
      if (context !== undefined) calls.push(callOf(row, context));
    }
    return { calls, turnTimesMs: [...turns.values()] };
  }

  /** @param typedIn sessions that a person typed in: any other below the root is an agent's */
  #contextsOf(root: number, typedIn: ReadonlySet<number>): ReadonlyMap<number, CallContext> {
    const threads = new Map<string, Thread>();
    const threadOf = (session: number, sessionName: string, agent: string | undefined): Thread => {
      const key = `${session} ${agent ?? ""}`;
      const thread = threads.get(key) ?? { name: agent ?? sessionName };
      threads.set(key, thread);
      return thread;
    };
    return new Map(
      this.#contexts.all(root).map((row) => {
        const session = numberIn(row, "session");
        const agent = optionalTextIn(row, "agent");
        const place = optionalNumberIn(row, "place");
        const quality = textIn(row, "quality");
        const calls = numberIn(row, "calls") === 0 ? 0 : 1;
        const context: CallContext = {
          calls,
          isAgents: agent !== undefined || !typedIn.has(session),
          isExact: quality === "exact-call" && calls === 1,
          isEstimated: quality !== "exact-call" && quality !== "exact-turn",
          isCountedHere: numberIn(row, "counted_here") === 1,
          model: this.#model.get(numberIn(row, "model")),
          tool: this.#tool.get(numberIn(row, "source")),
          project: place === undefined ? "" : this.#project.get(place),
          thread: threadOf(session, textIn(row, "session_name"), agent),
          // Written by Contexts alone.
          serviceTier: textIn(row, "service_tier") as ServiceTier,
          usOnly: numberIn(row, "us_only") === 1,
        };
        return [numberIn(row, "id"), context];
      }),
    );
  }
}

function callOf(row: CallRow, context: CallContext): SessionCall {
  const [, atMs, mode, costNanos, freshInput, cacheRead, cacheWrite5m, cacheWrite1h, output, reasoning, webSearches] =
    row;
  return {
    ...context,
    atMs,
    tokens: { freshInput, cacheRead, cacheWrite5m, cacheWrite1h, output, reasoning, webSearches },
    costNanos: costNanos ?? undefined,
    isSteered: mode === 1,
  };
}

/** Names by number. They are never changed in a ledger. */
class Remembered<Value> {
  readonly #find: StatementSync;
  readonly #read: (name: string) => Value;
  readonly #known = new Map<number, Value>();

  constructor(database: DatabaseSync, query: string, read: (name: string) => Value) {
    this.#find = database.prepare(query);
    this.#read = read;
  }

  get(id: number): Value {
    let value = this.#known.get(id);
    if (value === undefined) {
      const row = this.#find.get(id);
      value = this.#read(row === undefined ? "" : textIn(row, "name"));
      if (this.#known.size >= MAX_REMEMBERED) this.#known.clear();
      this.#known.set(id, value);
    }
    return value;
  }
}
