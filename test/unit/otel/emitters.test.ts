import assert from "node:assert/strict";
import { claimToCall, claimToDay, claimToSession } from "../../../src/core/outsideClaim.ts";
import type { CallRecord } from "../../../src/core/usageRecord.ts";
import type { AttributeValue } from "../../../src/otel/attributes.ts";
import { decodeJson } from "../../../src/otel/decodeJson.ts";
import { EMITTERS } from "../../../src/otel/emitters.ts";
import { readCalls, type TelemetryReading } from "../../../src/otel/readCalls.ts";
import type { Signal, Telemetry } from "../../../src/otel/telemetry.ts";
import { attributes, claudeRequest, logsRequest, tracesRequest } from "./otlp.ts";

const AT_MS = Date.UTC(2026, 5, 15, 12);

function decode(signal: Signal, request: object): Telemetry {
  const telemetry = decodeJson(signal, Buffer.from(JSON.stringify(request)));
  assert.ok(telemetry !== undefined);
  return telemetry;
}

function readLogs(request: object): TelemetryReading {
  return readCalls(decode("logs", request), EMITTERS);
}

function readSpans(request: object): TelemetryReading {
  return readCalls(decode("traces", request), EMITTERS);
}

function onlyCall({ calls, rejected }: TelemetryReading, source: string): CallRecord {
  assert.equal(rejected, 0);
  assert.deepEqual([...calls.keys()], [source]);
  const [call, ...more] = calls.get(source) ?? [];
  assert.ok(call !== undefined);
  assert.deepEqual(more, []);
  return call;
}

function counts({ tokens }: CallRecord): readonly number[] {
  const { freshInput, cacheRead, cacheWrite5m, cacheWrite1h, output, reasoning } = tokens;
  return [freshInput, cacheRead, cacheWrite5m, cacheWrite1h, output, reasoning];
}

type Values = Readonly<Record<string, AttributeValue>>;

describe("Claude Code's telemetry", () => {
  const full = {
    input_tokens: 12,
    cache_read_tokens: 20_000,
    cache_creation_tokens: 300,
    output_tokens: 412,
    cost_usd: 0.0421,
    speed: "fast",
  };

  it("tells of a request in counts that are disjoint already, with its cost", () => {
    const call = onlyCall(readLogs(claudeRequest("req_1", AT_MS, full)), "claudeCode");
    assert.deepEqual(counts(call), [12, 20_000, 300, 0, 412, 0]);
    assert.deepEqual(
      [call.family, call.member, call.yieldsTo, call.atMs, call.model, call.sessionId],
      ["request:req_1", "", claimToCall("req_1"), AT_MS, "claude-opus-4-5", "s1"],
    );
    assert.deepEqual([call.reportedNanos, call.serviceTier, call.quality], [42_100_000, "fast", "exact-call"]);
  });

  it("is known by the event's own name as well, where the sender is Claude Code", () => {
    const record = { model: "claude-opus-4-5", output_tokens: 1, "event.name": "api_request", request_id: "r" };
    assert.equal(readLogs(logsRequest({ name: "", atMs: AT_MS, service: "claude-code" }, record)).calls.size, 1);
    assert.equal(readLogs(logsRequest({ name: "", atMs: AT_MS, service: "other" }, record)).calls.size, 0);
  });

  it("may write its numbers as text, and takes its own time over the record's", () => {
    const values = { input_tokens: "7", output_tokens: "9", "event.timestamp": "2026-06-15T12:00:01.000Z" };
    const call = onlyCall(readLogs(claudeRequest("req_1", AT_MS, values)), "claudeCode");
    assert.deepEqual([call.tokens.freshInput, call.tokens.output, call.atMs], [7, 9, AT_MS + 1000]);
  });

  it("tells of the same request in an event and a span, which are copies", () => {
    const span = onlyCall(
      readSpans(
        tracesRequest(
          { name: "claude_code.llm_request", endMs: AT_MS, service: "claude-code" },
          { request_id: "req_1", "session.id": "s1", "gen_ai.request.model": "claude-opus-4-5", ...full },
        ),
      ),
      "claudeCode",
    );
    const event = onlyCall(readLogs(claudeRequest("req_1", AT_MS, full)), "claudeCode");
    assert.deepEqual([span.family, span.member], [event.family, event.member]);
    const nameless = tracesRequest({ name: "claude_code.llm_request", endMs: AT_MS }, full);
    assert.equal(readSpans(nameless).calls.size, 0);
  });

  it("gives way to the whole session where it names no request", () => {
    const values = { request_id: "" };
    const call = onlyCall(readLogs(claudeRequest("", AT_MS, values)), "claudeCode");
    assert.equal(call.yieldsTo, claimToSession("s1"));
    const again = onlyCall(readLogs(claudeRequest("", AT_MS, values)), "claudeCode");
    assert.equal(call.family, again.family);
    const other = onlyCall(readLogs(claudeRequest("", AT_MS, { ...values, output_tokens: 101 })), "claudeCode");
    assert.notEqual(call.family, other.family);
  });

  it("is rejected where a count or the time cannot be read, and passed over where nothing was used", () => {
    assert.equal(readLogs(claudeRequest("r", AT_MS, { output_tokens: "many" })).rejected, 1);
    assert.equal(readLogs(claudeRequest("r", AT_MS, { output_tokens: 0.5 })).rejected, 1);
    assert.equal(readLogs(claudeRequest("r", 0)).rejected, 1);
    const nothing = readLogs(claudeRequest("r", AT_MS, { input_tokens: 0, output_tokens: 0 }));
    assert.deepEqual([nothing.rejected, nothing.calls.size], [0, 0]);
  });

  it("keeps nothing of what else it tells", () => {
    const secrets = { "user.email": "ann@example.org", "organization.id": "org", prompt: "secret words" };
    const call = onlyCall(readLogs(claudeRequest("req_1", AT_MS, secrets)), "claudeCode");
    assert.doesNotMatch(JSON.stringify(call), /ann@|org\b|secret/);
  });
});

