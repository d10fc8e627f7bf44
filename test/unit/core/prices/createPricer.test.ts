import assert from "node:assert/strict";
import { createPricer } from "../../../../src/core/prices/createPricer.ts";
import type { PriceFile } from "../../../../src/core/prices/priceFile.ts";
import type { PricedUse } from "../../../../src/core/prices/pricer.ts";
import { NO_TOKENS } from "../../../../src/shared/tokenCounts.ts";
import type { TokenCounts } from "../../../../src/shared/tokenCounts.ts";

const MILLION = 1_000_000;
const TODAY = "2026-11-22T12:00:00Z";
const pricer = createPricer();

function use(
  model: string,
  tokens: Partial<TokenCounts>,
  at: string = TODAY,
  more: Partial<PricedUse> = {},
): PricedUse {
  return {
    model,
    sourceId: "claude-code",
    atMs: Date.parse(at),
    tokens: { ...NO_TOKENS, ...tokens },
    serviceTier: "standard",
    usOnly: false,
    ...more,
  };
}

function usd(...args: Parameters<typeof use>): number | undefined {
  const nanos = pricer.costNanos(use(...args));
  return nanos === undefined ? undefined : nanos / 1e9;
}

describe("createPricer", () => {
  it("names the snapshot by its day", () => {
    assert.match(pricer.snapshot, /^\d{4}-\d\d-\d\d(?:\.\d+)?$/u);
  });

  describe("token kinds", () => {
    const kinds = [
      ["freshInput", 5],
      ["output", 25],
      ["cacheRead", 0.5],
      ["cacheWrite5m", 6.25],
      ["cacheWrite1h", 10],
    ] as const;
    for (const [kind, price] of kinds) {
      it(`prices a million tokens of ${kind} with Opus 4.6 at $${price}`, () => {
        assert.equal(usd("claude-opus-4-6", { [kind]: MILLION }), price);
      });
    }

    it("does not bill reasoning besides the output it is part of", () => {
      assert.equal(usd("gpt-5.2", { output: MILLION, reasoning: MILLION }), 14);
    });

    it("bills cache reads without a price of their own as plain input", () => {
      assert.equal(usd("gpt-5-pro", { cacheRead: MILLION }), 15);
    });

    it("bills cache writes without a price of their own as plain input", () => {
      assert.equal(usd("gpt-5.2", { cacheWrite5m: MILLION }), 1.75);
    });

    it("bills long-lived writes as short-lived ones where only those have a price", () => {
      assert.equal(usd("gpt-5.6-sol", { cacheWrite1h: 100_000 }), 0.5);
    });

    it("bills Anthropic's web searches at $10 per thousand, whatever the tier", () => {
      assert.equal(usd("claude-opus-4-6", { webSearches: 3 }), 0.03);
      assert.equal(usd("claude-opus-4-6", { webSearches: 3 }, TODAY, { serviceTier: "fast", usOnly: true }), 0.03);
    });

    it("rounds to the nearest billionth of a dollar", () => {
      assert.equal(pricer.costNanos(use("deepseek-v4-flash", { cacheRead: 1 })), 3);
      assert.equal(pricer.costNanos(use("gemini-4-argon", { cacheRead: 3 }, TODAY, { serviceTier: "batch" })), 150);
      assert.equal(pricer.costNanos(use("muse-ember-1.0", { cacheRead: 1 })), 4);
      assert.equal(pricer.costNanos(use("qwen3.6-flash", { freshInput: 1 })), 188);
    });
  });

  describe("long prompts", () => {
    it("raises Sonnet 4.5 from the first token above 200,000", () => {
      assert.equal(usd("claude-sonnet-4-5", { freshInput: 200_000 }), 0.6);
      assert.equal(usd("claude-sonnet-4-5", { freshInput: 200_001 }), 1.200006);
    });

    it("decides by the whole prompt and bills the whole request", () => {
      const tokens = { freshInput: 40_000, cacheRead: 250_000, cacheWrite5m: 10_000, output: 1000 };
      assert.equal(usd("claude-sonnet-4-5", tokens), 0.4875);
    });

    it("takes the highest step passed", () => {
      assert.equal(usd("qwen3-coder-plus", { freshInput: 32_000 }), 0.032);
      assert.equal(usd("qwen3-coder-plus", { freshInput: 100_000 }), 0.18);
      assert.equal(usd("qwen3-coder-plus", { freshInput: 200_000 }), 0.6);
      assert.equal(usd("qwen3-coder-plus", { freshInput: 300_000, output: 1000 }), 1.86);
    });

    it("does not count output towards the limit", () => {
      assert.equal(usd("claude-sonnet-4-5", { freshInput: 200_000, output: 100_000 }), 2.1);
    });

    it("leaves 272,000 tokens of GPT-5.5 at the base price", () => {
      assert.equal(usd("gpt-5.5", { freshInput: 272_000 }), 1.36);
      assert.equal(usd("gpt-5.5", { freshInput: 272_001 }), 2.72001);
    });
  });

  describe("dates", () => {
    const changes: readonly (readonly [string, Partial<TokenCounts>, string, number, number])[] = [
      ["claude-opus-4-6", { freshInput: MILLION }, "2026-03-13T00:00:00Z", 10, 5],
      ["claude-sonnet-4-6", { cacheWrite1h: MILLION }, "2026-03-13T00:00:00Z", 12, 6],
      ["o3", { freshInput: MILLION }, "2025-06-10T00:00:00Z", 10, 2],
      ["o3-2025-04-16", { output: MILLION }, "2025-06-10T00:00:00Z", 40, 8],
      ["o3", { cacheRead: MILLION }, "2025-06-10T00:00:00Z", 2.5, 0.5],
      ["claude-sonnet-5-5", { cacheRead: MILLION }, "2026-10-07T00:00:00Z", 0.2, 0.1],
      ["gpt-5.6-luna", { output: MILLION }, "2026-07-30T00:00:00Z", 6, 1.2],
      ["gpt-5.6-sol", { output: MILLION }, "2026-08-21T00:00:00Z", 30, 20],
      ["gemini-4-argon", { output: MILLION }, "2026-12-01T00:00:00Z", 10, 20],
      ["gemini-3.8-flash", { output: MILLION }, "2027-01-01T00:00:00Z", 3.75, 7.5],
      ["glm-5.3-flash", { output: MILLION }, "2026-09-09T16:00:00Z", 0.25, 0.5],
      ["deepseek-chat", { output: MILLION }, "2025-09-29T00:00:00Z", 1.1, 0.42],
    ];
    for (const [model, tokens, at, before, since] of changes) {
      it(`prices ${model} (${Object.keys(tokens).join()}) by the day of the call: ${at}`, () => {
        const eve = new Date(Date.parse(at) - 1).toISOString();
        assert.equal(usd(model, tokens, eve), before);
        assert.equal(usd(model, tokens, at), since);
      });
    }
  });

  describe("service tiers", () => {
    const tiers: readonly (readonly [string, PricedUse["serviceTier"], number | undefined])[] = [
      ["claude-opus-4-6", "fast", 6],
      ["claude-opus-4-8", "fast", 2],
      ["claude-opus-5-5", "fast", 2],
      ["claude-opus-4-6", "batch", 0.5],
      ["claude-opus-4-6", "priority", 1],
      ["claude-haiku-4-5", "fast", undefined],
      ["gpt-5.5", "fast", 2.5],
      ["gpt-5.5", "priority", 2.5],
      ["gpt-5.2-codex", "priority", 2],
      ["gpt-5.2", "flex", 0.5],
      ["gpt-5.2", "batch", 0.5],
      ["gpt-5-nano", "fast", 1],
      ["gemini-3.5-flash", "priority", 1.8],
      ["grok-4.7", "batch", 1],
    ];
    for (const [model, serviceTier, factor] of tiers) {
      it(`prices ${model} served as ${serviceTier} at ${factor ?? "no known"} times its standard price`, () => {
        const standard = usd(model, { freshInput: 1000, output: 100 });
        assert.ok(standard !== undefined && standard > 0);
        const expected = factor === undefined ? undefined : Math.round(standard * factor * 1e9) / 1e9;
        assert.equal(usd(model, { freshInput: 1000, output: 100 }, TODAY, { serviceTier }), expected);
      });
    }

    it("raises the ultrafast price of GPT-6.2 Sol when its offer ends", () => {
      const ultrafast = { serviceTier: "ultrafast" } as const;
      assert.equal(usd("gpt-6.2-sol", { output: 100_000 }, "2027-02-28T23:59:59Z", ultrafast), 3);
      assert.equal(usd("gpt-6.2-sol", { output: 100_000 }, "2027-03-01T00:00:00Z", ultrafast), 6);
    });

    it("raises every kind for US-only inference where it is sold", () => {
      assert.equal(usd("claude-opus-4-6", { output: MILLION }, TODAY, { usOnly: true }), 27.5);
      assert.equal(usd("claude-opus-4-6", { output: MILLION }, TODAY, { usOnly: true, serviceTier: "fast" }), 165);
      assert.equal(usd("gpt-5.2", { output: MILLION }, TODAY, { usOnly: true }), 14);
    });

    it("doubles DeepSeek V4 in its peak hours from Monday to Friday", () => {
      const at = (instant: string): number | undefined => usd("deepseek-v4-pro", { output: MILLION }, instant);
      assert.equal(at("2026-11-20T00:59:59Z"), 1.98);
      assert.equal(at("2026-11-20T01:00:00Z"), 3.96);
      assert.equal(at("2026-11-20T03:59:59Z"), 3.96);
      assert.equal(at("2026-11-20T04:00:00Z"), 1.98);
      assert.equal(at("2026-11-20T09:00:00Z"), 3.96);
      assert.equal(at("2026-11-21T09:00:00Z"), 1.98);
      assert.equal(at("2026-11-22T09:00:00Z"), 1.98);
      assert.equal(at("2026-11-23T09:00:00Z"), 3.96);
      assert.equal(at("2026-08-14T09:00:00Z"), 0.87);
    });
  });

  describe("models", () => {
    it("leaves unknown models unpriced, even without tokens", () => {
      for (const model of [
        "",
        "claude-opus-9",
        "claude-opus-4-66",
        "gpt-5.7",
        "<synthetic>",
        "codex-auto-review",
        "__proto__",
      ]) {
        assert.equal(usd(model, { freshInput: 1000 }), undefined, model);
        assert.equal(usd(model, {}), undefined, model);
      }
    });

    it("bills a fast name like a fast call, once", () => {
      assert.equal(usd("claude-opus-4.6-fast", { output: MILLION }), 150);
      assert.equal(usd("claude-opus-4.6-fast", { output: MILLION }, TODAY, { serviceTier: "fast" }), 150);
      assert.equal(usd("gpt-5.5-high-fast", { output: 10_000 }), 0.75);
    });

    it("leaves a fast name unpriced where no fast price is known", () => {
      assert.equal(usd("claude-haiku-4-5-fast", { output: MILLION }), undefined);
      assert.equal(usd("gpt-5-nano-fast", { output: MILLION }), undefined);
    });

    it("adds a tenth for Bedrock endpoints bound to a region, for the models that it is charged for", () => {
      assert.equal(usd("us.anthropic.claude-sonnet-4-5-20250929-v1:0", { output: 100_000 }), 1.65);
      assert.equal(
        usd("us.anthropic.claude-sonnet-4-5-20250929-v1:0", { output: 100_000 }, TODAY, { usOnly: true }),
        1.65,
      );
      assert.equal(usd("global.anthropic.claude-sonnet-4-5-20250929-v1:0", { output: 100_000 }), 1.5);
      assert.equal(usd("eu.anthropic.claude-3-7-sonnet-20250219-v1:0", { output: 100_000 }), 1.5);
    });

    it("knows Cursor's own names only from Cursor", () => {
      assert.equal(usd("auto", { output: MILLION }, TODAY, { sourceId: "cursor" }), 6);
      assert.equal(usd("default", { output: MILLION }, TODAY, { sourceId: "cursor" }), 6);
      assert.equal(usd("cursor/composer-2", { output: MILLION }), 2.5);
      assert.equal(usd("auto", { output: MILLION }), undefined);
      assert.equal(usd("copilot/auto", { output: MILLION }), undefined);
    });

    it("gives one name two prices where an assistant sells it at its own", () => {
      assert.equal(usd("grok-4.5", { cacheRead: 100_000 }, TODAY, { sourceId: "cursor" }), 0.05);
      assert.equal(usd("grok-4.5", { cacheRead: 100_000 }), 0.03);
    });

    it("knows Copilot's own names from Copilot's sources and by prefix", () => {
      assert.equal(usd("raptor-mini", { output: MILLION }, TODAY, { sourceId: "copilot-cli" }), 2);
      assert.equal(usd("copilot/raptor-mini", { output: MILLION }), 2);
      assert.equal(usd("claude-sonnet-4.6", { output: MILLION }, TODAY, { sourceId: "copilot-cli" }), 15);
    });

    it("still knows a model after more names than it remembers", () => {
      const before = usd("claude-opus-4-6", { output: 7 });
      for (let name = 0; name < 5000; name += 1) usd(`claude-opus-4-6-name-${name}`, { output: 7 });
      assert.equal(usd("claude-opus-4-6", { output: 7 }), before);
    });
  });

  it("prices by the file it is given", () => {
    const file: PriceFile = {
      generated: "2020-01-01",
      unit: "USD per 1,000,000 tokens",
      sources: {},
      providers: {
        maker: { models: { "Model-A": [{ in: 1, out: 2, src: "D" }], alias: "Model-A", stray: "nowhere" } },
      },
    };
    const small = createPricer(file);
    assert.equal(small.snapshot, "2020-01-01");
    assert.equal(small.costNanos(use("model-a", { freshInput: 3, output: 1 })), 5000);
    assert.equal(small.costNanos(use("ALIAS", { freshInput: 3 })), 3000);
    assert.equal(small.costNanos(use("stray", { freshInput: 3 })), undefined);
    assert.equal(small.costNanos(use("claude-opus-4-6", { freshInput: 3 })), undefined);
  });
});
