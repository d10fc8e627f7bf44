import assert from "node:assert/strict";
import { BADGES } from "../../../../src/core/achievements/catalogue.ts";
import { evaluateBadges, type KeptGrade } from "../../../../src/core/achievements/evaluateBadges.ts";
import { histogramOf } from "../../../../src/core/achievements/histogram.ts";
import { BADGE_GROUPS } from "../../../../src/shared/gameSnapshot.ts";
import { inGerman } from "../../../support/inGerman.ts";
import { badgeAt, dayBack, daysBack, historyOf, NOON_MS, wizardFacts } from "../../../support/playedDays.ts";

describe("the catalogue of badges", () => {
  it("has 30 badges with an id and a name of their own, and some in each group", () => {
    assert.equal(BADGES.length, 30);
    assert.equal(new Set(BADGES.map(({ id }) => id)).size, 30);
    assert.equal(new Set(BADGES.map(({ name }) => name)).size, 30);
    for (const { id } of BADGES) assert.match(id, /^[a-z]+(-[a-z]+)*$/);
    for (const group of BADGE_GROUPS)
      assert.ok(
        BADGES.some((badge) => badge.group === group),
        group,
      );
  });

  it("says of each badge what it is for, what it takes and how it stands, in an empty history too", () => {
    const { badges, fresh } = evaluateBadges(historyOf([]), [], NOON_MS);
    assert.deepEqual(fresh, []);
    for (const { id, purpose, criterion, standing, progress, state, earned } of badges) {
      assert.match(purpose, /^[A-Z].*\.$/, id);
      for (const text of [criterion, standing])
        assert.doesNotMatch(text, /NaN|undefined|Infinity|^$/, `${id}: ${text}`);
      assert.ok(progress >= 0 && progress < 1, `${id}: ${progress}`);
      assert.equal(state, state === "unknown" ? "unknown" : "locked", id);
      assert.deepEqual(earned, [], id);
    }
  });

  it("never shows as done what is not met", () => {
    for (const days of [daysBack(5), daysBack(14), daysBack(60, wizardFacts(0.9649, 27.9))]) {
      for (const { id, earned, nextGrade, progress } of evaluateBadges(historyOf(days), [], NOON_MS).badges) {
        const isDone = nextGrade === undefined && earned.length > 0;
        assert.equal(progress === 1, isDone, id);
      }
    }
  });
});