describe("Codex's telemetry", () => {
  const response = {
    "event.kind": "response.completed",
    "event.timestamp": "2026-06-15T12:00:00.000Z",
    "conversation.id": "thread-1",
    model: "gpt-5-codex",
    // As the tool writes them: some as text.
    input_token_count: "1000",
    output_token_count: "80",
    cached_token_count: 600,
    reasoning_token_count: 30,
    tool_token_count: "1080",
  };
  const read = (values: Values) => readLogs(logsRequest({ name: "codex.sse_event", service: "codex_cli_rs" }, values));

  it("tells of a response, whose prompt includes the cached part", () => {
    const call = onlyCall(read(response), "codex");
    assert.deepEqual(counts(call), [400, 600, 0, 0, 80, 30]);
    assert.deepEqual(
      [call.yieldsTo, call.atMs, call.model, call.sessionId],
      [claimToSession("thread-1"), AT_MS, "gpt-5-codex", "thread-1"],
    );
    assert.equal(call.family, onlyCall(read(response), "codex").family);
  });

  it("is passed over where an event is no completed response", () => {
    assert.equal(read({ ...response, "event.kind": "response.created" }).calls.size, 0);
    assert.equal(read({ ...response, "event.kind": "response.completed", input_token_count: "x" }).rejected, 1);
  });
});

describe("Gemini CLI's telemetry", () => {
  const response = {
    "session.id": "g1",
    prompt_id: "p1",
    model: "gemini-2.5-pro",
    input_token_count: 1000,
    output_token_count: 50,
    cached_content_token_count: 400,
    thoughts_token_count: 20,
    tool_token_count: 5,
    total_token_count: 1075,
  };
  const read = (name: string) => readLogs(logsRequest({ name, atMs: AT_MS, service: "gemini-cli" }, response));

  it("tells of a response, whose thoughts and tool prompts are apart", () => {
    const call = onlyCall(read("gemini_cli.api_response"), "geminiCli");
    assert.deepEqual(counts(call), [605, 400, 0, 0, 70, 20]);
    assert.deepEqual([call.yieldsTo, call.sessionId], [claimToSession("g1"), "g1"]);
  });

  it("is counted once, though it comes under two names", () => {
    assert.equal(read("gen_ai.client.inference.operation.details").calls.size, 0);
  });
});

