import assert from "node:assert/strict";
import { createPricer } from "../../../../src/core/prices/createPricer.ts";
import modelPrices from "../../../../src/core/prices/modelPrices.json" with { type: "json" };
import type { Figures, PriceFile, ProviderEntry, RateEntry } from "../../../../src/core/prices/priceFile.ts";
import { NO_TOKENS } from "../../../../src/shared/tokenCounts.ts";

const file: PriceFile = modelPrices;
const KINDS = ["in", "out", "read", "w5m", "w1h"] as const;
/** Sold at no price by their maker. Anything else that costs nothing is a mistake. */
const FREE = new Set(["glm-4.5-flash", "glm-4.6v-flash", "glm-4.7-flash"]);

interface ListedRate {
  readonly provider: ProviderEntry;
  readonly model: string;
  readonly rate: RateEntry;
  readonly label: string;
}

function ratesOf(provider: ProviderEntry, model: string): readonly RateEntry[] {
  const entry = provider.models[model];
  const rates = typeof entry === "string" ? provider.models[entry] : entry;
  assert.ok(typeof rates === "object" && rates.length > 0, `${model} has no rates`);
  return rates;
}

const listed: ListedRate[] = [];
for (const [id, provider] of Object.entries(file.providers)) {
  for (const model of Object.keys(provider.models)) {
    if (typeof provider.models[model] === "string") continue;
    for (const rate of ratesOf(provider, model)) {
      listed.push({ provider, model, rate, label: `${id}/${model} from ${rate.from ?? "the start"}` });
    }
  }
}

function figureSets(rate: RateEntry): readonly Figures[] {
  return [rate, ...(rate.tiers ?? [])];
}

function startMs(rate: RateEntry): number {
  return rate.from === undefined ? 0 : Date.parse(rate.from);
}

describe("modelPrices", () => {
  it("tells its day and names a source for every rate", () => {
    assert.match(file.generated, /^\d{4}-\d\d-\d\d(?:\.\d+)?$/u);
    const used = new Set(listed.flatMap(({ rate }) => rate.src.split("")));
    assert.deepEqual([...used].toSorted(), Object.keys(file.sources).toSorted());
    for (const { rate, label } of listed) assert.notEqual(rate.src, "", label);
  });

  it("holds only positive prices, but for what is known to be free", () => {
    for (const { model, rate, label } of listed) {
      for (const figures of figureSets(rate)) {
        for (const kind of KINDS) {
          const figure = figures[kind];
          if (figure === undefined) continue;
          assert.ok(Number.isFinite(figure) && (FREE.has(model) ? figure === 0 : figure > 0), `${label}: ${kind}`);
        }
      }
    }
  });

  it("has no price finer than the millionth of a dollar that costs are reckoned in", () => {
    for (const { rate, label } of listed) {
      for (const figures of figureSets(rate)) {
        for (const kind of KINDS) {
          const pico = (figures[kind] ?? 0) * 1e6;
          assert.ok(Math.abs(pico - Math.round(pico)) < 1e-6, `${label}: ${kind}`);
        }
      }
    }
  });

  it("never sells a cache read above input, output below input or a long-lived write below a short one", () => {
    for (const { rate, label } of listed) {
      for (const { in: input, out, read = input, w5m = input, w1h = w5m } of figureSets(rate)) {
        assert.ok(read <= input, `${label}: read`);
        assert.ok(out >= input, `${label}: out`);
        assert.ok(w1h >= w5m, `${label}: w1h`);
      }
    }
  });

  it("gives every Claude since version 3 the three cache prices", () => {
    for (const { model, rate, label } of listed) {
      if (!model.startsWith("claude-") || /^claude-(?:2|v1)$/u.test(model)) continue;
      for (const { read, w5m, w1h } of figureSets(rate)) assert.ok(read && w5m && w1h, label);
    }
  });

  it("orders the rates of a model by date, the first one without", () => {
    for (const provider of Object.values(file.providers)) {
      for (const model of Object.keys(provider.models)) {
        const [first, ...later] = ratesOf(provider, model);
        assert.equal(first?.from, undefined, model);
        let last = Number.NEGATIVE_INFINITY;
        for (const { from } of later) {
          const at = Date.parse(from ?? "");
          assert.ok(at > last, `${model} from ${from}`);
          last = at;
        }
      }
    }
  });

  it("orders long-prompt prices by length, each with the kinds of the one before and never below it", () => {
    for (const { rate, label } of listed) {
      let before: Figures = rate;
      let above = 0;
      for (const tier of rate.tiers ?? []) {
        assert.ok(Number.isInteger(tier.above) && tier.above > above, `${label}: above ${tier.above}`);
        for (const kind of KINDS) {
          assert.equal(tier[kind] === undefined, before[kind] === undefined, `${label}: ${kind}`);
          assert.ok((tier[kind] ?? 0) >= (before[kind] ?? 0), `${label}: ${kind}`);
        }
        before = tier;
        above = tier.above;
      }
    }
  });

  it("has factors that raise the price of speed, place and peak hours", () => {
    for (const { provider, rate, label } of listed) {
      const { fast = 1, ultrafast = fast, regional = 1, peak } = rate;
      assert.ok(fast >= 1 && ultrafast >= fast && regional >= 1, label);
      if (peak !== undefined) assert.ok(peak > 1 && provider.weekdayPeakUtc !== undefined, label);
    }
    for (const [id, { usOnly = 1, weekdayPeakUtc = [] }] of Object.entries(file.providers)) {
      assert.ok(usOnly >= 1, id);
      for (const [from = -1, to = -1, ...rest] of weekdayPeakUtc) {
        assert.ok(from >= 0 && from < to && to <= 24 && rest.length === 0, `${id}: ${from} to ${to}`);
      }
    }
  });

  it("has factors that lower the price of waiting", () => {
    for (const [id, { batch = 1, flex = 1 }] of Object.entries(file.providers)) {
      assert.ok(batch > 0 && batch <= 1 && flex > 0 && flex <= 1, id);
    }
  });

  it("gives no name to two makers", () => {
    const owner = new Map<string, string>();
    for (const [id, provider] of Object.entries(file.providers)) {
      for (const model of Object.keys(provider.models)) {
        const key = `${provider.onlySource ?? ""} ${model.toLowerCase()}`;
        assert.equal(owner.get(key), undefined, `${model} of ${id} and ${owner.get(key)}`);
        owner.set(key, id);
      }
    }
  });

  it("finds every model under its own name, in every period", () => {
    const pricer = createPricer();
    for (const provider of Object.values(file.providers)) {
      for (const model of Object.keys(provider.models)) {
        for (const rate of ratesOf(provider, model)) {
          // Half a day later lies outside the daily peak hours.
          const atMs = startMs(rate) + (rate.peak === undefined ? 0 : 12 * 3_600_000);
          const use = {
            model,
            sourceId: provider.onlySource ?? "any",
            atMs,
            serviceTier: "standard",
            usOnly: false,
          } as const;
          const input = pricer.costNanos({ ...use, tokens: { ...NO_TOKENS, freshInput: 1000 } });
          const output = pricer.costNanos({ ...use, tokens: { ...NO_TOKENS, output: 1000 } });
          assert.equal(input, Math.round(rate.in * 1e6), `${model} from ${rate.from}`);
          assert.equal(output, Math.round(rate.out * 1e6), `${model} from ${rate.from}`);
        }
      }
    }
  });
});
