import assert from "node:assert/strict";
import { cline } from "../../../../src/sources/cline/source.ts";
import {
  assertSurvivesDamage,
  formatOf,
  readDocument,
  sumTokens,
  type LogPlace,
  type ReadLog,
} from "../../../support/readFormat.ts";
import { readIntoLedger } from "../../../support/readIntoLedger.ts";
import { prompt, request, say, typed } from "../taskFiles/taskBuilder.ts";

const TASK = formatOf(cline, "task", "document");
const PLACE = { relativePath: "1772000000000/ui_messages.json" };
const T = 1_772_000_000_000;
const USAGE = { tokensIn: 100, tokensOut: 5, cacheReads: 60, cacheWrites: 10 };

const from = (providerId: string, modelId = "m") => ({ modelInfo: { providerId, modelId, mode: "act" } });

/** Reads a task; of its calls those that count. */
function readTask(document: Parameters<typeof readDocument>[1], place: LogPlace): ReadLog {
  const read = readDocument(TASK, document, place);
  return { ...read, calls: read.calls.filter(({ calls }) => calls > 0) };
}

describe("Cline's tasks", () => {
  it("count a request with the model of its message, its cost and the task's folder", () => {
    const neighbours = {
      "../../state/taskHistory.json": JSON.stringify([
        { id: "1771", cwdOnTaskInitialization: "/home/ann/other" },
        { id: "1772000000000", cwdOnTaskInitialization: "/home/ann/shop", tokensIn: 100, modelId: "not-this" },
      ]),
    };
    const document = [
      typed("task", T),
      request(T + 1, { ...USAGE, cost: 0.02 }, from("anthropic", "claude-sonnet-4-5")),
    ];
    const { calls, turns, skipped } = readTask(document, { ...PLACE, neighbours });
    assert.deepEqual(skipped, {});
    assert.deepEqual(
      turns.map(({ id }) => id),
      [`1772000000000/${T}`],
    );
    const [call] = calls;
    assert.deepEqual(
      [call?.model, call?.cwd, call?.reportedNanos, call?.sessionId, call?.quality, call?.atMs],
      ["claude-sonnet-4-5", "/home/ann/shop", 20_000_000, "1772000000000", "exact-call", T + 1],
    );
    const { freshInput, cacheRead, cacheWrite5m, output } = sumTokens(calls);
    assert.deepEqual([freshInput, cacheRead, cacheWrite5m, output], [100, 60, 10, 5]);
  });

  it("take the cached tokens out of the prompts of providers that leave them in", () => {
    const freshOf = (provider: string) => {
      const { calls } = readTask([request(T, USAGE, from(provider))], PLACE);
      return calls[0]?.tokens.freshInput;
    };
    for (const provider of ["openai", "litellm", "doubao", "fireworks", "hicap", "lmstudio", "qwen", "xai", "zai"]) {
      assert.equal(freshOf(provider), 30, provider);
    }
    for (const provider of ["anthropic", "openrouter", "openai-native", "cline", "bedrock"]) {
      assert.equal(freshOf(provider), 100, provider);
    }
  });

  it("look for the model in the task's metadata, the list of tasks and the prompts, in that order", () => {
    const metadata = JSON.stringify({
      model_usage: [
        { ts: T - 1, model_id: "first", model_provider_id: "openai", mode: "plan" },
        { ts: T + 50, model_id: "second", model_provider_id: "anthropic", mode: "act" },
        { ts: "?", model_id: "third" },
        7,
      ],
    });
    const list = JSON.stringify([{ id: "1772000000000", modelId: "listed" }]);
    const history = JSON.stringify([prompt("prompted", T + 2)]);
    const read = (neighbours: Readonly<Record<string, string>>) =>
      readTask([request(T, USAGE), request(T + 100, USAGE)], { ...PLACE, neighbours }).calls.map(
        ({ model, tokens }) => [model, tokens.freshInput],
      );
    const all = {
      "task_metadata.json": metadata,
      "../../state/taskHistory.json": list,
      "api_conversation_history.json": history,
    };
    assert.deepEqual(read(all), [
      ["first", 30],
      ["second", 100],
    ]);
    assert.deepEqual(read({ ...all, "task_metadata.json": "{}" }), [
      ["listed", 100],
      ["listed", 100],
    ]);
    assert.deepEqual(
      read({ "api_conversation_history.json": history }).map(([model]) => model),
      ["prompted", "prompted"],
    );
    assert.deepEqual(
      read({}).map(([model]) => model),
      ["", ""],
    );
  });

  it("count batches of sub-agents, and a request's counts in a message of their own", () => {
    const document = [
      say("api_req_started", T, {}),
      say("api_req_finished", T + 1, { tokensIn: 40, tokensOut: 4 }),
      say("subagent_usage", T + 2, { tokensIn: 300, tokensOut: 30 }),
      say("api_req_finished", T + 3, { tokensIn: 9999 }),
    ];
    const { calls } = readTask(document, PLACE);
    assert.deepEqual(
      calls.map(({ atMs, quality, tokens }) => [atMs, quality, tokens.freshInput, tokens.output]),
      [
        [T, "exact-call", 40, 4],
        [T + 2, "exact-turn", 300, 30],
      ],
    );
  });

  it("leave out what a later version copied from the task's session, which is stamped anew each time", () => {
    const document = [
      request(T, USAGE),
      request(T + 1, USAGE),
      request(T + 900, { tokensIn: 7 }),
      request(T + 901, { tokensIn: 8 }),
      request(T + 999, { tokensIn: 1 }),
    ];
    const written = { version: 1, baseUiMessageCount: 2, writtenUiMessageCount: 4 };
    const neighbours = { "sdk_writeback.json": JSON.stringify(written) };
    const { calls } = readTask(document, { ...PLACE, neighbours });
    assert.deepEqual(
      calls.map(({ atMs }) => atMs),
      [T, T + 1, T + 999],
    );
  });

  it("hand on that they were read, even where every request failed, as no call", () => {
    const { records } = readTask([request(T), request(T + 1)], PLACE);
    assert.deepEqual(
      records.map((record) => record.kind === "call" && [record.family, record.member, record.calls]),
      [["task/1772000000000", "seen", 0]],
    );
    assert.deepEqual(readTask([typed("task", T)], PLACE).calls, []);
  });

  it("skip what is broken, with the reason", () => {
    const document = [request(T, USAGE), request(T + 1, { tokensIn: 0.5 }), request(-1, USAGE), "?", { say: 5 }];
    const { calls, skipped } = readTask(document, PLACE);
    assert.equal(calls.length, 1);
    assert.deepEqual(skipped, { "wrong-type": 1, "no-time": 1, malformed: 1 });
    assert.deepEqual(readTask('[{"ts":1', PLACE).skipped, { malformed: 1 });
  });

  it("survive damage", () => {
    const neighbours = {
      "task_metadata.json": "[]",
      "../../state/taskHistory.json": "{",
      "sdk_writeback.json": "null",
    };
    const document = Buffer.from(JSON.stringify([typed("task", T), request(T, USAGE), request(T + 1)]));
    assertSurvivesDamage((bytes) => readTask(bytes, { ...PLACE, neighbours }), document);
  });
});

