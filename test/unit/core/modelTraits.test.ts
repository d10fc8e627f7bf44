import assert from "node:assert/strict";
import modelFacts from "../../../src/core/modelFacts.json" with { type: "json" };
import { modelFamilyOf } from "../../../src/core/modelFamily.ts";
import { modelTraitsOf } from "../../../src/core/modelTraits.ts";

describe("the family of a model", () => {
  const FAMILIES: Readonly<Record<string, readonly string[]>> = {
    "anthropic opus": ["claude-opus-4-5", "claude-opus-4-5-20251101", "claude-opus-5"],
    "anthropic sonnet": ["claude-sonnet-4-5", "claude-3-7-sonnet", "claude-4.5-sonnet"],
    "openai gpt": ["gpt-5", "gpt-5.5", "gpt-4o", "gpt-4.1"],
    "openai gpt codex": ["gpt-5.2-codex", "gpt-5.1-codex-max"],
    "openai gpt mini": ["gpt-5-mini", "gpt-5.4-mini"],
    "openai o": ["o1", "o3"],
    "google gemini pro": ["gemini-2.5-pro", "gemini-3-pro-preview"],
    "google gemini flash": ["gemini-3.8-flash", "gemini-flash-latest"],
    "mistral medium": ["mistral-medium-2508", "mistral-medium-latest"],
    deepseek: ["deepseek-v3.2", "deepseek-v3"],
    "meta llama": ["llama3.1:8b", "meta/llama-4"],
    phi: ["phi-4", "phi3"],
  };
  for (const [family, names] of Object.entries(FAMILIES)) {
    it(`${family} has ${names.join(", ")}`, () => {
      for (const name of names) assert.equal(modelFamilyOf(name)?.name, family, name);
    });
  }

  it("begins with the vendor", () => {
    assert.equal(modelFamilyOf("claude-opus-5")?.vendor, "anthropic");
    assert.equal(modelFamilyOf("home-made-7")?.vendor, "home");
  });

  it("is not known where no model is named", () => {
    for (const name of ["", " ", "auto", "default", "Auto", "<synthetic>", "4.5", "----"]) {
      assert.equal(modelFamilyOf(name), undefined, name);
    }
  });

  it("is found in a moment in a name as long as a book", () => {
    assert.equal(modelFamilyOf(`claude-${"opus-".repeat(100_000)}`)?.vendor, "anthropic");
  });
});

describe("the traits of a model", () => {
  it("are the same for all ways of writing its name", () => {
    for (const written of [
      "claude-sonnet-4-5",
      "claude-sonnet-4-5-20250929",
      "claude-4.5-sonnet",
      "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
      "openrouter/anthropic/claude-sonnet-4.5",
    ]) {
      const { name, windowTokens, releasedMs, family } = modelTraitsOf(written);
      assert.deepEqual(
        { name, windowTokens, releasedMs, family: family?.name },
        {
          name: "claude-sonnet-4-5",
          windowTokens: 200_000,
          releasedMs: Date.UTC(2025, 8, 29),
          family: "anthropic sonnet",
        },
        written,
      );
    }
  });

  it("have a window of a million where that was asked for", () => {
    assert.equal(modelTraitsOf("claude-sonnet-4-5[1m]").windowTokens, 1_000_000);
  });

  it("are unknown for a model that is not listed", () => {
    const { name, windowTokens, releasedMs } = modelTraitsOf("Home-Made");
    assert.deepEqual([name, windowTokens, releasedMs], ["home-made", undefined, undefined]);
  });
});

describe("the list of models", () => {
  it("has windows and days that can be", () => {
    for (const [name, facts] of Object.entries<{ window: number; released?: string; src: string }>(modelFacts.models)) {
      assert.ok(Number.isInteger(facts.window) && facts.window >= 4000 && facts.window <= 20_000_000, name);
      if (facts.released !== undefined) {
        assert.match(facts.released, /^20\d\d-\d\d-\d\d$/, name);
        assert.ok(facts.released <= modelFacts.generated, name);
      }
      assert.ok(facts.src in modelFacts.sources, name);
    }
  });
});
