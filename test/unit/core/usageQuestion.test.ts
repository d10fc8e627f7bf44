import assert from "node:assert/strict";
import { questionOfInput, readQuestion, spanOfPeriod, type UsageQuestion } from "../../../src/core/usageQuestion.ts";

const ask = (words: string, command?: string): string => {
  const { period, scope }: UsageQuestion = readQuestion(command, words);
  return `${period} ${scope}`;
};

describe("a question about usage", () => {
  it("is about today and everything where words do not say otherwise", () => {
    assert.equal(ask(""), "today everything");
    assert.equal(ask("what did I spend?"), "today everything");
  });

  it("is read from a command, and from words", () => {
    assert.equal(ask("", "week"), "week everything");
    assert.equal(ask("", "month"), "month everything");
    assert.equal(ask("how much this week?"), "week everything");
    assert.equal(ask("and in the last 7 days"), "last7Days everything");
    assert.equal(ask("the last month please"), "last30Days everything");
    assert.equal(ask("what was it yesterday"), "yesterday everything");
  });

  it("is about the last month of a project unless a time is named", () => {
    assert.equal(ask("", "project"), "last30Days project");
    assert.equal(ask("today on this project"), "today project");
    assert.equal(ask("what did this repo cost this week"), "week project");
  });

  it("is the default one where a model's input makes no sense", () => {
    assert.deepEqual(questionOfInput({ period: "month", scope: "project" }), { period: "month", scope: "project" });
    for (const input of [undefined, null, 3, "week", {}, { period: "toString", scope: 1 }]) {
      assert.deepEqual(questionOfInput(input), { period: "today", scope: "everything" });
    }
  });
});

describe("the span of a period", () => {
  /** A Wednesday, 00:30 in Berlin, still Tuesday in UTC. */
  const nowMs = Date.parse("2026-11-24T23:30:00Z");
  const first = (period: Parameters<typeof spanOfPeriod>[0]): string =>
    new Date(spanOfPeriod(period, nowMs, "Europe/Berlin").sinceMs).toISOString();

  it("begins with the day, Monday or first of the time zone", () => {
    assert.equal(first("today"), "2026-11-24T23:00:00.000Z");
    assert.equal(first("week"), "2026-11-22T23:00:00.000Z");
    assert.equal(first("month"), "2026-10-31T23:00:00.000Z");
    assert.equal(first("last7Days"), "2026-11-18T23:00:00.000Z");
    assert.equal(first("last30Days"), "2026-10-26T23:00:00.000Z");
  });

  it("ends now, but yesterday's with the day", () => {
    assert.equal(spanOfPeriod("week", nowMs, "UTC").untilMs, undefined);
    assert.deepEqual(spanOfPeriod("yesterday", nowMs, "UTC"), {
      sinceMs: Date.parse("2026-11-23T00:00:00Z"),
      untilMs: Date.parse("2026-11-24T00:00:00Z"),
    });
  });
});
