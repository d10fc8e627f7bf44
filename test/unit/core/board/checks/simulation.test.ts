import assert from "node:assert/strict";
import { judgeCompany, type JudgedCompany } from "../../../../support/integrity/judgeCompany.ts";
import { reportOn, type CompanyReport, type TacticReport } from "../../../../support/integrity/report.ts";

describe("a company in which some game the board", () => {
  let company: JudgedCompany;
  let report: CompanyReport;
  before(function () {
    this.timeout(300_000);
    company = judgeCompany(1_200, 3);
    report = reportOn(company);
  });
  const tactic = (name: string): TacticReport => {
    const found = report.tactics.find((row) => row.tactic.name === name);
    assert.ok(found !== undefined, name);
    return found;
  };

  it("holds no honest person, and puts hardly any before a moderator", () => {
    assert.equal(report.honestHeld, 0);
    assert.ok(report.honestReviewed <= Math.ceil((25 / 85_000) * report.honest), String(report.honestReviewed));
    assert.ok(report.precision >= 0.9);
  });

  it("sees what figures can tell", () => assert.ok(report.recall >= 0.9, String(report.recall)));

  for (const name of ["10× inflated figures", "figures out of the air", "one day edited, 20×"]) {
    it(`holds whoever uses ${name}`, () => {
      const { planted, held, mostScored } = tactic(name);
      assert.deepEqual([held, mostScored], [planted, 0]);
    });
  }

  it("counts what was told twice once, for who told it first", () => {
    assert.ok(tactic("one ledger on five devices").scored <= 1.001);
    const copied = tactic("copied ledger of a colleague");
    assert.deepEqual([copied.found, copied.held], [copied.planted, 0]);
    assert.ok(copied.scored < 0.5);
    assert.equal(tactic("rows sent again and again").scored, 1);
  });

  it("leaves little of what runs without a person, of pings, and nothing of what came late", () => {
    assert.ok(tactic("idle agents overnight").scored <= 2);
    assert.ok(tactic("transcription bot").scored <= 2.2);
    assert.ok(tactic("huge contexts, pinged").scored < 1);
    assert.equal(tactic("window filled up later").scored, 1);
  });

  it("takes less, and hours of a wrong clock, as they are", () => {
    assert.deepEqual(
      [tactic("hiding cost, a tenth is told").held, tactic("hiding cost, a tenth is told").found],
      [0, 0],
    );
    assert.equal(tactic("clock shifted by 9 hours").scored, 1);
    assert.equal(tactic("clock shifted by 9 hours").found, 0);
  });

  it("bounds what it cannot see by the cap of a day", () => {
    for (const { tactic: each, mostScored } of report.tactics) {
      if (each.expected === "bounded") assert.ok(mostScored <= 30 * 3e9, each.name);
    }
    assert.ok(company.members.every(({ sum }) => sum.days.every(({ counted }) => counted <= 3e9)));
  });

  it("counts a twin of WSL once, and asks about it", () => {
    const twins = company.members.filter(
      ({ tactic: used, person }) => used === undefined && person.mishaps.has("wslTwin"),
    );
    assert.ok(twins.length > 0);
    for (const { sum, signals, isHeld } of twins) {
      assert.equal(isHeld, false);
      // Who has no hour of a million tokens is not asked, and gains next to nothing.
      if (sum.seen > 100e6) assert.ok(signals.some(({ id }) => id === "C8"));
      if (sum.seen > 100e6) assert.ok(sum.score < 0.6 * sum.seen);
    }
  });
});