describe("evaluateBadges", () => {
  it("tells in words why a grade is not reached", () => {
    const { criterion, standing, nextGrade, state } = badgeAt("cache-wizard", daysBack(14, wizardFacts(0.9614, 30)));
    assert.equal(nextGrade, "silver");
    assert.equal(state, "earned");
    assert.equal(
      criterion,
      "14 active days, 100 human turns, cache hit of at least 96.5%, cache reads per write of at least 28, " +
        "median prompt of at most 50% of the window, steered share of at least 50%",
    );
    assert.equal(
      standing,
      "14 active days, 140 human turns, cache hit 96.1% of 96.5%, cache reads per write 30, " +
        "median prompt 30% of the window, steered share 100%",
    );
  });

  it("rounds away from the goal, so that what is not reached never reads as reached", () => {
    const { standing } = badgeAt("cache-wizard", daysBack(14, wizardFacts(0.95499, 40)));
    assert.match(standing, /cache hit 95\.4% of 95\.5%/);
  });

  it("gives all grades up to the highest one reached, with the time and the figures", () => {
    assert.deepEqual(badgeAt("warm-start", [dayBack(0, { warmStarts: 60 })]).earned, [
      { grade: "bronze", atMs: NOON_MS, figures: "60 warm sessions" },
      { grade: "silver", atMs: NOON_MS, figures: "60 warm sessions" },
    ]);
  });

  it("keeps what was earned and lets progress fall silently", () => {
    const kept: readonly KeptGrade[] = [
      { id: "warm-start", grade: "silver", atMs: 2, figures: "50 warm sessions" },
      { id: "warm-start", grade: "bronze", atMs: 1, figures: "20 warm sessions" },
      { id: "no-longer-there", grade: "gold", atMs: 1, figures: "" },
    ];
    const { earned, nextGrade, progress, state } = badgeAt("warm-start", [dayBack(0, { warmStarts: 10 })], kept);
    assert.deepEqual(earned, [
      { grade: "bronze", atMs: 1, figures: "20 warm sessions" },
      { grade: "silver", atMs: 2, figures: "50 warm sessions" },
    ]);
    assert.deepEqual([nextGrade, progress, state], ["gold", 0.1, "earned"]);
  });

  it("tells as new only what was not kept", () => {
    const history = historyOf([dayBack(0, { warmStarts: 60 })]);
    const kept = [{ id: "warm-start", grade: "bronze" as const, atMs: 1, figures: "" }];
    const { fresh } = evaluateBadges(history, kept, NOON_MS);
    assert.deepEqual(
      fresh.map(({ id, grade }) => `${id} ${grade}`),
      ["warm-start silver"],
    );
    assert.deepEqual(evaluateBadges(history, [...kept, ...fresh], NOON_MS).fresh, []);
  });

  it("shows a badge that is done by its last grade", () => {
    const { criterion, standing, progress, nextGrade } = badgeAt("warm-start", [dayBack(0, { warmStarts: 201 })]);
    assert.deepEqual(
      [criterion, standing, progress, nextGrade],
      ["200 warm sessions", "201 warm sessions", 1, undefined],
    );
  });

  it("counts no session of a day that ran by itself, and says so", () => {
    const steered = (steeredTokens: number) =>
      badgeAt("warm-start", [dayBack(0, { warmStarts: 19, steeredTokens }), dayBack(1, { warmStarts: 1 })]);
    assert.equal(steered(250_000).earned.length, 1);
    assert.equal(steered(249_999).earned.length, 0);
    assert.equal(steered(249_999).standing, "1 of 20 warm sessions (19 more on days that ran by themselves)");
  });

  for (const id of ["budgeteer", "it-stuck", "landed", "green-thumb", "spring-cleaning"]) {
    it(`says of ${id} that it is not known, and why`, () => {
      const { state, standing, progress, earned } = badgeAt(id, daysBack(90));
      assert.deepEqual([state, progress, earned], ["unknown", 0, []]);
      assert.match(standing, /^Not known: .+\.$/);
    });
  }

  it("says of badges of costs that they cannot be judged where too many tokens have no price, and how many", () => {
    const unpriced = [...daysBack(28, { unpricedTokens: 80_000 }), ...daysBack(28, {}, 28)];
    for (const id of ["half-price", "no-surprises"]) {
      const { state, standing, progress, earned } = badgeAt(id, unpriced);
      assert.deepEqual([state, progress, earned], ["unknown", 0, []], id);
      assert.match(standing, /^Not known: [78](\.\d)?% of the tokens have no known price, at most 5% may\.$/, id);
    }
    const kept = [{ id: "half-price", grade: "bronze" as const, atMs: 5, figures: "" }];
    assert.match(
      badgeAt("half-price", unpriced, kept).standing,
      /cost per turn against the 28 days before not known \(8% of the tokens have no known price, at most 5% may\)$/,
    );
  });

  it("says that a cost is not known yet only where more use makes it known", () => {
    assert.match(badgeAt("half-price", daysBack(10)).standing, /cost per turn .* not known yet$/);
    assert.equal(badgeAt("half-price", daysBack(10)).state, "locked");
  });

  it("tells a figure that is too high beside its goal", () => {
    const days = [...daysBack(13), dayBack(13, { costNanos: 9_000_000 })];
    assert.match(
      badgeAt("no-surprises", days).standing,
      /costliest day 9 times the median day \(goal: at most 4 times the median day\), steered share 100%$/,
    );
    assert.match(badgeAt("no-surprises", days).criterion, /costliest day of at most 4 times the median day/);
    assert.equal(badgeAt("came-back", [dayBack(0, { cameBacks: 4 })]).standing, "4 of 10 sessions you came back to");
  });

  it("writes percent and tokens as the reader's language does, and never parts a number from its sign", () => {
    const days = daysBack(14, { ...wizardFacts(0.9614, 30), turnSizes: histogramOf(new Map([[310, 15]])) });
    const { standing } = inGerman(() => badgeAt("cache-wizard", days));
    assert.match(standing, /96,1\u00a0% von 96,5\u00a0%/);
    const larger = [...days, ...daysBack(20, { turnSizes: histogramOf(new Map([[300, 15]])) }, 14)];
    assert.match(
      inGerman(() => badgeAt("steady-hand", larger)).standing,
      /Eingabe 679\.9\d\d \(Ziel: höchstens 440\.\d{3}\)/,
    );
  });

  it("keeps a badge that is not measured here but was earned", () => {
    const kept = [{ id: "open-book", grade: undefined, atMs: 5, figures: "one export" }];
    assert.deepEqual(badgeAt("open-book", [], kept).earned, [{ grade: undefined, atMs: 5, figures: "one export" }]);
  });
});
