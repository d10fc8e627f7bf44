import { Agent } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { seededRandom } from "./generateHome/random.ts";
import { sendTelemetry } from "./sendTelemetry.ts";

export interface TelemetryLoad {
  readonly requests: number;
  /** Part of the requests that is no telemetry. */
  readonly garbage: number;
  /** Part of the requests that is sent a second time, as by an exporter that did not see the answer. */
  readonly repeated: number;
  readonly atMs: number;
}

export interface LoadOutcome {
  /** Calls that were acknowledged, each counted once, and their output. */
  readonly calls: number;
  readonly output: number;
  readonly statuses: ReadonlyMap<number, number>;
}

const SENDERS = 24;

/** Sends Claude Code's events, some of them garbage and some twice, as many exporters at once would. */
export async function sendLoad(
  port: number,
  { requests, garbage, repeated, atMs }: TelemetryLoad,
): Promise<LoadOutcome> {
  const random = seededRandom(7);
  const agent = new Agent({ keepAlive: true, maxSockets: SENDERS });
  const statuses = new Map<number, number>();
  let calls = 0;
  let output = 0;
  const jobs = Array.from({ length: requests }, (_, index) => ({
    index,
    isGarbage: random.chance(garbage),
    isRepeated: random.chance(repeated),
    kind: random.int(0, GARBAGE.length - 1),
  }));
  const send = async (body: string): Promise<number> => {
    for (;;) {
      const status = await sendTelemetry({ port, body, agent });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status !== 429 && status !== 503) return status;
      await delay(20);
    }
  };
  const work = async (): Promise<void> => {
    for (let job = jobs.pop(); job !== undefined; job = jobs.pop()) {
      const event = claudeEvent(job.index, atMs);
      if (job.isGarbage) {
        await send(GARBAGE[job.kind]?.(event) ?? "");
        continue;
      }
      const status = await send(event);
      if (job.isRepeated) await send(event);
      if (status !== 200) continue;
      calls += 1;
      output += outputOf(job.index);
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, work));
  agent.destroy();
  return { calls, output, statuses };
}

const GARBAGE: readonly ((event: string) => string)[] = [
  (event) => event.slice(0, event.length / 2),
  (event) => event.replace('"resourceLogs":[', '"resourceLogs":7,"x":['),
  () => "\u0000\u0001binary",
  () => "",
];

function outputOf(index: number): number {
  return 1 + (index % 997);
}

function claudeEvent(index: number, atMs: number): string {
  const attributes = [
    ["session.id", { stringValue: `session-${index % 50}` }],
    ["event.name", { stringValue: "api_request" }],
    ["model", { stringValue: "claude-opus-4-5" }],
    ["request_id", { stringValue: `req_load_${index}` }],
    ["input_tokens", { intValue: "10" }],
    ["cache_read_tokens", { intValue: "20000" }],
    ["output_tokens", { intValue: String(outputOf(index)) }],
    ["cost_usd", { doubleValue: 0.0123 }],
  ].map(([key, value]) => ({ key, value }));
  const record = {
    timeUnixNano: `${atMs + index}000000`,
    body: { stringValue: "claude_code.api_request" },
    attributes,
  };
  const resource = { attributes: [{ key: "service.name", value: { stringValue: "claude-code" } }] };
  return JSON.stringify({ resourceLogs: [{ resource, scopeLogs: [{ scope: {}, logRecords: [record] }] }] });
}
