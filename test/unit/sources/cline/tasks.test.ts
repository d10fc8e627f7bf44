import assert from "node:assert/strict";
import { cline } from "../../../../src/sources/cline/source.ts";
import { assertSurvivesDamage, formatOf, readDocument, sumTokens } from "../../../support/readFormat.ts";
import { readIntoLedger } from "../../../support/readIntoLedger.ts";
import { prompt, request, say, typed } from "../taskFiles/taskBuilder.ts";

const TASK = formatOf(cline, "task", "document");
const PLACE = { relativePath: "1772000000000/ui_messages.json" };
const T = 1_772_000_000_000;
const USAGE = { tokensIn: 100, tokensOut: 5, cacheReads: 60, cacheWrites: 10 };

const from = (providerId: string, modelId = "m") => ({ modelInfo: { providerId, modelId, mode: "act" } });

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
    const { calls, turns, skipped } = readDocument(TASK, document, { ...PLACE, neighbours });
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
      const { calls } = readDocument(TASK, [request(T, USAGE, from(provider))], PLACE);
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
      readDocument(TASK, [request(T, USAGE), request(T + 100, USAGE)], { ...PLACE, neighbours }).calls.map(
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
    const { calls } = readDocument(TASK, document, PLACE);
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
    const { calls } = readDocument(TASK, document, { ...PLACE, neighbours });
    assert.deepEqual(
      calls.map(({ atMs }) => atMs),
      [T, T + 1, T + 999],
    );
  });

  it("hand on a first request that failed as no call", () => {
    const { calls } = readDocument(TASK, [request(T), request(T + 1), request(T + 2, USAGE)], PLACE);
    assert.deepEqual(
      calls.map(({ atMs, calls: count }) => [atMs, count]),
      [
        [T, 0],
        [T + 2, 1],
      ],
    );
    assert.equal(sumTokens(calls.slice(0, 1)).freshInput, 0);
  });

  it("skip what is broken, with the reason", () => {
    const document = [request(T, USAGE), request(T + 1, { tokensIn: 0.5 }), request(-1, USAGE), "?", { say: 5 }];
    const { calls, skipped } = readDocument(TASK, document, PLACE);
    assert.equal(calls.length, 1);
    assert.deepEqual(skipped, { "wrong-type": 1, "no-time": 1, malformed: 1 });
    assert.deepEqual(readDocument(TASK, '[{"ts":1', PLACE).skipped, { malformed: 1 });
  });

  it("survive damage", () => {
    const neighbours = {
      "task_metadata.json": "[]",
      "../../state/taskHistory.json": "{",
      "sdk_writeback.json": "null",
    };
    const document = Buffer.from(JSON.stringify([typed("task", T), request(T, USAGE), request(T + 1)]));
    assertSurvivesDamage((bytes) => readDocument(TASK, bytes, { ...PLACE, neighbours }), document);
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
    readIntoLedger(documents.flatMap((document) => readDocument(TASK, document, PLACE).records));
  const outputOf = (...documents: readonly object[]) => sumTokens(counted(...documents)).output;

  it("counts each request once, whichever of its states were seen and in whatever order", () => {
    assert.equal(outputOf(long), 35);
    assert.equal(outputOf(running, long), 35);
    assert.equal(outputOf(long, running, long), 35);
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
