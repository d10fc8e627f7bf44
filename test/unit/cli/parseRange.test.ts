import assert from "node:assert/strict";
import { UsageError } from "../../../src/cli/exitCode.ts";
import { parseRange } from "../../../src/cli/parseRange.ts";
import { createLocalCalendar } from "../../../src/core/localDay.ts";

const berlin = createLocalCalendar("Europe/Berlin");

function range(since?: string, until?: string): readonly (string | undefined)[] {
  const { sinceMs, untilMs } = parseRange(since, until, berlin);
  return [sinceMs, untilMs].map((ms) => (ms === undefined ? undefined : new Date(ms).toISOString()));
}

describe("the range of a report", () => {
  it("is open where nothing is said", () => {
    assert.deepEqual(range(), [undefined, undefined]);
  });

  it("holds both local days whole", () => {
    assert.deepEqual(range("2026-11-22", "2026-11-22"), ["2026-11-21T23:00:00.000Z", "2026-11-22T23:00:00.000Z"]);
  });

  it("holds the long and short days of a clock change whole", () => {
    assert.deepEqual(range("2026-03-29", "2026-03-29"), ["2026-03-28T23:00:00.000Z", "2026-03-29T22:00:00.000Z"]);
  });

  it("takes instants in UTC or with an offset", () => {
    assert.deepEqual(range("2026-11-22T13:00Z", "2026-11-22T14:30:15.25+01:00"), [
      "2026-11-22T13:00:00.000Z",
      "2026-11-22T13:30:15.250Z",
    ]);
  });

  it("refuses what is neither a day nor an instant, naming the option", () => {
    const wrong = [
      "yesterday",
      "2026-02-30",
      "2026-11-22T13:00",
      "2026-02-30T00:00Z",
      "2026-11-22T25:00Z",
      "",
      "12345",
    ];
    for (const text of wrong) {
      assert.throws(
        () => range(text),
        (error) => error instanceof UsageError && error.message.startsWith("--since must be a day"),
        text,
      );
      assert.throws(() => range(undefined, text), /^UsageError: --until must be a day/, text);
    }
  });

  it("refuses a range that ends before it starts, by a day or by an instant", () => {
    for (const [since, until] of [
      ["2026-11-22", "2026-11-20"],
      ["2026-11-22", "2026-11-21"],
      ["2026-11-21T23:00Z", "2026-11-21"],
      ["2026-11-22", "2026-11-21T22:59Z"],
      ["2026-11-22T13:00Z", "2026-11-22T12:00Z"],
    ] as const) {
      assert.throws(() => range(since, until), /^UsageError: --until is before --since\.$/, `${since} ${until}`);
    }
  });

  it("may end on the day it starts on, even on one that the zone left out", () => {
    const apia = createLocalCalendar("Pacific/Apia");
    const { sinceMs, untilMs } = parseRange("2011-12-30", "2011-12-30", apia);
    assert.equal(sinceMs, untilMs);
    assert.deepEqual(range("2026-11-22T22:00Z", "2026-11-22"), [
      "2026-11-22T22:00:00.000Z",
      "2026-11-22T23:00:00.000Z",
    ]);
  });
});
