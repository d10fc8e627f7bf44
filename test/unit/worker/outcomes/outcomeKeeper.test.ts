import assert from "node:assert/strict";
import { join } from "node:path";
import type { OutcomeFigures } from "../../../../src/core/outcomes/outcomeDays.ts";
import type { LocalMeter } from "../../../../src/worker/localMeter.ts";
import { noteBudget } from "../../../../src/worker/outcomes/noteBudget.ts";
import { noteTestRun } from "../../../../src/worker/review/noteTestRun.ts";
import { GitRepository } from "../../../support/gitRepository.ts";
import { TestPlace } from "../testMeter.ts";
import { DAY_MS, HOUR_MS, makeCall, MINUTE_MS, NOON_MS } from "../testRecords.ts";

const IDS = ["budgeteer", "it-stuck", "landed", "green-thumb", "spring-cleaning"];

describe("what badges go by besides calls", function () {
  this.timeout(240_000);
  let place: TestPlace;
  let repository: GitRepository;

  beforeEach(() => {
    place = new TestPlace();
    repository = new GitRepository();
  });

  afterEach(() => {
    place.dispose();
    repository.dispose();
  });

  async function openMeter(repositories = true): Promise<LocalMeter> {
    place.write("log.jsonl", [
      makeCall({ family: "one", sessionId: "s", atMs: NOON_MS, cwd: repository.folder }),
      makeCall({ family: "two", sessionId: "s", atMs: NOON_MS + HOUR_MS, cwd: repository.folder }),
    ]);
    const meter = place.openMeter({ repositories, env: repository.env });
    await meter.scan();
    // Takes the sessions in.
    meter.game("UTC");
    return meter;
  }
  const states = (meter: LocalMeter) =>
    Object.fromEntries(
      meter
        .game("UTC")
        .badges.flatMap(({ id, state, standing }) => (IDS.includes(id) ? [[id, [state, standing]]] : [])),
    );

  it("is unknown at first", async () => {
    const found = Object.values(states(await openMeter()));
    assert.deepEqual(
      found.map(([state]) => state),
      IDS.map(() => "unknown"),
    );
  });

  it("is read from the repository that a session ran in, and kept", async () => {
    repository.write("src/a.ts", Array.from({ length: 300 }, (_, line) => `const line${line} = 1;\n`).join(""));
    repository.commit("Add lines (#7)", NOON_MS + MINUTE_MS);
    place.nowMs = NOON_MS + 15 * DAY_MS;
    const meter = await openMeter();
    await meter.readRepositories("UTC");
    const found = states(meter);
    assert.deepEqual(found["it-stuck"]?.[0], "earned");
    assert.deepEqual(found["landed"]?.[1], "1 of 3 merged changes that last");
    assert.deepEqual(found["spring-cleaning"]?.[0], "locked");
    meter.close();
    // The repository may be gone by the next time.
    repository.git(["update-ref", "-d", "HEAD"]);
    const again = place.openMeter({ env: repository.env });
    assert.deepEqual(states(again)["landed"]?.[1], "1 of 3 merged changes that last");
  });

  it("is told to a board once, though sessions ran in two work trees of its repository", async () => {
    const second = join(repository.root, "second");
    repository.write("a.ts", "const one = 1;\n");
    repository.commit("Add a line (#7)", NOON_MS + MINUTE_MS);
    repository.git(["worktree", "add", "--quiet", "--detach", second]);
    place.write("second.jsonl", [makeCall({ family: "three", sessionId: "t", atMs: NOON_MS, cwd: second })]);
    const meter = await openMeter();
    await meter.readRepositories("UTC");
    const kept = place.look((database) => database.prepare("SELECT count(*) AS n FROM landed_commit").get()?.["n"]);
    assert.equal(kept, 2);
    const days = meter.board({ name: "boardOutcomes", argument: null }) as readonly OutcomeFigures[];
    assert.deepEqual(
      days.map(({ merged, effAdded }) => [merged, effAdded]),
      [[1, 1]],
    );
  });

  it("is not read from repositories where that is turned off", async () => {
    repository.write("a.ts", "const one = 1;\n");
    repository.commit("one", NOON_MS);
    const meter = await openMeter(false);
    await meter.readRepositories("UTC");
    assert.equal(states(meter)["it-stuck"]?.[0], "unknown");
  });

  it("ends when the meter is closed while git is asked", async () => {
    repository.write("a.ts", "const one = 1;\n");
    repository.commit("one", NOON_MS);
    const meter = await openMeter();
    const reading = meter.readRepositories("UTC");
    meter.close();
    await reading;
    const kept = place.look((database) => database.prepare("SELECT count(*) AS n FROM repository").get()?.["n"]);
    assert.equal(kept, 0);
  });

  it("is seen in test runs and budgets that it is told of", async () => {
    const meter = await openMeter();
    const run = { folder: repository.folder, command: "c", atMs: NOON_MS + MINUTE_MS, passed: false };
    meter.note((ledger) => noteTestRun(run, ledger));
    meter.note((ledger) => noteTestRun({ ...run, atMs: run.atMs + MINUTE_MS, passed: true }, ledger));
    meter.note((ledger, nowMs) => noteBudget({ unit: "tokens", amount: 1000 }, ledger, nowMs));
    const found = states(meter);
    assert.equal(found["green-thumb"]?.[1], "1 of 5 times from failing to passing");
    assert.equal(found["budgeteer"]?.[1], "0 of 1 month within budget");
  });

  it("keeps a budget once, however often it is told, and that it was taken away", async () => {
    const meter = await openMeter();
    const tell = (amount: number | undefined): void =>
      meter.note((ledger, nowMs) =>
        noteBudget(amount === undefined ? null : { unit: "tokens", amount }, ledger, nowMs),
      );
    for (const amount of [undefined, 10, 10, 20, undefined, undefined, 20]) tell(amount);
    const amounts = place.look((database) => database.prepare("SELECT amount FROM budget_note ORDER BY rowid").all());
    assert.deepEqual(
      amounts.map(({ amount }) => amount),
      [10, 20, null, 20],
    );
  });
});
