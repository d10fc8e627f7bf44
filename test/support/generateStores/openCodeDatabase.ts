import { StoreWriter, type StoreTruth } from "./storeWriter.ts";

const SCHEMA = [
  "CREATE TABLE session (id TEXT PRIMARY KEY, parent_id TEXT, directory TEXT, version TEXT, time_created INTEGER)",
  "CREATE TABLE message (id TEXT PRIMARY KEY, session_id TEXT, time_created INTEGER, time_updated INTEGER, data TEXT)",
  "CREATE TABLE part (id TEXT PRIMARY KEY, message_id TEXT, session_id TEXT, time_created INTEGER, time_updated INTEGER, data TEXT)",
  "CREATE INDEX part_message_id_id_idx ON part (message_id, id)",
  `CREATE TABLE session_v2 (id TEXT PRIMARY KEY, parent_id TEXT, fork_session_id TEXT, directory TEXT, version TEXT,
    time_created INTEGER)`,
  `CREATE TABLE session_message (id TEXT PRIMARY KEY, session_id TEXT, type TEXT, seq INTEGER, time_created INTEGER,
    time_updated INTEGER, data TEXT)`,
];
const START_MS = Date.UTC(2026, 3, 1);
const MESSAGES = 40;

/** Writes an `opencode.db` that was brought to the second generation: sessions of both, in turn. */
export function writeOpenCodeDatabase(path: string, bytes: number): StoreTruth {
  const writer = new StoreWriter(path, 11, SCHEMA);
  const truth: StoreTruth = { calls: 0, tokens: 0 };
  writer.fill(bytes, (index) => {
    if (index % 2 === 0) addOldSession(writer, truth, index);
    else addNewSession(writer, truth, index);
  });
  writer.close();
  return truth;
}

export function openCodeAnswer(atMs: number, output: number): object {
  return {
    agent: "build",
    model: { id: "claude-sonnet-4.6", providerID: "anthropic" },
    time: { created: atMs, completed: atMs + 900 },
    content: [],
    cost: 0,
    tokens: { input: 10, output, reasoning: 0, cache: { read: 0, write: 0 } },
  };
}

function addOldSession(writer: StoreWriter, truth: StoreTruth, index: number): void {
  const { random, database } = writer;
  const message = database.prepare("INSERT INTO message VALUES (?, ?, ?, ?, ?)");
  const part = database.prepare("INSERT INTO part VALUES (?, ?, ?, ?, ?, ?)");
  const session = `ses_${index}`;
  database.prepare("INSERT INTO session VALUES (?, NULL, '/home/ann/shop', '1.2.10', ?)").run(session, START_MS);
  for (let number = 0; number < MESSAGES; number += 1) {
    const id = `msg_${index}_${number}`;
    const atMs = START_MS + index * 1_000_000 + number * 1_000;
    const addPart = (name: string, data: object): void => {
      part.run(`prt_${id}_${name}`, id, session, atMs, atMs, JSON.stringify(data));
    };
    if (number % 8 === 0) {
      message.run(id, session, atMs, atMs, JSON.stringify({ role: "user", time: { created: atMs } }));
      addPart("1", { type: "text", text: writer.text(random.int(50, 900)) });
      continue;
    }
    const tokens = countedTokens(writer, truth);
    const data = {
      role: "assistant",
      time: { created: atMs, completed: atMs + 900 },
      modelID: "claude-sonnet-4.6",
      providerID: "anthropic",
      path: { cwd: "/home/ann/shop", root: "/home/ann/shop" },
      cost: 0,
      tokens,
      finish: "stop",
    };
    message.run(id, session, atMs, atMs, JSON.stringify(data));
    addPart("1", { type: "step-start", snapshot: "0".repeat(40) });
    addPart("2", { type: "text", text: writer.text(random.int(100, 3_000)) });
    addPart("3", { type: "tool", tool: "read", state: { output: writer.text(random.int(500, 50_000)) } });
    addPart("4", { type: "step-finish", reason: "stop", cost: 0, tokens });
  }
}

function addNewSession(writer: StoreWriter, truth: StoreTruth, index: number): void {
  const { random, database } = writer;
  const event = database.prepare("INSERT INTO session_message VALUES (?, ?, ?, ?, ?, ?, ?)");
  const session = `ses_${index}`;
  database
    .prepare("INSERT INTO session_v2 VALUES (?, NULL, NULL, '/home/ann/shop', '2.0.3', ?)")
    .run(session, START_MS);
  for (let number = 0; number < MESSAGES; number += 1) {
    const atMs = START_MS + index * 1_000_000 + number * 1_000;
    const isTyped = number % 8 === 0;
    const data = isTyped
      ? { time: { created: atMs }, text: writer.text(random.int(50, 900)) }
      : {
          ...openCodeAnswer(atMs, 0),
          content: [{ type: "tool", name: "read", state: { content: writer.text(random.int(500, 50_000)) } }],
          tokens: countedTokens(writer, truth),
        };
    const type = isTyped ? "user" : "assistant";
    event.run(`msg_${index}_${number}`, session, type, number, atMs, atMs, JSON.stringify(data));
  }
}

function countedTokens({ random }: StoreWriter, truth: StoreTruth): object {
  const [input, output, read] = [random.int(1, 2_000), random.int(10, 3_000), random.int(0, 90_000)];
  truth.calls += 1;
  truth.tokens += input + output + read;
  return { input, output, reasoning: 0, cache: { read, write: 0 } };
}
