import assert from "node:assert/strict";
import { encodingOf } from "../../../../src/worker/tokens/encodingOf.ts";

const O200K = [
  "gpt-4o",
  "gpt-4o-mini",
  "gpt-4o-2024-08-06",
  "openai/gpt-4o",
  "copilot/gpt-4o",
  "gpt-4-o-preview",
  "chatgpt-4o-latest",
  "GPT-4.1",
  "github-copilot/gpt-4.1-nano",
  "gpt-4.5-preview",
  "gpt-5",
  "azure/gpt-5-mini",
  "gpt-5.1-codex-max",
  "gpt-5.4-xhigh",
  "gpt-oss-120b",
  "ft:gpt-4o:acme",
  "o1",
  "o1-preview",
  "o3-mini-high",
  "o4-mini-2025-04-16",
  "codex-mini-latest",
];
const CL100K = [
  "gpt-4",
  "gpt-4-turbo",
  "gpt-4-0613",
  "openai/gpt-4-32k",
  "copilot/gpt-4",
  "gpt-3.5-turbo",
  "gpt-35-turbo-16k",
  "openrouter/openai/gpt-3.5-turbo",
  "ft:gpt-3.5-turbo:acme",
];
const OTHERS = [
  "claude-sonnet-4-5-20250929",
  "us.anthropic.claude-opus-4-1-20250805-v1:0",
  "gemini-2.5-pro",
  "google/gemini-3-pro-preview",
  "qwen3-coder-plus",
  "deepseek/deepseek-chat",
  "grok-code-fast-1",
  "gpt-2",
  "gpt-6",
  "o1x",
  "opus",
  "codexbox",
  "auto",
  "<synthetic>",
  "",
];

describe("the encoding of a model", () => {
  it("is o200k for OpenAI's models since GPT-4o, however a tool writes them", () => {
    for (const model of O200K) assert.deepEqual(encodingOf(model), { encoding: "o200k_base", isOwn: true }, model);
  });

  it("is cl100k for the models before", () => {
    for (const model of CL100K) assert.deepEqual(encodingOf(model), { encoding: "cl100k_base", isOwn: true }, model);
  });

  it("is only the nearest public one for any other", () => {
    for (const model of OTHERS) assert.deepEqual(encodingOf(model), { encoding: "o200k_base", isOwn: false }, model);
  });
});
