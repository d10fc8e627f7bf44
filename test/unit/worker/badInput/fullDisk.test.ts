import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { assertConsistent } from "../../../support/assertConsistent.ts";
import { BadHome, CALL_TOKENS, claudeCall, HEALTHY_CALLS, HEALTHY_TOKENS } from "../../../support/badHome.ts";
import { SMALL_DISKS } from "../../../support/badHomeDisk.ts";
import { MeterProcess } from "../../../support/badHomeProcess.ts";
import { assertPlain, problemOf } from "../../../support/badHomeReading.ts";

/** More than fit into what is left of the disk, fewer than do not fit onto it at all. */
const MANY_CALLS = 1_500;

for (const disk of SMALL_DISKS) {
  describe(`a ledger that runs into ${disk.name}`, function () {
    this.timeout(120_000);

    let bad: BadHome;
    let meter: MeterProcess;

    beforeEach(function () {
      bad = new BadHome();
      const reason = disk.attach(bad);
      meter = new MeterProcess(bad.options);
      if (reason === undefined) return;
      if (this.currentTest !== undefined) this.currentTest.title += ` (skipped: ${reason})`;
      this.skip();
    });

    afterEach(async () => {
      await meter.kill();
      disk.detach(bad);
    });

    function writeMany(name: string): void {
      const calls = Array.from({ length: MANY_CALLS }, (_, index) => claudeCall(`${name}-${index}`));
      bad.writeClaude(`${name}.jsonl`, calls.join(""));
    }

    /** As if its time had run out. */
    function freeLease(): void {
      const database = new DatabaseSync(bad.ledgerFile);
      database.exec("UPDATE lease SET holder = ''");
      database.close();
    }

    it("keeps what it counted, says what is wrong and what to do, and counts on when there is space again", async () => {
      assert.equal((await meter.read()).calls, HEALTHY_CALLS);
      disk.fill(bad, meter);
      writeMany("many");
      for (let attempt = 0; attempt < 3; attempt += 1) {
        const { name, message, problems } = await meter.fail();
        assert.equal(name, "UserError");
        assert.match(message, /disk is full or failing.*free some space and counting goes on/);
        assertPlain(message, [bad.folder]);
        assert.equal(problemOf({ problems }, /disk is full/, [bad.folder]).severity, "error");
        const seen = await meter.read({ do: "view" });
        assert.equal(seen.calls, HEALTHY_CALLS);
        assert.equal(seen.tokens, HEALTHY_TOKENS);
      }
      disk.free(bad, meter);
      const reading = await meter.read();
      assert.equal(reading.calls, HEALTHY_CALLS + MANY_CALLS);
      assert.equal(reading.tokens, HEALTHY_TOKENS + MANY_CALLS * CALL_TOKENS);
      assert.deepEqual(reading.problems, []);
      await meter.close();
      bad.look(assertConsistent);
    });

    it("says so between two scans too, when it cannot even keep its turn", async () => {
      await meter.read();
      freeLease();
      disk.fill(bad, meter);
      const { name, problems } = await meter.fail({ do: "hold" });
      assert.equal(name, "UserError");
      problemOf({ problems }, /disk is full/, [bad.folder]);
      disk.free(bad, meter);
      assert.equal((await meter.read({ do: "hold" })).calls, HEALTHY_CALLS);
    });

    it("says so when there is no space for a new ledger, and makes it when there is", async () => {
      disk.fill(bad, meter);
      const { name, message } = await meter.fail();
      assert.equal(name, "UserError");
      assert.match(message, /disk is full or failing\. Free some space/);
      assertPlain(message, [bad.folder]);
      disk.free(bad, meter);
      assert.equal((await meter.read()).calls, HEALTHY_CALLS);
    });

    it("loses nothing when it is killed on a full disk", async () => {
      await meter.read();
      disk.fill(bad, meter);
      writeMany("many");
      await meter.fail();
      disk.free(bad, meter);
      await meter.kill();
      meter = new MeterProcess(bad.options);
      assert.equal((await meter.read()).calls, HEALTHY_CALLS + MANY_CALLS);
      await meter.close();
      bad.look(assertConsistent);
    });
  });
}
