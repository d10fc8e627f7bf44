import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCli } from "../../../src/cli/runCli.ts";
import { UserError } from "../../../src/shared/userError.ts";
import { EMPTY_DIAGNOSTICS, FakeOutput, NOTHING_SCANNED, fakeSurroundings, usage } from "./fakeSurroundings.ts";

describe("running a command", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "token-legend-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("reads what is new before it reports, and closes the ledger", async () => {
    const around = fakeSurroundings();
    assert.equal(await runCli(["report"], around), 0);
    assert.deepEqual(around.meter.asked, ["scan", "report", "close"]);
    assert.deepEqual(around.meter.queries, [
      { by: "day", timeZone: "Europe/Berlin", sinceMs: undefined, untilMs: undefined },
    ]);
  });

  it("asks for days of the zone that was given", async () => {
    const around = fakeSurroundings();
    await runCli(["report", "--by", "week", "--tz", "Asia/Kolkata", "--since", "2026-11-22"], around);
    assert.deepEqual(around.meter.queries, [
      { by: "week", timeZone: "Asia/Kolkata", sinceMs: Date.parse("2026-11-21T18:30:00Z"), untilMs: undefined },
    ]);
  });

  it("takes an empty TZ for UTC, as the system does", async () => {
    const around = fakeSurroundings({ env: { TZ: "" }, systemTimeZone: () => "Etc/Unknown" });
    assert.equal(await runCli(["report"], around), 0);
    assert.equal(around.meter.queries[0]?.timeZone, "UTC");
  });

  it("reports in no made-up zone where the system's is not known, and says how to name one", async () => {
    for (const [env, zone, sentence] of [
      [{ TZ: "UTC0" }, undefined, /^TZ is "UTC0", which names no time zone that is known here\./],
      [{}, "Etc/Unknown", /^The time zone of this system is not known\./],
    ] as const) {
      const around = fakeSurroundings({ env, systemTimeZone: () => zone });
      assert.equal(await runCli(["report"], around), 2);
      assert.match(around.stderr.text, sentence);
      assert.match(around.stderr.text, / Name one with --tz, such as --tz Europe\/Berlin or --tz UTC\. /);
      assert.equal(await runCli(["report", "--tz", "UTC"], around), 0);
    }
  });

  it("prints one line of JSON and nothing else for programs", async () => {
    const around = fakeSurroundings();
    around.meter.answer = { ...around.meter.answer, rows: [{ key: "codex", ...usage({ calls: 4 }) }] };
    assert.equal(await runCli(["report", "--json", "--by", "tool"], around), 0);
    const parsed: unknown = JSON.parse(around.stdout.text);
    assert.ok(parsed !== null && typeof parsed === "object" && "rows" in parsed && Array.isArray(parsed.rows));
    assert.equal(around.stdout.text.indexOf("\n"), around.stdout.text.length - 1);
    assert.equal(around.stderr.text, "");
  });

  it("works on the user's own logs, surroundings and ledger unless told otherwise", async () => {
    const around = fakeSurroundings();
    await runCli(["report"], around);
    assert.deepEqual(around.opened, [
      {
        version: "1.2.3",
        home: "/home/me",
        env: { CODEX_HOME: "/elsewhere" },
        ledgerFile: "/home/me/.local/share/token-legend/ledger.sqlite",
        extraRoots: {},
        recounts: false,
      },
    ]);
  });

  it("takes another home for itself: no variables of this user, and its own ledger", async () => {
    const around = fakeSurroundings({ workingFolder: folder, env: { XDG_DATA_HOME: "/data" } });
    await runCli(["report", "--home", "."], around);
    assert.deepEqual(around.opened[0]?.home, folder);
    assert.deepEqual(around.opened[0]?.env, {});
    assert.equal(around.opened[0]?.ledgerFile, join(folder, ".local/share/token-legend/ledger.sqlite"));
  });

  it("uses the ledger file it is given, relative to the working folder", async () => {
    const around = fakeSurroundings({ workingFolder: folder });
    await runCli(["scan", "--ledger", "mine.sqlite"], around);
    assert.equal(around.opened[0]?.ledgerFile, join(folder, "mine.sqlite"));
    assert.equal(around.opened[0]?.home, "/home/me");
  });

  it("ends with 2 for a wrong command line, before it opens the ledger", async () => {
    const wrong = [
      [],
      ["what"],
      ["report", "--by", "hour"],
      ["report", "--tz", "Mars/Olympus"],
      ["report", "--since", "soon"],
      ["report", "--home", join(folder, "missing")],
    ];
    for (const args of wrong) {
      const around = fakeSurroundings();
      assert.equal(await runCli(args, around), 2, args.join(" "));
      assert.deepEqual(around.opened, [], args.join(" "));
      assert.equal(around.stdout.text, "");
      assert.match(around.stderr.text, /^\S.*See token-legend --help\.\n$/);
    }
  });

  it("ends with 3 and the reason when the ledger cannot be used", async () => {
    const around = fakeSurroundings({
      openMeter: () => {
        throw new UserError("The ledger is locked by another program.");
      },
    });
    assert.equal(await runCli(["report"], around), 3);
    assert.equal(around.stderr.text, "The ledger is locked by another program.\n");
  });

  it("ends with 3 and the reason when the ledger cannot be written while the logs are read", async () => {
    const around = fakeSurroundings();
    around.meter.scan = () => Promise.reject(new UserError("The disk is full."));
    assert.equal(await runCli(["scan"], around), 3);
    assert.equal(around.stderr.text, "The disk is full.\n");
    assert.equal(around.meter.asked.at(-1), "close");
  });

  it("ends with 1 when a command fails, and still closes the ledger", async () => {
    const around = fakeSurroundings();
    around.meter.report = () => {
      throw new UserError("The report would be too large.");
    };
    assert.equal(await runCli(["report"], around), 1);
    assert.equal(around.stderr.text, "The report would be too large.\n");
    assert.equal(around.meter.asked.at(-1), "close");
  });

  it("asks for a report of a failure that should not be", async () => {
    const around = fakeSurroundings();
    around.meter.scan = () => Promise.reject(new TypeError("x is not a function"));
    assert.equal(await runCli(["report"], around), 1);
    assert.match(around.stderr.text, /Please report this:\nTypeError: x is not a function\n/);
  });

  it("shows progress on a terminal only, and clears it", async () => {
    const terminal = fakeSurroundings({ stderr: new FakeOutput(40) });
    await runCli(["report"], terminal);
    assert.equal(terminal.stderr.text, "\r\u{1b}[2KReading logs 25%: 250 B of 1 KB, 1 of 4\r\u{1b}[2K");
    const piped = fakeSurroundings();
    await runCli(["report"], piped);
    assert.equal(piped.stderr.text, "");
  });

  it("reports what it has, with a word of warning, when the ledger cannot be brought up to date", async () => {
    for (const [by, warning] of [
      ["stale", /did not answer in time/],
      ["read-only", /could not be added to/],
    ] as const) {
      const around = fakeSurroundings();
      around.meter.outcome = { ...NOTHING_SCANNED, by };
      assert.equal(await runCli(["report"], around), 0);
      assert.match(around.stderr.text, warning);
      assert.match(around.stdout.text, /No calls found/);
    }
  });

  it("scans and says what it read", async () => {
    const around = fakeSurroundings();
    around.meter.outcome = {
      by: "this-process",
      files: 340,
      changedFiles: 12,
      bytes: 1_500_000,
      newCalls: 1_234,
      milliseconds: 3_400,
    };
    assert.equal(await runCli(["scan"], around), 0);
    assert.equal(around.stdout.text, "12 of 340 logs had changed: 1.5 MB read in 3.4 s, new calls: 1,234.\n");
    assert.deepEqual(around.meter.asked, ["scan", "close"]);
  });

  it("reads everything again when asked to", async () => {
    const around = fakeSurroundings();
    assert.equal(await runCli(["scan", "--all"], around), 0);
    assert.deepEqual(around.meter.asked, ["rescan", "close"]);
  });

  it("ends a scan with how it went: done by another process, not answered, not allowed", async () => {
    for (const [by, code] of [
      ["followed", 0],
      ["stale", 1],
      ["read-only", 3],
    ] as const) {
      const around = fakeSurroundings();
      around.meter.outcome = { ...NOTHING_SCANNED, by };
      assert.equal(await runCli(["scan"], around), code, by);
      assert.equal(around.stderr.text === "", code === 0, by);
    }
  });

  it("says what is wrong beside the output of each command that gives figures", async () => {
    const message = "A log file of Codex cannot be read, so usage is missing.";
    for (const command of ["report", "scan", "export"]) {
      const around = fakeSurroundings();
      around.meter.diagnosis = { ...EMPTY_DIAGNOSTICS, problems: [{ severity: "warning", message }] };
      assert.equal(await runCli([command], around), 0);
      assert.equal(around.stderr.text, `${message}\n`);
      assert.ok(!around.stdout.text.includes(message));
    }
  });

  it("ends doctor with 1 only for problems that need the person", async () => {
    for (const [severity, code] of [
      ["info", 0],
      ["warning", 1],
      ["error", 1],
    ] as const) {
      const around = fakeSurroundings();
      around.meter.diagnosis = { ...EMPTY_DIAGNOSTICS, problems: [{ severity, message: "Something." }] };
      assert.equal(await runCli(["doctor"], around), code);
      assert.deepEqual(around.meter.asked, ["scan", "diagnostics", "close"]);
      assert.match(around.stdout.text, new RegExp(`${severity}: Something\\.`));
    }
  });

  it("prints diagnostics as JSON with null for unknown", async () => {
    const around = fakeSurroundings();
    assert.equal(await runCli(["doctor", "--json"], around), 0);
    assert.match(around.stdout.text, /"lastSweepMs": null/);
    assert.match(around.stdout.text, /"holderPid": null/);
  });

  it("exports to standard output, or to a file with a line on how many", async () => {
    const around = fakeSurroundings({ workingFolder: folder });
    around.meter.pieces = ["at,model\n", "1,m\n"];
    assert.equal(await runCli(["export"], around), 0);
    assert.equal(around.stdout.text, "at,model\n1,m\n");
    assert.equal(around.stderr.text, "");

    const toFile = fakeSurroundings({ workingFolder: folder });
    toFile.meter.pieces = ["[1", ",2]"];
    assert.equal(await runCli(["export", "--format", "json", "--out", "calls.json"], toFile), 0);
    assert.equal(readFileSync(join(folder, "calls.json"), "utf8"), "[1,2]");
    assert.equal(toFile.stdout.text, "");
    assert.equal(toFile.stderr.text, "Wrote 2 calls in 2 rows to calls.json.\n");
    assert.deepEqual(toFile.meter.asked, ["scan", "export json", "close"]);
  });

  it("stops exporting when nobody reads any more", async () => {
    const around = fakeSurroundings({ stdout: new FakeOutput(undefined, 4) });
    around.meter.pieces = ["1234", "5678", "9"];
    assert.equal(await runCli(["export"], around), 0);
    assert.equal(around.stdout.text, "1234");
  });

  it("tells calls from rows, as a row may hold no call", async () => {
    const around = fakeSurroundings({ workingFolder: folder });
    around.meter.exportEvents = () => [
      { text: "a", rows: 1_000, calls: 997 },
      { text: "b", rows: 2, calls: 1 },
    ];
    assert.equal(await runCli(["export", "--out", "rows.csv"], around), 0);
    assert.equal(around.stderr.text, "Wrote 998 calls in 1,002 rows to rows.csv.\n");
  });

  it("leaves nothing of an export's file behind when it is told to end, and keeps an old one", async () => {
    const out = join(folder, "ended.csv");
    writeFileSync(out, "old");
    for (const [signal, code] of [
      ["SIGHUP", 129],
      ["SIGINT", 130],
      ["SIGTERM", 143],
    ] as const) {
      const signals = new EventEmitter();
      const around = fakeSurroundings({ signals });
      around.meter.exportEvents = function* pieces() {
        yield { text: "1,m\n", rows: 1, calls: 1 };
        signals.emit(signal);
        yield { text: "2,m\n", rows: 1, calls: 1 };
        assert.fail("It goes on");
      };
      assert.equal(await runCli(["export", "--out", out], around), code);
      assert.deepEqual([around.stdout.text, around.stderr.text, around.meter.asked.at(-1)], ["", "", "close"]);
      assert.deepEqual(signals.eventNames(), []);
      assert.equal(readFileSync(out, "utf8"), "old");
      assert.deepEqual(
        readdirSync(folder).filter((name) => name.endsWith(".tmp")),
        [],
      );
    }
  });

  it("ends with 1 when the export's file cannot be written", async () => {
    const around = fakeSurroundings({ workingFolder: folder });
    assert.equal(await runCli(["export", "--out", "missing/calls.csv"], around), 1);
    assert.match(around.stderr.text, /cannot be written \(ENOENT\)/);
  });

  it("shows the version and help without opening the ledger", async () => {
    const around = fakeSurroundings();
    assert.equal(await runCli(["--version"], around), 0);
    assert.equal(around.stdout.text, "1.2.3\n");
    assert.equal(await runCli(["report", "--help"], around), 0);
    assert.match(around.stdout.text, /^Usage: token-legend report \[options\]$/m);
    assert.deepEqual(around.opened, []);
  });
});
