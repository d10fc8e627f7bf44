import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { build } from "esbuild";
import manifest from "../../../package.json" with { type: "json" };

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const CLAUDE_USAGE = {
  input_tokens: 100,
  cache_read_input_tokens: 300,
  cache_creation_input_tokens: 200,
  output_tokens: 50,
};

function claudeCall(id: string, timestamp: string, usage: object = CLAUDE_USAGE): string {
  const message = { id: `msg_${id}`, type: "message", role: "assistant", model: "claude-sonnet-4-20250514", usage };
  const line = { type: "assistant", timestamp, sessionId: "s1", cwd: "/home/dev/app", requestId: `req_${id}`, message };
  return `${JSON.stringify(line)}\n`;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  assert.ok(typeof value === "object" && value !== null);
  return { ...value };
}

function listOf(value: unknown): readonly unknown[] {
  assert.ok(Array.isArray(value));
  return Array.from(value, (item: unknown) => item);
}

describe("the bundled command line", function () {
  this.timeout(120_000);

  let folder = "";
  let program = "";
  let home = "";
  let ledger = "";

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "token-legend-"));
    program = join(folder, "cli.cjs");
    await build({
      entryPoints: [join(import.meta.dirname, "../../../src/cli/main.ts")],
      outfile: program,
      bundle: true,
      platform: "node",
      target: "node22",
      format: "cjs",
      logLevel: "error",
    });
    home = join(folder, "home");
    ledger = join(folder, "ledger.sqlite");
    const project = join(home, ".claude/projects/-home-dev-app");
    mkdirSync(project, { recursive: true });
    // The second line repeats the first call with its final output; the fourth is torn.
    const lines = [
      claudeCall("1", "2026-03-01T23:30:00.000Z", { ...CLAUDE_USAGE, output_tokens: 1 }),
      claudeCall("1", "2026-03-01T23:30:01.000Z"),
      claudeCall("2", "2026-03-02T10:00:00.000Z"),
      claudeCall("3", "2026-03-02T10:00:05.000Z").slice(0, -40),
    ];
    writeFileSync(join(project, "s1.jsonl"), lines.join(""));
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  function run(...args: readonly string[]): Ended {
    const ended = spawnSync(process.execPath, [program, ...args], {
      encoding: "utf8",
      env: { PATH: process.env["PATH"] },
    });
    return { code: ended.status, stdout: ended.stdout, stderr: ended.stderr };
  }

  function runHere(...args: readonly string[]): Ended {
    return run(...args, "--home", home, "--ledger", ledger);
  }

  function reportOf(...args: readonly string[]): unknown {
    const { code, stdout, stderr } = runHere("report", "--json", ...args);
    assert.equal(stderr, "");
    assert.equal(code, 0);
    return JSON.parse(stdout);
  }

  it("goes by the zone of this system where TZ names its file, as containers set it", () => {
    const env = { PATH: process.env["PATH"], TZ: ":/etc/localtime" };
    const args = [program, "report", "--home", home, "--ledger", ledger];
    const ended = spawnSync(process.execPath, args, { encoding: "utf8", env });
    assert.deepEqual({ code: ended.status, stderr: ended.stderr }, { code: 0, stderr: "" });
  });

  it("reports true totals as JSON, the same the second time", () => {
    const call = {
      calls: 1,
      freshInput: 100,
      cacheRead: 300,
      cacheWrite5m: 200,
      cacheWrite1h: 0,
      output: 50,
      reasoning: 0,
      webSearches: 0,
      costUsd: 0.00189,
      unpricedTokens: 0,
      estimatedTokens: 0,
    };
    const both = {
      ...call,
      calls: 2,
      freshInput: 200,
      cacheRead: 600,
      cacheWrite5m: 400,
      output: 100,
      costUsd: 0.00378,
    };
    for (let time = 0; time < 2; time++) {
      const { asOf, ...report } = fieldsOf(reportOf("--tz", "UTC"));
      assert.match(String(asOf), /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/);
      assert.deepEqual(report, {
        rows: [
          { key: "2026-03-01", ...call },
          { key: "2026-03-02", ...call },
        ],
        totals: both,
        setAside: { records: 0, tokens: 0, reasons: {} },
      });
    }
  });

  it("cuts days in the zone and range that are asked for", () => {
    const keys = (...args: readonly string[]): readonly unknown[] =>
      listOf(fieldsOf(reportOf(...args))["rows"]).map((row) => fieldsOf(row)["key"]);
    assert.deepEqual(keys("--tz", "Europe/Berlin"), ["2026-03-02"]);
    assert.deepEqual(keys("--tz", "UTC", "--until", "2026-03-01"), ["2026-03-01"]);
    assert.deepEqual(keys("--tz", "UTC", "--since", "2026-03-02T00:00Z"), ["2026-03-02"]);
    assert.deepEqual(keys("--tz", "UTC", "--by", "week"), ["2026-W09", "2026-W10"]);
    assert.deepEqual(keys("--by", "model"), ["claude-sonnet-4-20250514"]);
    assert.deepEqual(keys("--by", "project"), ["/home/dev/app"]);
    assert.deepEqual(keys("--by", "session"), ["s1"]);
  });

  it("shows the report as a table", () => {
    const { code, stdout } = runHere("report", "--by", "tool");
    assert.equal(code, 0);
    assert.match(stdout, /^Claude Code +2 +200 +600 +400 +100 +1,300 +<\$0\.01$/m);
  });

  it("scans what is new, or everything again, and counts nothing twice", () => {
    assert.match(runHere("scan").stdout, /new calls: 0\.$/m);
    assert.match(runHere("scan", "--all").stdout, /^1 of 1 logs had changed: .*new calls: 0\.$/m);
    const own = join(folder, "own.sqlite");
    assert.match(run("scan", "--home", home, "--ledger", own).stdout, /new calls: 2\.$/m);
  });

  it("keeps the ledger of another home in that home", () => {
    assert.equal(run("scan", "--home", home).code, 0);
    const inHome = process.platform === "linux" ? ".local/share/token-legend/ledger.sqlite" : "";
    assert.ok(existsSync(join(home, inHome)));
  });

  it("tells what it found in doctor, as a page and as JSON", () => {
    const page = runHere("doctor");
    assert.equal(page.code, 0);
    assert.match(page.stdout, /Claude Code +~\/\.claude\/projects .* read +1$/m);
    const facts = fieldsOf(JSON.parse(runHere("doctor", "--json").stdout));
    assert.equal(facts["version"], manifest.version);
    assert.equal(fieldsOf(facts["ledger"])["calls"], 2);
  });

  it("exports every call as CSV or JSON", () => {
    const csv = runHere("export").stdout.trimEnd().split("\r\n");
    assert.equal(csv.length, 3);
    assert.match(csv[1] ?? "", /^2026-03-01T23:30:0[01]\.000Z,/);
    const file = join(folder, "calls.json");
    assert.deepEqual(runHere("export", "--format", "json", "--out", file), {
      code: 0,
      stdout: "",
      stderr: `Wrote 2 calls in 2 rows to ${file}.\n`,
    });
    assert.equal(listOf(JSON.parse(readFileSync(file, "utf8"))).length, 2);
  });

  it("says the version and help", () => {
    assert.equal(run("--version").stdout, `${manifest.version}\n`);
    assert.equal(run("report", "--help").code, 0);
  });

  it("ends with 2 for a wrong command line", () => {
    for (const args of [[], ["nonsense"], ["report", "--by", "hour"], ["report", "--tz", "Mars/Olympus"]]) {
      const { code, stdout, stderr } = run(...args);
      assert.deepEqual({ code, stdout }, { code: 2, stdout: "" });
      assert.match(stderr, /^.+ See token-legend --help\.\n$/);
    }
  });

  it("ends with 3 and one sentence when the ledger cannot be opened", () => {
    const { code, stdout, stderr } = run("report", "--home", home, "--ledger", folder);
    assert.deepEqual({ code, stdout }, { code: 3, stdout: "" });
    assert.match(stderr, /^What lies at the ledger.s place is damaged or no ledger\. .+\n$/);
  });

  it("shows a ledger of a newer version with a warning, and ends a scan of it with 3", () => {
    const newer = join(folder, "newer.sqlite");
    run("scan", "--home", home, "--ledger", newer);
    const database = new DatabaseSync(newer);
    database.exec("PRAGMA user_version = 999");
    database.close();
    assert.equal(run("scan", "--home", home, "--ledger", newer).code, 3);
    const report = run("report", "--home", home, "--ledger", newer);
    assert.equal(report.code, 0);
    assert.match(report.stderr, /could not be added to/);
    assert.match(report.stderr, /Update Token Legend to count again/);
    assert.match(report.stdout, /^Total +2 /m);
  });

  describe("writing much", () => {
    let large: readonly string[] = [];
    before(() => {
      const much = join(folder, "much");
      const project = join(much, ".claude/projects/much");
      mkdirSync(project, { recursive: true });
      const lines = Array.from({ length: 4_000 }, (_, index) => claudeCall(String(index), "2026-03-01T12:00:00.000Z"));
      writeFileSync(join(project, "s1.jsonl"), lines.join(""));
      large = ["--home", much, "--ledger", join(folder, "much.sqlite")];
    });

    it("ends in peace when its reader leaves early", async () => {
      const child = spawn(process.execPath, [program, "export", ...large], { stdio: ["ignore", "pipe", "pipe"] });
      let stderr = "";
      child.stderr.on("data", (piece: Buffer) => {
        stderr += piece.toString();
      });
      child.stdout.once("data", () => {
        child.stdout.destroy();
      });
      await once(child, "close");
      assert.deepEqual({ code: child.exitCode, stderr }, { code: 0, stderr: "" });
    });

    it("ends in peace before head", function () {
      if (process.platform === "win32") this.skip();
      const script = 'set -o pipefail; "$@" | head -n 1';
      const ended = spawnSync("bash", ["-c", script, "bash", process.execPath, program, "export", ...large], {
        encoding: "utf8",
      });
      if (ended.error !== undefined) this.skip();
      assert.deepEqual([ended.status, ended.stderr], [0, ""]);
      assert.match(ended.stdout, /^time,.*\r\n$/);
    });

    it("ends with 1 when the output cannot be written", function () {
      if (!existsSync("/dev/full")) this.skip();
      const ended = spawnSync("sh", ["-c", '"$@" > /dev/full', "sh", process.execPath, program, "export", ...large], {
        encoding: "utf8",
      });
      assert.equal(ended.status, 1);
      assert.match(ended.stderr, /^The output cannot be written: .*ENOSPC.*\n$/);
    });
  });
});
