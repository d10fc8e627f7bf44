import assert from "node:assert/strict";

import {
  formatAge,
  formatAlternatives,
  formatBytes,
  formatCost,
  formatCount,
  formatDay,
  formatDuration,
  formatGrowth,
  formatMoney,
  formatPercent,
  formatPercentInWords,
  formatTokens,
} from "../../../src/core/format.ts";
import { ENGLISH, locale } from "../../../src/core/locale.ts";
import { NANOS_PER_USD, NO_USAGE } from "../../../src/shared/usageTotals.ts";
import { inGerman } from "../../support/inGerman.ts";

const plain = (text: string): string => text.replaceAll(/[\u00A0\u202F]/g, " ");
const EURO = { code: "EUR", perUsd: 0.9 };

describe("locale", () => {
  it("is that of the texts, and English without any", () => {
    assert.equal(locale(), ENGLISH);
    assert.equal(inGerman(locale), "de-DE");
    assert.equal(locale(), ENGLISH);
  });

  it("decides how numbers, money, dates and ages are written", () => {
    const written = inGerman(() => [
      formatTokens(3_214_567),
      formatCount(3_214_567),
      formatMoney(4.123 * NANOS_PER_USD, EURO),
      formatMoney(1, EURO),
      formatPercent(0.623),
      formatPercent(0.001),
      formatGrowth(2.504),
      formatPercentInWords(0.623),
      formatAge(3 * 60_000),
      formatDuration(3_200),
      formatBytes(1_500_000),
      formatDay(new Date(2026, 10, 26, 12).getTime()),
      formatAlternatives(["Claude Code", "Codex", "Cursor"]),
      formatCost({ ...NO_USAGE, unpricedTokens: 1 }),
    ]);
    assert.deepEqual(written.map(plain), [
      "3,2 Mio.",
      "3.214.567",
      "3,71 €",
      "<0,01 €",
      "62 %",
      "<1 %",
      "250 %",
      "62 Prozent",
      "vor 3 min",
      "3,2 s",
      "1,5 MB",
      "26.11.2026",
      "Claude Code, Codex oder Cursor",
      "ohne Preis",
    ]);
  });

  it("leaves English as it was once it is back", () => {
    inGerman(() => formatTokens(1));
    assert.equal(formatTokens(3_214_567), "3.2M");
    assert.equal(formatMoney(4.123 * NANOS_PER_USD, EURO), "€3.71");
  });
});
