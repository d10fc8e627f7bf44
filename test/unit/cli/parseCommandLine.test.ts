import assert from "node:assert/strict";
import { UsageError } from "../../../src/cli/exitCode.ts";
import { parseCommandLine } from "../../../src/cli/parseCommandLine.ts";

const NO_PLACE = { home: undefined, ledger: undefined };

function refuses(args: readonly string[], sentence: RegExp): void {
  assert.throws(
    () => parseCommandLine(args),
    (error) => error instanceof UsageError && sentence.test(error.message),
    args.join(" "),
  );
}

describe("the command line", () => {
  it("reports by day as text when nothing else is asked for", () => {
    assert.deepEqual(parseCommandLine(["report"]), {
      command: "report",
      place: NO_PLACE,
      options: { by: "day", since: undefined, until: undefined, tz: undefined, json: false },
    });
  });

  it("takes options before and after the command, with and without an equals sign", () => {
    const expected = {
      command: "report",
      place: { home: "/h", ledger: "/l" },
      options: { by: "tool", since: "2026-11-01", until: "2026-11-02", tz: "UTC", json: true },
    };
    const options = ["--json", "--home", "/h", "--ledger=/l", "--tz", "UTC", "--by=tool", "--since", "2026-11-01"];
    assert.deepEqual(parseCommandLine(["report", ...options, "--until=2026-11-02"]), expected);
    assert.deepEqual(parseCommandLine([...options, "--until=2026-11-02", "report"]), expected);
  });

  it("knows scan, doctor and export with their options", () => {
    assert.deepEqual(parseCommandLine(["scan"]), { command: "scan", place: NO_PLACE, all: false, recount: false });
    assert.deepEqual(parseCommandLine(["scan", "--all"]), {
      command: "scan",
      place: NO_PLACE,
      all: true,
      recount: false,
    });
    assert.deepEqual(parseCommandLine(["doctor", "--json"]), { command: "doctor", place: NO_PLACE, json: true });
    assert.deepEqual(parseCommandLine(["export"]), {
      command: "export",
      place: NO_PLACE,
      format: "csv",
      out: undefined,
    });
    assert.deepEqual(parseCommandLine(["export", "--format", "json", "--out", "x.json"]), {
      command: "export",
      place: NO_PLACE,
      format: "json",
      out: "x.json",
    });
  });

  it("shows help for everything or for one command, whatever else is given", () => {
    assert.deepEqual(parseCommandLine(["--help"]), { command: "help", about: undefined });
    assert.deepEqual(parseCommandLine(["-h"]), { command: "help", about: undefined });
    assert.deepEqual(parseCommandLine(["export", "--json", "-h"]), { command: "help", about: "export" });
  });

  it("shows the version", () => {
    assert.deepEqual(parseCommandLine(["--version"]), { command: "version" });
  });

  it("refuses what it does not know, naming it", () => {
    refuses([], /Which command/);
    refuses(["rport"], /no command "rport"/);
    refuses(["toString"], /no command "toString"/);
    refuses(["report", "today"], /"today" is one word too many/);
    refuses(["report", "--color"], /Unknown option '--color'\.$/);
  });

  it("says in plain words that a value is missing, or is one too many", () => {
    const missing = /^--since needs a value; write one that begins with a dash as --since=VALUE\.$/;
    refuses(["report", "--since", "--until"], missing);
    refuses(["report", "--since"], missing);
    refuses(["scan", "--home", "-x"], /^--home needs a value;/);
    refuses(["report", "--json=yes"], /^--json takes no value\.$/);
    refuses(["report", "--help=yes"], /^--help takes no value\.$/);
  });

  it("refuses an option of another command", () => {
    refuses(["scan", "--json"], /scan has no option --json/);
    refuses(["report", "--out", "x"], /report has no option --out/);
    refuses(["report", "--version"], /report has no option --version/);
  });

  it("refuses a value that is none of the choices, naming them", () => {
    refuses(["report", "--by", "hour"], /--by must be one of day, week, month, .*; "hour" is not/);
    refuses(["export", "--format", "xml"], /--format must be one of csv, json/);
  });

  it("refuses an empty path, as of an unset variable", () => {
    refuses(["report", "--home", ""], /--home is empty/);
    refuses(["report", "--ledger="], /--ledger is empty/);
    refuses(["export", "--out="], /--out is empty/);
  });
});
