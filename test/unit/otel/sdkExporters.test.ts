import assert from "node:assert/strict";
import { SeverityNumber } from "@opentelemetry/api-logs";
import { OTLPLogExporter as JsonLogs } from "@opentelemetry/exporter-logs-otlp-http";
import { OTLPLogExporter as BinaryLogs } from "@opentelemetry/exporter-logs-otlp-proto";
import { OTLPMetricExporter as JsonMetrics } from "@opentelemetry/exporter-metrics-otlp-http";
import { OTLPMetricExporter as BinaryMetrics } from "@opentelemetry/exporter-metrics-otlp-proto";
import { OTLPTraceExporter as JsonTraces } from "@opentelemetry/exporter-trace-otlp-http";
import { OTLPTraceExporter as BinaryTraces } from "@opentelemetry/exporter-trace-otlp-proto";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { LoggerProvider, SimpleLogRecordProcessor, type LogRecordExporter } from "@opentelemetry/sdk-logs";
import {
  AggregationTemporality,
  MeterProvider,
  PeriodicExportingMetricReader,
  type PushMetricExporter,
} from "@opentelemetry/sdk-metrics";
import { BasicTracerProvider, SimpleSpanProcessor, type SpanExporter } from "@opentelemetry/sdk-trace-base";
import { EMITTERS } from "../../../src/otel/emitters.ts";
import { MetricSums } from "../../../src/otel/metricSums.ts";
import { readCalls } from "../../../src/otel/readCalls.ts";
import { Receiver } from "../../../src/otel/receiver.ts";
import type { Telemetry } from "../../../src/otel/telemetry.ts";

const AT_MS = Date.UTC(2026, 5, 15, 12);

