import assert from "node:assert/strict";

import { telemetryFacts } from "../../../../src/host/telemetry/telemetryFacts.ts";
import { TELEMETRY_OFF, type TelemetryState } from "../../../../src/shared/telemetryState.ts";

const LISTENING: TelemetryState = {
  state: "listening",
  port: 23_456,
  token: "secret-token",
  problem: undefined,
  requests: 12,
  refused: 1,
  sources: [
    { sourceId: "claudeCode", calls: 3, callTokens: 1_200_000, metricTokens: 1_250_000 },
    { sourceId: "codex", calls: 0, callTokens: 0, metricTokens: 5000 },
    { sourceId: "geminiCli", calls: 1, callTokens: 900, metricTokens: 0 },
  ],
};

describe("what diagnostics tell of the receiver", () => {
  it("is where it listens and what came in, beside what the tools' metrics say, and no token", () => {
    assert.deepEqual(telemetryFacts(LISTENING), [
      "Listens on 127.0.0.1:23456, with a token",
      "12 requests, 1 refused",
      "Claude Code: 3 calls with 1.2M tokens received; its metrics say 1.3M",
      "OpenAI Codex: metrics only (5K tokens), which are not counted; turn on its events too",
      "Gemini CLI: 1 call with 900 tokens received",
    ]);
  });

  it("is why it does not", () => {
    assert.deepEqual(telemetryFacts(TELEMETRY_OFF), ["Turned off"]);
    const first = (changes: Partial<TelemetryState>) => telemetryFacts({ ...LISTENING, sources: [], ...changes })[0];
    assert.match(first({ state: "elsewhere" }) ?? "", /window that holds the ledger/);
    assert.equal(first({ state: "failed", problem: "The port is taken." }), "The port is taken.");
    assert.match(first({ state: "starting", port: undefined }) ?? "", /not chosen yet/);
  });
});