describe("telemetry after the GenAI conventions", () => {
  const chat = {
    "gen_ai.operation.name": "chat",
    "gen_ai.request.model": "gpt-5",
    "gen_ai.response.model": "gpt-5-2026",
    "gen_ai.conversation.id": "c1",
    "gen_ai.usage.input_tokens": 1000,
    "gen_ai.usage.output_tokens": 50,
    "gen_ai.usage.cache_read.input_tokens": 700,
    "gen_ai.usage.cache_creation.input_tokens": 100,
    "gen_ai.usage.reasoning_tokens": 10,
  };
  const read = (service: string, values: Values) => readSpans(tracesRequest({ endMs: AT_MS, service }, values));

  it("tells of Copilot Chat's calls with the identity that its own files give them", () => {
    const call = onlyCall(read("copilot-chat", chat), "copilotChat");
    assert.deepEqual(counts(call), [200, 700, 100, 0, 50, 10]);
    assert.deepEqual(
      [call.family, call.member, call.yieldsTo],
      ["c1", "eee19b7ec3c1b170", claimToCall("eee19b7ec3c1b170")],
    );
    assert.equal(call.model, "gpt-5-2026");
    const named = onlyCall(read("copilot-chat", { ...chat, "copilot_chat.chat_session_id": "s9" }), "copilotChat");
    assert.deepEqual([named.family, named.sessionId], ["s9", "s9"]);
  });

  it("tells of Copilot CLI's calls, which count on days that its own files leave out", () => {
    const call = onlyCall(read("github-copilot", chat), "copilotCli");
    assert.deepEqual([call.yieldsTo, call.sessionId], [claimToDay(AT_MS), "c1"]);
    assert.equal(call.family, "span:5b8efff798038103d269b633813fc60c:eee19b7ec3c1b170");
  });

  it("tells Copilot CLI's calls from the chat's, where the editor sends them on, and knows their cost", () => {
    const call = onlyCall(read("copilot-chat", { ...chat, "github.copilot.nano_aiu": 2_655_750_000 }), "copilotCli");
    // 1e11 billionths of an AI unit are a dollar.
    assert.equal(call.reportedNanos, 26_557_500);
  });

  it("knows the names of older emitters", () => {
    const old = {
      "gen_ai.operation.name": "chat",
      "gen_ai.usage.prompt_tokens": 9,
      "gen_ai.usage.completion_tokens": 4,
    };
    const call = onlyCall(read("github-copilot", old), "copilotCli");
    assert.deepEqual([call.tokens.freshInput, call.tokens.output], [9, 4]);
  });

  it("is passed over where a span sums up those of an agent, or is of a program that is not known", () => {
    assert.equal(read("copilot-chat", { ...chat, "gen_ai.operation.name": "invoke_agent" }).calls.size, 0);
    assert.equal(read("another-program", chat).calls.size, 0);
  });
});

describe("the metrics of assistants", () => {
  /** Attributes of the points of a metric that are added up. */
  function counted(metric: string, service: string, points: readonly Values[]): readonly unknown[] {
    const dataPoints = points.map((values) => ({ asInt: "1", attributes: attributes(values) }));
    const request = {
      resourceMetrics: [
        {
          resource: { attributes: attributes({ "service.name": service }) },
          scopeMetrics: [{ metrics: [{ name: metric, sum: { aggregationTemporality: 1, dataPoints } }] }],
        },
      ],
    };
    return decode("metrics", request)
      .points.filter((point) => EMITTERS.some((emitter) => emitter.countsTokens(point)))
      .flatMap((point) => [...point.attributes.values()]);
  }
  const types = (key: string, ...names: readonly string[]) => names.map((name) => ({ [key]: name }));

  it("count each token once, whatever kinds they tell", () => {
    const claude = types("type", "input", "output", "cacheRead", "cacheCreation");
    assert.equal(counted("claude_code.token.usage", "claude-code", claude).length, 4);
    const codex = types("token_type", "total", "input", "cached_input", "output", "reasoning_output");
    assert.deepEqual(counted("codex.turn.token_usage", "codex", codex), ["total"]);
    const gemini = types("type", "input", "output", "thought", "cache", "tool");
    assert.deepEqual(counted("gemini_cli.token.usage", "gemini-cli", gemini), ["input", "output", "thought", "tool"]);
    const genAi = types("gen_ai.token.type", "input", "output");
    assert.equal(counted("gen_ai.client.token.usage", "copilot-chat", genAi).length, 2);
    assert.equal(counted("gen_ai.client.token.usage", "gemini-cli", genAi).length, 0);
  });
});
