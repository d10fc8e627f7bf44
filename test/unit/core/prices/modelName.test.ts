import assert from "node:assert/strict";
import { readModelName } from "../../../../src/core/prices/modelName.ts";

const KEYS = new Set([
  "claude-sonnet-4-5",
  "claude-opus-4-6",
  "claude-3-5-haiku-20241022",
  "claude-3-5-sonnet",
  "gpt-5",
  "gpt-5.1-codex",
  "gpt-5.1-codex-max",
  "gpt-4o",
  "gpt-4o-2024-05-13",
  "o3",
  "gemini-3-pro-preview",
  "kimi-k2",
  "grok-4-fast",
  "glm-4.6",
  "minimax-m2",
]);

function read(written: string): { key: string; fast: boolean; regional: boolean } | undefined {
  const found = readModelName(written, (key) => (KEYS.has(key) ? key : undefined));
  return found === undefined ? undefined : { key: found.model, fast: found.fast, regional: found.regional };
}

describe("readModelName", () => {
  const names: readonly (readonly [string, string])[] = [
    ["claude-sonnet-4-5", "claude-sonnet-4-5"],
    ["claude-sonnet-4-5-20250929", "claude-sonnet-4-5"],
    ["claude-sonnet-4-5@20250929", "claude-sonnet-4-5"],
    ["claude-sonnet-4-5@default", "claude-sonnet-4-5"],
    ["claude-sonnet-4-5[1m]", "claude-sonnet-4-5"],
    ["claude-sonnet-4-5-20250929[1m]", "claude-sonnet-4-5"],
    ["claude-sonnet-4.5", "claude-sonnet-4-5"],
    ["claude-4.5-sonnet", "claude-sonnet-4-5"],
    ["claude-4.5-sonnet-thinking", "claude-sonnet-4-5"],
    ["claude-4.6-opus-high-thinking", "claude-opus-4-6"],
    ["claude-4.6-opus-max", "claude-opus-4-6"],
    ["claude-sonnet-3.5", "claude-3-5-sonnet"],
    ["claude-3.5-sonnet", "claude-3-5-sonnet"],
    ["claude-3-5-haiku-20241022", "claude-3-5-haiku-20241022"],
    ["anthropic/claude-sonnet-4.5", "claude-sonnet-4-5"],
    ["anthropic/claude-sonnet-4.5:thinking", "claude-sonnet-4-5"],
    ["openrouter/anthropic/claude-sonnet-4.5", "claude-sonnet-4-5"],
    ["generic-copilot/litellm/anthropic/claude-sonnet-4.5", "claude-sonnet-4-5"],
    ["copilot/claude-sonnet-4.5", "claude-sonnet-4-5"],
    ["vertex_ai/claude-sonnet-4-5@20250929", "claude-sonnet-4-5"],
    ["gpt-5-2025-08-07", "gpt-5"],
    ["gpt-5-high", "gpt-5"],
    ["openai/gpt-5", "gpt-5"],
    ["azure/gpt-5", "gpt-5"],
    ["gpt-5.1-codex-high", "gpt-5.1-codex"],
    ["gpt-5.1-codex-max", "gpt-5.1-codex-max"],
    ["gpt-5.1-codex-max-xhigh", "gpt-5.1-codex-max"],
    ["gpt-4o-2024-05-13", "gpt-4o-2024-05-13"],
    ["gpt-4o-2024-11-20", "gpt-4o"],
    ["o3-2025-04-16", "o3"],
    ["models/gemini-3-pro-preview", "gemini-3-pro-preview"],
    ["gemini-3-pro-preview-high", "gemini-3-pro-preview"],
    ["xai/grok-4-fast", "grok-4-fast"],
    ["MiniMax-M2", "minimax-m2"],
    [" GPT-5 ", "gpt-5"],
  ];
  for (const [written, key] of names) {
    it(`reads ${JSON.stringify(written)} as ${key}`, () => {
      assert.deepEqual(read(written), { key, fast: false, regional: false });
    });
  }

  const unknown = [
    "",
    "claude",
    "claude-sonnet-4-55",
    "claude-sonnet-4-5-mini",
    "claude-sonnet-5",
    "gpt-5.1-codex-mini",
    "gpt-5-max",
    "gpt-5-turbo",
    "kimi-k2-20260101",
    "kimi-k2-thinking",
    "glm-4.6-air",
    "glm-4.6-high",
    "openrouter/z-ai/glm-4.6",
    "openrouter/moonshotai/kimi-k2",
    "accounts/fireworks/models/glm-4.6",
    "somebody/gpt-5",
    `gpt-5${"-high".repeat(100)}`,
  ];
  for (const written of unknown) {
    it(`does not guess what ${JSON.stringify(written.slice(0, 40))} is`, () => {
      assert.equal(read(written), undefined);
    });
  }

  it("tells a fast name from a model whose name ends in fast", () => {
    assert.deepEqual(read("claude-opus-4.6-fast"), { key: "claude-opus-4-6", fast: true, regional: false });
    assert.deepEqual(read("gpt-5-high-fast"), { key: "gpt-5", fast: true, regional: false });
    assert.deepEqual(read("grok-4-fast"), { key: "grok-4-fast", fast: false, regional: false });
  });

  const bedrock: readonly (readonly [string, boolean])[] = [
    ["us.anthropic.claude-sonnet-4-5-20250929-v1:0", true],
    ["us-gov.anthropic.claude-sonnet-4-5-20250929-v1:0", true],
    ["eu.anthropic.claude-sonnet-4-5", true],
    ["anthropic.claude-sonnet-4-5-20250929-v1:0", true],
    ["global.anthropic.claude-sonnet-4-5-20250929-v1:0", false],
    ["bedrock/apac.anthropic.claude-sonnet-4-5-20250929-v1:0:200k", true],
    ["arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-sonnet-4-5-20250929-v1:0", true],
  ];
  for (const [written, regional] of bedrock) {
    it(`reads the Bedrock name ${written}`, () => {
      assert.deepEqual(read(written), { key: "claude-sonnet-4-5", fast: false, regional });
    });
  }

  it("hands on which assistant a prefix tells", () => {
    const asked: (string | undefined)[] = [];
    const find = (_key: string, host: string | undefined): string | undefined => {
      asked.push(host);
      return undefined;
    };
    readModelName("copilot/x", find);
    readModelName("github-copilot/x", find);
    readModelName("cursor/x", find);
    readModelName("x", find);
    assert.deepEqual(asked, ["copilot", "copilot", "cursor", undefined]);
  });
});
