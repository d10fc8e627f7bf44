import assert from "node:assert/strict";
import { hostname, userInfo } from "node:os";
import { join } from "node:path";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import * as v from "valibot";
import { keepRetention } from "../../src/server/housekeeping.ts";
import { openPgliteInMemory } from "../../src/server/database/openPglite.ts";
import { codeSchema } from "../../src/shared/board/membership.ts";
import { BATCH_FIELDS } from "../../src/shared/board/syncBatch.ts";
import { ROW_FIELDS, usageRowSchema } from "../../src/shared/board/usageRow.ts";
import { runCli } from "../../src/cli/runCli.ts";
import { SOURCES } from "../../src/sources/registry.ts";
import { openMeter } from "../../src/worker/openMeter.ts";
import { BoardFetch, type SentRequest } from "../support/server/boardFetch.ts";
import { TestBoard } from "../support/server/testBoard.ts";
import { memoryFolder } from "../support/memoryFolder.ts";
import { fakeSurroundings, type FakeSurroundings } from "../unit/cli/fakeSurroundings.ts";

/** Stands in for everything that is nobody's business; no request may hold any of it, in any form. */
const MARK = "zqmark";
const marked = (what: string): string => `${MARK}-${what}`;

/** All that may leave, by method and path: what of its body is named how. See "The wire contract" in docs/board.md. */
const BODIES: Readonly<Record<string, readonly string[]>> = {
  "GET /v1/board": [],
  "POST /v1/devices": ["v", "code", "publicKey"],
  "POST /v1/sync": BATCH_FIELDS,
  "GET /v1/me/export": [],
  "POST /v1/me/leave": [],
};
const HEADERS = new Set(["accept", "authorization", "content-type", "x-sent-at", "x-signature"]);

function writeHome(home: string, nowMs: number): void {
  const at = (minutes: number): string => new Date(nowMs - minutes * 60_000).toISOString();
  const write = (path: string, lines: readonly object[]): void => {
    const file = join(home, path);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  };
  const cwd = `/home/${marked("user")}/${marked("project")}`;
  const session = {
    sessionId: marked("session"),
    cwd,
    gitBranch: marked("branch"),
    version: `2.1.9 (${marked("build")})`,
  };
  const claude = (id: string, model: string, minutes: number): object => ({
    ...session,
    type: "assistant",
    uuid: marked(id),
    requestId: `req_${marked(id)}`,
    timestamp: at(minutes),
    message: {
      id: `msg_${marked(id)}`,
      type: "message",
      role: "assistant",
      model,
      content: [
        { type: "text", text: marked("answer") },
        { type: "tool_use", id: marked("tool"), name: marked("tool"), input: { path: marked("file") } },
      ],
      usage: { input_tokens: 10, cache_read_input_tokens: 900, output_tokens: 100 },
    },
  });
  write(`.claude/projects/${marked("folder")}/${marked("log")}.jsonl`, [
    {
      ...session,
      type: "user",
      uuid: marked("turn"),
      timestamp: at(90),
      message: { role: "user", content: marked("prompt") },
    },
    claude("a", "claude-opus-4-5", 88),
    claude("b", marked("private-model"), 60),
    claude("c", `/srv/${marked("models")}/own`, 30),
  ]);
  write(`.codex/sessions/2026/01/01/rollout-${marked("thread")}.jsonl`, [
    {
      timestamp: at(50),
      type: "session_meta",
      payload: {
        id: marked("thread"),
        timestamp: at(50),
        cwd,
        cli_version: marked("version"),
        git: { branch: marked("branch") },
      },
    },
    { timestamp: at(50), type: "turn_context", payload: { cwd, model: "gpt-5.2-codex" } },
    {
      timestamp: at(49),
      type: "event_msg",
      payload: { type: "user_message", message: marked("prompt") },
    },
    {
      timestamp: at(48),
      type: "event_msg",
      payload: {
        type: "token_count",
        info: {
          total_token_usage: { input_tokens: 900, cached_input_tokens: 100, output_tokens: 50, total_tokens: 950 },
          last_token_usage: { input_tokens: 900, cached_input_tokens: 100, output_tokens: 50, total_tokens: 950 },
        },
      },
    },
  ]);
}