describe("a task of Cline's that is written anew", () => {
  const kept = [typed("task", T), request(T + 1, { tokensIn: 100, tokensOut: 10 })];
  const running = [...kept, request(T + 2)];
  const long = [
    ...kept,
    request(T + 2, { tokensIn: 200, tokensOut: 20 }),
    say("subagent_usage", T + 3, { tokensIn: 50, tokensOut: 5 }),
  ];
  const rewound = [...kept, say("deleted_api_reqs", T + 10, { tokensIn: 250, tokensOut: 25 })];
  const goesOn = [...rewound, request(T + 11, { tokensIn: 7, tokensOut: 1 })];

  const counted = (...documents: readonly object[]) =>
    readIntoLedger(documents.flatMap((document) => readTask(document, PLACE).records)).filter(({ calls }) => calls > 0);
  const outputOf = (...documents: readonly object[]) => sumTokens(counted(...documents)).output;

  it("counts each request once where those between failed and were removed with it", () => {
    const failed = [...kept, request(T + 2)];
    const retried = [...failed, request(T + 3, { tokensIn: 200, tokensOut: 20 })];
    const back = [...kept, say("deleted_api_reqs", T + 10, { tokensIn: 200, tokensOut: 20 })];
    assert.equal(outputOf(failed, retried, back), 30);
    assert.equal(outputOf(back), 30);
    // A first request that failed takes no other's place.
    const [task, ...rest] = back;
    assert.equal(outputOf([task, request(T + 1)], [task, ...rest.slice(1)]), 20);
  });

  it("counts each request once, whichever of its states were seen and in whatever order", () => {
    assert.equal(outputOf(long), 35);
    assert.equal(outputOf(running, long), 35);
    assert.equal(outputOf(long, running, long), 35);
  });

  it("counts each request once where one is filled in after the next, and where a copy of the task lacks it", () => {
    const middle = request(T + 2, { tokensIn: 20, tokensOut: 200 });
    const last = request(T + 3, { tokensIn: 30, tokensOut: 300 });
    const late = [...kept, request(T + 2), last];
    const whole = [...kept, middle, last];
    for (const seen of [[late, whole], [whole, late], [whole]]) {
      assert.deepEqual(
        counted(...seen)
          .map(({ tokens }) => tokens.output)
          .toSorted((a, b) => a - b),
        [10, 200, 300],
      );
    }
    const back = [...kept, say("deleted_api_reqs", T + 10, { tokensIn: 50, tokensOut: 500 })];
    assert.equal(outputOf(late, whole, back), 510);
    assert.equal(outputOf(back), 510);
  });

  it("counts removed requests either by themselves or by their sum", () => {
    assert.equal(outputOf(rewound), 35);
    assert.equal(outputOf(long, rewound), 35);
    assert.equal(outputOf(rewound, long), 35);
    assert.equal(outputOf(goesOn), 36);
    assert.equal(outputOf(running, long, rewound, goesOn), 36);
    assert.equal(outputOf(goesOn, long), 36);
    assert.deepEqual(
      counted(goesOn).map(({ quality }) => quality),
      ["exact-call", "session-total", "exact-call"],
    );
  });

  it("counts a second sum at the same point in place of the first, which it holds", () => {
    const again = [...kept, say("deleted_api_reqs", T + 20, { tokensIn: 257, tokensOut: 26 })];
    assert.equal(outputOf(again), 36);
    assert.equal(outputOf(rewound, again), 36);
    assert.equal(outputOf(long, goesOn, again), 36);
  });
});