/** OpenTelemetry's own exporters, as the assistants use them, against the receiver. */
describe("the exporters of OpenTelemetry's SDK", () => {
  let receiver: Receiver;
  let received: Telemetry[] = [];
  let statuses: number[] = [];

  beforeEach(async () => {
    received = [];
    statuses = [];
    receiver = await Receiver.start({
      port: 0,
      token: "secret",
      keep: (telemetry) => {
        received.push(telemetry);
        return 0;
      },
      onAnswer: (status) => statuses.push(status),
    });
  });

  afterEach(() => receiver.stop());

  const url = (path: string): string => `http://127.0.0.1:${receiver.address?.port}/v1/${path}`;
  const headers = { Authorization: "Bearer secret" };
  const resource = (service: string) => resourceFromAttributes({ "service.name": service, "host.arch": "amd64" });

  async function sendLog(exporter: LogRecordExporter): Promise<void> {
    const provider = new LoggerProvider({
      resource: resource("claude-code"),
      processors: [new SimpleLogRecordProcessor({ exporter })],
    });
    provider.getLogger("com.anthropic.claude_code.events").emit({
      timestamp: AT_MS,
      severityNumber: SeverityNumber.INFO,
      body: "claude_code.api_request",
      attributes: {
        "event.name": "api_request",
        "session.id": "s1",
        model: "claude-opus-4-5",
        input_tokens: 12,
        output_tokens: 412,
        cache_read_tokens: 20_000,
        cache_creation_tokens: 300,
        cost_usd: 0.0421,
        request_id: "req_1",
        speed: "normal",
        tools: ["a", "b"],
      },
    });
    await provider.shutdown();
  }

  const LOG_EXPORTERS = {
    JSON: () => new JsonLogs({ url: url("logs"), headers }),
    "JSON with gzip": () => new JsonLogs({ url: url("logs"), headers, compression: gzip }),
    "Protocol Buffers": () => new BinaryLogs({ url: url("logs"), headers }),
    "Protocol Buffers with gzip": () => new BinaryLogs({ url: url("logs"), headers, compression: gzip }),
  };
  // The SDK's own constant is an enumeration that is not exported by the exporters.
  const gzip = "gzip" as never;

  for (const [name, make] of Object.entries(LOG_EXPORTERS)) {
    it(`send logs as ${name}`, async () => {
      await sendLog(make());
      assert.deepEqual(statuses, [200]);
      const [telemetry] = received;
      assert.ok(telemetry !== undefined);
      const calls = readCalls(telemetry, EMITTERS).calls.get("claudeCode");
      assert.equal(calls?.length, 1);
      const [call] = calls;
      assert.ok(call !== undefined);
      assert.equal(call.atMs, AT_MS);
      assert.equal(call.family, "request:req_1");
      assert.equal(call.sessionId, "s1");
      assert.equal(call.reportedNanos, 42_100_000);
      const { freshInput, cacheRead, cacheWrite5m, output } = call.tokens;
      assert.deepEqual([freshInput, cacheRead, cacheWrite5m, output], [12, 20_000, 300, 412]);
    });
  }

  const TRACE_EXPORTERS: Readonly<Record<string, () => SpanExporter>> = {
    JSON: () => new JsonTraces({ url: url("traces"), headers }),
    "Protocol Buffers": () => new BinaryTraces({ url: url("traces"), headers }),
  };

  for (const [name, make] of Object.entries(TRACE_EXPORTERS)) {
    it(`send traces as ${name}`, async () => {
      const provider = new BasicTracerProvider({
        resource: resource("copilot-chat"),
        spanProcessors: [new SimpleSpanProcessor(make())],
      });
      const span = provider.getTracer("copilot-chat").startSpan("chat gpt-5", {
        startTime: AT_MS - 3000,
        attributes: {
          "gen_ai.operation.name": "chat",
          "gen_ai.request.model": "gpt-5",
          "gen_ai.conversation.id": "c1",
          "gen_ai.usage.input_tokens": 1000,
          "gen_ai.usage.output_tokens": 50,
          "gen_ai.usage.cache_read.input_tokens": 900,
        },
      });
      span.end(AT_MS);
      await provider.shutdown();
      assert.deepEqual(statuses, [200]);
      const [telemetry] = received;
      assert.ok(telemetry !== undefined);
      const [call] = readCalls(telemetry, EMITTERS).calls.get("copilotChat") ?? [];
      assert.ok(call !== undefined);
      assert.deepEqual([call.family, call.member, call.atMs], ["c1", span.spanContext().spanId, AT_MS - 3000]);
      assert.deepEqual([call.tokens.freshInput, call.tokens.cacheRead, call.tokens.output], [100, 900, 50]);
    });
  }

  const METRIC_EXPORTERS: Readonly<Record<string, (temporality: AggregationTemporality) => PushMetricExporter>> = {
    JSON: (temporalityPreference) => new JsonMetrics({ url: url("metrics"), headers, temporalityPreference }),
    "Protocol Buffers": (temporalityPreference) =>
      new BinaryMetrics({ url: url("metrics"), headers, temporalityPreference }),
  };

  for (const [name, make] of Object.entries(METRIC_EXPORTERS)) {
    for (const temporality of [AggregationTemporality.DELTA, AggregationTemporality.CUMULATIVE]) {
      it(`send ${AggregationTemporality[temporality]} metrics as ${name}, which add up once`, async () => {
        const sums = new MetricSums(Date.now() - 1000);
        const reader = new PeriodicExportingMetricReader({ exporter: make(temporality), exportIntervalMillis: 60_000 });
        const provider = new MeterProvider({ resource: resource("gemini-cli"), readers: [reader] });
        const meter = provider.getMeter("gemini-cli");
        const counter = meter.createCounter("gemini_cli.token.usage");
        const histogram = meter.createHistogram("codex.turn.token_usage");
        for (const tokens of [100, 20, 3]) {
          counter.add(tokens, { type: "input", model: "gemini-2.5-pro" });
          histogram.record(tokens, { token_type: "total" });
          await reader.forceFlush();
        }
        await provider.shutdown();
        assert.ok(statuses.every((status) => status === 200));
        const added = new Map<string, number>();
        for (const { points } of received) {
          for (const point of points) added.set(point.metric, (added.get(point.metric) ?? 0) + sums.add(point));
        }
        assert.deepEqual(Object.fromEntries(added), { "codex.turn.token_usage": 123, "gemini_cli.token.usage": 123 });
      });
    }
  }

  it("are refused without the token", async () => {
    await sendLog(new JsonLogs({ url: url("logs") }));
    assert.deepEqual(statuses, [401]);
    assert.deepEqual(received, []);
  });
});