describe("what leaves this machine", () => {
  const folder = mkdtempSync(join(memoryFolder(), `token-legend-${MARK}-`));
  let board: TestBoard;
  let way: BoardFetch;
  let surroundings: FakeSurroundings;

  before(async function () {
    this.timeout(60_000);
    board = await TestBoard.open(await openPgliteInMemory());
    board.nowMs = Date.now();
    await keepRetention(board.database, board.nowMs);
    way = new BoardFetch(board);
    const home = join(folder, marked("home"));
    writeHome(home, board.nowMs);
    const env = { USER: marked("user"), HOSTNAME: marked("host"), XDG_DATA_HOME: join(folder, marked("data")) };
    surroundings = fakeSurroundings({ home, env, fetch: way.fetch, nowMs: Date.now, openMeter, workingFolder: folder });
    await run("sync", "join", "https://board.example", await board.invite(), "--agree", "1");
    await run("sync", "now");
    await run("sync", "export");
    await run("sync", "leave", "--yes");
  });
  after(async () => {
    await board.close();
    await board.database.close();
    rmSync(folder, { recursive: true });
  });

  async function run(...args: readonly string[]): Promise<void> {
    const code = await runCli(args, surroundings);
    assert.equal(code, 0, `${args.join(" ")}: ${surroundings.stderr.text}`);
  }
  const nameOf = ({ method, url }: SentRequest): string => `${method} ${url}`;
  const batches = (): readonly Record<string, unknown>[] =>
    way.sent
      .filter(({ url }) => url === "/v1/sync")
      .map(({ body }) => JSON.parse(body ?? "") as Record<string, unknown>);
  const rows = (): readonly Record<string, unknown>[] => batches().flatMap((batch) => batch["rows"] as []);

  it("goes only where it may, and all of that was tried here", () => {
    assert.deepEqual(new Set(way.sent.map(nameOf)), new Set(Object.keys(BODIES)));
  });

  it("has no header and no field beyond the contract", () => {
    for (const sent of way.sent) {
      for (const name of Object.keys(sent.headers)) assert.ok(HEADERS.has(name), name);
      const fields = sent.body === undefined ? [] : Object.keys(JSON.parse(sent.body) as object);
      assert.deepEqual(fields, BODIES[nameOf(sent)], nameOf(sent));
    }
    assert.ok(rows().length >= 3);
    for (const row of rows()) assert.deepEqual(Object.keys(row), ROW_FIELDS);
  });

  it("says in each field what the contract says and cannot say anything else", () => {
    const tools = new Set(SOURCES.map(({ id }) => id));
    for (const row of rows()) {
      const { tool, model, toolVersion } = v.parse(usageRowSchema, row);
      assert.ok(tools.has(tool), tool);
      assert.ok(["claude-opus-4-5", "gpt-5.2-codex", "other"].includes(model), model);
      assert.match(toolVersion, /^(?:\d[\w.+-]*)?$/);
    }
    for (const { batchId, boardId, ...rest } of batches()) {
      v.parse(v.pipe(v.string(), v.uuid()), batchId);
      v.parse(v.pipe(v.string(), v.uuid()), boardId);
      for (const [field, value] of Object.entries(rest))
        if (field !== "rows") assert.equal(typeof value, "number", field);
    }
    const registration = way.sent.find(({ url }) => url === "/v1/devices");
    const { code, publicKey } = JSON.parse(registration?.body ?? "") as Record<string, unknown>;
    v.parse(codeSchema, code);
    assert.match(String(publicKey), /^[\w-]{43}$/);
    for (const { headers } of way.sent) {
      assert.equal(headers["accept"], "application/json");
      assert.match(headers["authorization"] ?? "Device 1.1", /^Device \d+\.\d+$/);
      assert.match(headers["content-type"] ?? "application/json", /^application\/json$/);
      assert.match(headers["x-sent-at"] ?? "0", /^\d+$/);
      assert.match(headers["x-signature"] ?? "A".repeat(86), /^[\w-]{86}$/);
    }
  });

  it("holds no word of prompts, paths, projects, branches, sessions, private models, people or machines", () => {
    const all = JSON.stringify(way.sent);
    const words = [MARK, Buffer.from(MARK).toString("hex"), userInfo().username, hostname()].filter(
      (w) => w.length > 3,
    );
    const inBase64 = [0, 1, 2].map((shift) =>
      // Whatever stands before it: the middle of the word is the same in one of three positions.
      Buffer.from(`${"x".repeat(shift)}${MARK}`)
        .toString("base64url")
        .slice(shift === 0 ? 0 : shift + 1, -2),
    );
    for (const word of [...words, ...inBase64])
      assert.ok(!all.toLowerCase().includes(word.toLowerCase()), `${word} has left`);
  });

  it("was shown to the person before", () => {
    const first = way.sent.find(({ url }) => url === "/v1/sync");
    const sentRows = /"rows":(\[.*\])\}$/.exec(first?.body ?? "")?.[1] ?? "none";
    // All but the numbers that the board has given, and the revisions, which are times.
    const plain = (text: string): string => text.replaceAll(/"rev":\d+/g, "");
    assert.ok(plain(surroundings.stdout.text).includes(plain(sentRows)));
  });
});
