import assert from "node:assert/strict";
import type { DayFacts } from "../../../../src/core/achievements/dayFacts.ts";
import { histogramOf } from "../../../../src/core/achievements/histogram.ts";
import type { PlayedDay } from "../../../../src/core/achievements/history.ts";
import { addDays } from "../../../../src/core/localDay.ts";
import { dayBack, daysBack, gradeAt, makeDay, modelUse, TODAY, wizardFacts } from "../../../support/playedDays.ts";

describe("what badges ask for besides the figure that decides", () => {
  const wizardDay = (changes: Partial<DayFacts>): readonly PlayedDay[] =>
    daysBack(14, { ...wizardFacts(0.98, 40), ...changes });

  it("gives Cache Wizard only for small prompts, steered work, 14 active days and 100 turns", () => {
    assert.equal(gradeAt("cache-wizard", wizardDay({})), 4);
    assert.equal(gradeAt("cache-wizard", wizardDay({}).slice(1)), 0);
    assert.equal(gradeAt("cache-wizard", wizardDay({ windowShares: histogramOf(new Map([[50, 9]])) })), 4);
    assert.equal(gradeAt("cache-wizard", wizardDay({ windowShares: histogramOf(new Map([[51, 9]])) })), 0);
    assert.equal(gradeAt("cache-wizard", wizardDay({ windowShares: [] })), 0);
    assert.equal(gradeAt("cache-wizard", wizardDay({ steeredTokens: 500_000 })), 4);
    assert.equal(gradeAt("cache-wizard", wizardDay({ steeredTokens: 499_999 })), 0);
    const fewTurns = wizardDay({ turns: 7 });
    assert.equal(gradeAt("cache-wizard", fewTurns), 0);
    assert.equal(
      gradeAt("cache-wizard", [...fewTurns.slice(2), ...daysBack(2, { ...wizardFacts(0.98, 40), turns: 8 })]),
      4,
    );
  });

  it("gives Thrifty Context only for active days of 20 turns whose median prompt is small", () => {
    const grade = (changes: Partial<DayFacts>): number =>
      gradeAt("thrifty-context", daysBack(5, { turns: 20, promptCalls: 40, thriftyCalls: 20, ...changes }));
    assert.equal(grade({}), 1);
    assert.equal(grade({ turns: 19 }), 0);
    assert.equal(grade({ thriftyCalls: 19 }), 0);
    assert.equal(grade({ promptCalls: 0, thriftyCalls: 0 }), 0);
    assert.equal(grade({ tokens: 49_999 }), 0);
  });

  it("lets no model count for Right Tool that made less than a twentieth of the calls", () => {
    const sized = (expensive: number): readonly PlayedDay[] =>
      daysBack(14, { uses: [modelUse("1000-units", expensive, 0), modelUse("1-unit", 100 - expensive, 0)] });
    assert.equal(gradeAt("right-tool", sized(5)), 4);
    assert.equal(gradeAt("right-tool", sized(4)), 0);
  });

  it("compares for Half Price only what has 100 turns, 8 active days and a known price in both months", () => {
    const half = (now: Partial<DayFacts>, then: Partial<DayFacts>, days = 28): number =>
      gradeAt("half-price", [...daysBack(days, { costNanos: 1, ...now }), ...daysBack(days, then, 28)]);
    assert.equal(half({}, {}), 4);
    assert.equal(half({ turns: 13 }, { turns: 13 }, 8), 4);
    assert.equal(half({ turns: 13 }, { turns: 13 }, 7), 0);
    assert.equal(half({ turns: 12 }, { turns: 13 }, 8), 0);
    assert.equal(half({ turns: 13 }, { turns: 12 }, 8), 0);
    assert.equal(half({ unpricedTokens: 50_000 }, {}), 4);
    assert.equal(half({ unpricedTokens: 50_001 }, {}), 0);
    assert.equal(half({}, { unpricedTokens: 50_001 }), 0);
  });

  it("gives No Surprises for 12 active days of steered work alone", () => {
    assert.equal(gradeAt("no-surprises", daysBack(12)), 4);
    assert.equal(gradeAt("no-surprises", daysBack(11)), 0);
    assert.equal(gradeAt("no-surprises", daysBack(12, { steeredTokens: 499_999 })), 0);
    assert.equal(gradeAt("no-surprises", daysBack(12, { turns: 8 })), 0);
  });

  const week = (back: number, hit: number, turns = 50): PlayedDay => {
    return dayBack(7 * back, { turns, cacheReadTokens: hit * 950_000 });
  };

  it("gives Cache Rescue once for a bad week and two good ones right after it", () => {
    assert.equal(gradeAt("cache-rescue", [week(2, 0.899), week(1, 0.95), week(0, 0.95)]), 1);
    assert.equal(gradeAt("cache-rescue", [week(2, 0.9), week(1, 0.96), week(0, 0.96)]), 0);
    assert.equal(gradeAt("cache-rescue", [week(2, 0.8), week(1, 0.95), week(0, 0.9499)]), 0);
    assert.equal(gradeAt("cache-rescue", [week(2, 0.8, 49), week(1, 0.96), week(0, 0.96)]), 0);
    assert.equal(gradeAt("cache-rescue", [week(2, 0.8), week(1, 0.96, 49), week(0, 0.96)]), 0);
    assert.equal(gradeAt("cache-rescue", [week(3, 0.8), week(1, 0.96), week(0, 0.96)]), 0);
  });

  it("gives Steady Hand for turns no larger than one's own, 200 of them", () => {
    const sized = (slot: number, times: number): Partial<DayFacts> => ({
      turnSizes: histogramOf(new Map([[slot, times]])),
    });
    const usual = daysBack(40, sized(200, 15), 14);
    assert.equal(gradeAt("steady-hand", [...daysBack(14, sized(200, 15)), ...usual]), 1);
    assert.equal(gradeAt("steady-hand", [...daysBack(14, sized(199, 15)), ...usual]), 1);
    assert.equal(gradeAt("steady-hand", [...daysBack(14, sized(201, 15)), ...usual]), 0);
    assert.equal(gradeAt("steady-hand", [...daysBack(14, sized(200, 14)), ...usual]), 0);
    assert.equal(
      gradeAt("steady-hand", [...daysBack(12, sized(200, 15)), ...daysBack(2, sized(200, 10), 12), ...usual]),
      1,
    );
  });

  it("counts for Lights Out no night in which anything ran unattended", () => {
    assert.equal(gradeAt("lights-out", [...daysBack(9), dayBack(9, { nightTokens: 1 })]), 0);
    assert.equal(gradeAt("lights-out", [...daysBack(9), dayBack(9, { turns: 2 })]), 0);
  });

  it("asks Night Off for three active days and two without any use in each week", () => {
    const weeks = (perWeek: number, changes: Partial<DayFacts> = {}): readonly PlayedDay[] => [
      ...daysBack(perWeek, changes, 7),
      ...daysBack(perWeek, changes, 14),
    ];
    assert.equal(gradeAt("night-off", weeks(3)), 1);
    assert.equal(gradeAt("night-off", weeks(2)), 0);
    assert.equal(gradeAt("night-off", weeks(5)), 1);
    assert.equal(gradeAt("night-off", weeks(6)), 0);
    assert.equal(gradeAt("night-off", [...weeks(3), ...daysBack(3, { turns: 0 }, 10)]), 0, "use without turns is use");
    assert.equal(gradeAt("night-off", [...daysBack(3), ...daysBack(3, {}, 7)]), 0, "this week is not over");
  });

  const CONNOISSEUR = [
    [3, 2, 0.05],
    [4, 2, 0.05],
    [6, 3, 0.03],
    [8, 3, 0.03],
  ] as const;
  /** Families of as many vendors, with so many turns each on three days; other turns go to none. */
  const tasting = (families: number, vendors: number, turns: number, others = 0, days = 3): readonly PlayedDay[] =>
    daysBack(days, {
      turns: others + families * turns,
      families: Array.from({ length: families }, (_, index) => [`v${index % vendors} f${index}`, turns]),
    });

  for (const [index, [families, vendors, share]] of CONNOISSEUR.entries()) {
    it(`gives grade ${index + 1} of Model Connoisseur for ${families} families of ${vendors} vendors and not for fewer`, () => {
      const badge = "model-connoisseur";
      assert.equal(gradeAt(badge, tasting(families, vendors, 12)), index + 1);
      assert.ok(gradeAt(badge, tasting(families + 1, vendors, 12)) >= index + 1);
      assert.equal(gradeAt(badge, tasting(families - 1, vendors, 40)), index);
      assert.ok(gradeAt(badge, tasting(families, vendors - 1, 12)) <= index);
      // 90 turns in all would be too few, and 3 × 10 of 12 families each the least that counts.
      const others = Math.floor(12 / share) - families * 12;
      assert.equal(gradeAt(badge, tasting(families, vendors, 12, others)), index + 1, "with just enough of all turns");
      assert.ok(gradeAt(badge, tasting(families, vendors, 12, others + 4)) <= index, "with too small a share");
    });
  }

  it("asks Model Connoisseur for ten turns on three active days of each family, and 100 in all", () => {
    assert.equal(gradeAt("model-connoisseur", tasting(3, 2, 12)), 1);
    assert.equal(gradeAt("model-connoisseur", tasting(3, 2, 18, 0, 2)), 0);
    assert.equal(gradeAt("model-connoisseur", tasting(3, 2, 4, 22)), 1);
    assert.equal(gradeAt("model-connoisseur", tasting(3, 2, 3, 30)), 0);
    assert.equal(gradeAt("model-connoisseur", tasting(3, 2, 11)), 0);
  });

  it("asks Toolsmith for 20 turns on four active days of each tool", () => {
    const tools = (days: number, turns: number): readonly PlayedDay[] =>
      daysBack(days, {
        tools: [
          ["a", turns],
          ["b", turns],
        ],
      });
    assert.equal(gradeAt("toolsmith", tools(4, 5)), 1);
    assert.equal(gradeAt("toolsmith", tools(3, 9)), 0);
    assert.equal(gradeAt("toolsmith", tools(4, 4)), 0);
    assert.equal(gradeAt("toolsmith", tools(5, 4)), 1);
  });

  it("asks Cartographer for 15 turns on three active days of each project", () => {
    const projects = (days: number, turns: number): readonly PlayedDay[] =>
      daysBack(days, { projects: ["a", "b", "c"].map((name) => [name, turns]) });
    assert.equal(gradeAt("cartographer", projects(3, 5)), 1);
    assert.equal(gradeAt("cartographer", projects(2, 9)), 0);
    assert.equal(gradeAt("cartographer", projects(3, 4)), 0);
  });

  /** Days after a release, each with so many turns. */
  const taste = (
    model: string,
    released: string,
    days: readonly (readonly [after: number, turns: number])[],
  ): readonly PlayedDay[] =>
    days.map(([after, turns]) => ({ key: addDays(released, after), facts: makeDay({ models: [[model, turns]] }) }));

  it("gives Early Taster for ten turns within 14 days of a release and a return a week later", () => {
    const opus = (days: readonly (readonly [number, number])[]): number =>
      gradeAt("early-taster", taste("claude-opus-4-5", "2025-11-24", days));
    assert.equal(
      opus([
        [0, 10],
        [7, 1],
      ]),
      1,
    );
    assert.equal(
      opus([
        [14, 10],
        [21, 1],
      ]),
      1,
    );
    assert.equal(
      opus([
        [0, 5],
        [14, 5],
      ]),
      1,
    );
    assert.equal(
      opus([
        [0, 10],
        [6, 1],
      ]),
      0,
    );
    assert.equal(
      opus([
        [0, 9],
        [20, 9],
      ]),
      0,
    );
    assert.equal(
      opus([
        [15, 10],
        [30, 10],
      ]),
      0,
    );
    assert.equal(
      gradeAt(
        "early-taster",
        taste("home-made", "2025-11-24", [
          [0, 10],
          [7, 1],
        ]),
      ),
      0,
    );
  });

  it("gives Welcome Back for five active days in two weeks after two weeks of rest", () => {
    const back = (restDays: number, days: readonly PlayedDay[]): number =>
      gradeAt("welcome-back", [...days, dayBack(20 + restDays + 1)]);
    const five = daysBack(5, {}, 16);
    assert.equal(back(14, five), 1);
    assert.equal(back(13, five), 0);
    assert.equal(back(14, five.slice(0, -1)), 0);
    assert.equal(back(14, [...daysBack(4, {}, 17), dayBack(7)]), 1, "on the fourteenth day");
    assert.equal(back(14, [...daysBack(4, {}, 17), dayBack(6)]), 0, "on the fifteenth day");
    assert.equal(gradeAt("welcome-back", five), 0, "a beginning is no return");
  });

  it("counts two active days a week for Season Ticket, in a row or not", () => {
    const weeks = (list: readonly number[], perWeek: number): number =>
      gradeAt(
        "season-ticket",
        list.flatMap((back) => daysBack(perWeek, {}, 7 * back)),
      );
    assert.equal(weeks([0, 1, 3, 4, 6, 7], 2), 1);
    assert.equal(weeks([0, 1, 3, 4, 6, 8], 2), 0);
    assert.equal(weeks([0, 1, 3, 4, 6, 7], 1), 0);
  });

  it("looks at no day after today", () => {
    const later = { key: addDays(TODAY, 1), facts: makeDay({ warmStarts: 500 }) };
    assert.equal(gradeAt("warm-start", [later]), 0);
  });
});
