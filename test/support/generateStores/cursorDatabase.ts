import { StoreWriter, type StoreTruth } from "./storeWriter.ts";

const SCHEMA = [
  "CREATE TABLE ItemTable (key TEXT UNIQUE ON CONFLICT REPLACE, value BLOB)",
  "CREATE TABLE cursorDiskKV (key TEXT UNIQUE ON CONFLICT REPLACE, value BLOB)",
];
const START_MS = Date.UTC(2026, 3, 1);
const TURNS = 6;
const STEPS = 6;

/** Writes a `state.vscdb` with conversations of an older build, which reports tokens, and of a current one, in turn. */
export function writeCursorDatabase(path: string, bytes: number): StoreTruth {
  const writer = new StoreWriter(path, 7, SCHEMA);
  const truth: StoreTruth = { calls: 0, tokens: 0 };
  writer.fill(bytes, (index) => addConversation(writer, truth, index));
  writer.close();
  return truth;
}

/** The rows a turn adds to the newest conversation of a current build; the last one has been written before. */
export function cursorTurn(): readonly (readonly [string, object])[] {
  const bubble = (id: string, type: number, text: string): readonly [string, object] => [
    `bubbleId:appended:${id}`,
    { type, bubbleId: id, createdAt: new Date(START_MS).toISOString(), tokenCount: NONE, text },
  ];
  return [bubble("u1", 1, "And now?"), bubble("a1", 2, "Let me see."), bubble("a2", 2, "Done.")];
}

const NONE = { inputTokens: 0, outputTokens: 0 };

function addConversation(writer: StoreWriter, truth: StoreTruth, index: number): void {
  const { random, database } = writer;
  const put = database.prepare("INSERT INTO cursorDiskKV (key, value) VALUES (?, ?)");
  const id = `conversation-${String(index).padStart(8, "0")}`;
  const reports = index % 2 === 0;
  const headers: object[] = [];
  let atMs = START_MS + index * 60_000;
  const add = (type: number, value: object): void => {
    const bubbleId = `${id}-${headers.length}`;
    headers.push({ bubbleId, type });
    atMs += 500;
    const shared = { _v: 3, type, bubbleId, createdAt: new Date(atMs).toISOString(), tokenCount: NONE };
    put.run(`bubbleId:${id}:${bubbleId}`, JSON.stringify({ ...shared, ...EMPTY_LISTS, ...value }));
  };
  for (let turn = 0; turn < TURNS; turn += 1) {
    add(1, { text: writer.text(random.int(50, 900)), modelInfo: { modelName: "gpt-5" } });
    for (let step = 0; step < STEPS; step += 1) {
      add(2, { text: writer.text(random.int(50, 800)) });
      const rawArgs = JSON.stringify({ path: "/home/ann/shop/index.ts", query: writer.text(200) });
      add(2, { text: "", toolFormerData: { tool: 5, rawArgs, result: writer.text(random.int(500, 60_000)) } });
    }
    const tokenCount = reports
      ? { inputTokens: random.int(5_000, 90_000), outputTokens: random.int(100, 5_000) }
      : NONE;
    add(2, { text: writer.text(random.int(300, 4_000)), tokenCount });
    if (reports) {
      truth.calls += 1;
      truth.tokens += tokenCount.inputTokens + tokenCount.outputTokens;
    }
    put.run(`messageRequestContext:${id}:${turn}`, JSON.stringify({ projectLayouts: [writer.text(12_000)] }));
    put.run(`checkpointId:${id}:${turn}`, JSON.stringify({ files: [writer.text(random.int(200, 30_000))] }));
    put.run(`agentKv:blob:${id}-${turn}`, Buffer.from(writer.text(random.int(1_000, 60_000))));
  }
  const conversation = { composerId: id, createdAt: atMs, modelConfig: { modelName: "gpt-5" } };
  put.run(
    `composerData:${id}`,
    JSON.stringify({ ...conversation, fullConversationHeadersOnly: headers, codeBlockData: writer.text(60_000) }),
  );
}

/** What every bubble has too. */
const EMPTY_LISTS = Object.fromEntries(
  ["lints", "commits", "images", "relevantFiles", "toolResults", "gitDiffs", "capabilities", "suggestedCodeBlocks"].map(
    (name) => [name, []],
  ),
);
