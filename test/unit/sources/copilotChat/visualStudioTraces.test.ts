import assert from "node:assert/strict";
import { copilotChat } from "../../../../src/sources/copilotChat/source.ts";
import {
  assertSplitAnywhere,
  assertSurvivesDamage,
  formatOf,
  jsonLines,
  readLines,
} from "../../../support/readFormat.ts";

const TRACES = formatOf(copilotChat, "visual-studio", "lines");
const AT_MS = Date.parse("2026-10-01T08:00:00Z");

type Fields = Record<string, unknown>;

function exported(attributes: Readonly<Record<string, string | number>>, span: Fields = {}): Fields {
  const written = Object.entries({ "gen_ai.conversation.id": "c1", ...attributes }).map(([key, value]) => ({
    key,
    value: typeof value === "string" ? { stringValue: value } : { intValue: String(value) },
  }));
  const version = { key: "service.version", value: { stringValue: "18.6.1" } };
  const told = { traceId: "t1", spanId: "AB1", parentSpanId: "", startTimeUnixNano: `${AT_MS}000000`, ...span };
  const scopeSpans = [{ scope: {}, spans: [{ ...told, attributes: written }] }];
  return { resourceSpans: [{ resource: { attributes: [version] }, scopeSpans }] };
}

const CHAT = {
  "gen_ai.operation.name": "chat",
  "gen_ai.request.model": "gpt-5.5",
  "gen_ai.response.model": "gpt-5.5-2026-03-05",
  "gen_ai.usage.input_tokens": 9_000,
  "gen_ai.usage.output_tokens": 120,
  "gen_ai.usage.cache_read.input_tokens": 6_000,
};

const MESSAGE = {
  "gen_ai.operation.name": "invoke_agent",
  "gen_ai.usage.input_tokens": 20_000,
  "copilot_chat.initiator_type": "user",
  "copilot_chat.root_request_id": "r1",
};

describe("Copilot's traces in Visual Studio", () => {
  it("have a span for each call, cached input within", () => {
    const { calls } = readLines(TRACES, jsonLines(exported(CHAT, { parentSpanId: "aa0" })));
    assert.partialDeepStrictEqual(calls, [
      {
        family: "c1",
        member: "ab1",
        atMs: AT_MS,
        model: "gpt-5.5-2026-03-05",
        quality: "exact-call",
        tokens: { freshInput: 3_000, cacheRead: 6_000, output: 120 },
      },
    ]);
  });

  it("repeat the calls in the spans of agents, which tell messages and the version", () => {
    const ofAgent = exported({ ...MESSAGE, "copilot_chat.initiator_type": "agent" });
    const below = exported(MESSAGE, { parentSpanId: "aa0" });
    const log = readLines(TRACES, jsonLines(exported(MESSAGE), ofAgent, below));
    assert.deepEqual(log.calls, []);
    assert.deepEqual(log.turns, [{ kind: "turn", id: "r1", sessionId: "c1", atMs: AT_MS }]);
    assert.equal(log.sessions[0]?.toolVersion, "18.6.1");
  });

  it("skip what tells nothing, and say why", () => {
    const log = readLines(
      TRACES,
      jsonLines(
        exported({ "gen_ai.operation.name": "chat" }),
        exported({ "gen_ai.operation.name": "execute_tool" }),
        exported({ ...CHAT, "gen_ai.usage.input_tokens": "many" }),
        exported(CHAT, { startTimeUnixNano: "0" }),
        exported(CHAT, { spanId: "" }),
        { resourceSpans: [{ scopeSpans: [{ spans: [null] }, 7] }] },
        "{",
      ),
    );
    assert.deepEqual([log.records, log.skipped], [[], { "wrong-type": 1, "no-time": 1, malformed: 2 }]);
  });

  it("are read as well in any pieces and with any damage", () => {
    const bytes = jsonLines(exported(MESSAGE), exported(CHAT), exported(CHAT, { spanId: "ab2" }));
    assertSplitAnywhere(TRACES, bytes);
    assertSurvivesDamage((damaged) => readLines(TRACES, damaged), bytes);
  });
});
