import assert from "node:assert/strict";
import { kiloTaskRoots } from "../../../../src/sources/kiloCode/paths.ts";
import { kiloCode } from "../../../../src/sources/kiloCode/source.ts";
import { assertSurvivesDamage, formatOf, readDocument, sumTokens } from "../../../support/readFormat.ts";
import { prompt, request, say, typed } from "../taskFiles/taskBuilder.ts";

const TASK = formatOf(kiloCode, "task", "document");
const PLACE = { relativePath: "0198-task/ui_messages.json" };
const CHANGE = Date.UTC(2025, 10, 12);

describe("Kilo Code's tasks", () => {
  it("count requests with the model of their prompts", () => {
    const neighbours = {
      "api_conversation_history.json": JSON.stringify([prompt("x-ai/grok-code", CHANGE + 1, "/home/ann/shop")]),
    };
    const usage = { tokensIn: 900, tokensOut: 40, cacheReads: 600, cost: 0.5, apiProtocol: "openai" };
    const document = [
      typed("text", CHANGE - 1),
      say("api_req_started", CHANGE, { ...usage, inferenceProvider: "xAI" }),
      request(CHANGE + 10),
    ];
    const { calls, turns } = readDocument(TASK, document, { ...PLACE, neighbours });
    assert.equal(calls.length, 1);
    assert.equal(turns.length, 1);
    assert.deepEqual(
      calls.map(({ model, cwd, reportedNanos }) => [model, cwd, reportedNanos]),
      [["x-ai/grok-code", "/home/ann/shop", 500_000_000]],
    );
    const { freshInput, cacheRead, output } = sumTokens(calls);
    assert.deepEqual([freshInput, cacheRead, output], [300, 600, 40]);
  });

  it("take a prompt's count without its cached tokens before the change of November 2025", () => {
    const usage = { tokensIn: 900, tokensOut: 1, cacheReads: 600, apiProtocol: "anthropic" };
    const document = [request(CHANGE - 1, usage), request(CHANGE, usage)];
    const { calls } = readDocument(TASK, document, PLACE);
    assert.deepEqual(
      calls.map(({ tokens }) => tokens.freshInput),
      [900, 300],
    );
  });

  it("survive damage", () => {
    const document = Buffer.from(JSON.stringify([typed("text", CHANGE), request(CHANGE, { tokensIn: 5 })]));
    assertSurvivesDamage((bytes) => readDocument(TASK, bytes, PLACE), document);
  });

  it("are in the editors' storage and in that of the first command line", () => {
    const env = { APPDATA: "C:\\Users\\ann\\AppData\\Roaming" };
    const roots = kiloTaskRoots({ home: "C:\\Users\\ann", platform: "win32", env, readText: () => undefined });
    assert.ok(
      roots.some(
        ({ path }) => path === "C:\\Users\\ann\\AppData\\Roaming\\Code\\User\\globalStorage\\kilocode.kilo-code\\tasks",
      ),
    );
    assert.equal(roots.at(-1)?.path, "C:\\Users\\ann\\.kilocode\\cli\\global\\tasks");
  });
});
