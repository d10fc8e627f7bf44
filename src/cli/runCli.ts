import { UserError } from "../shared/userError.ts";
import type { Meter, MeterOptions } from "../worker/meter.ts";
import { runDoctor } from "./doctorCommand.ts";
import { runBoard } from "./boardCommand.ts";
import { BoardError, EXIT, LedgerError, UsageError, blamingLedger } from "./exitCode.ts";
import type { ExitCode } from "./exitCode.ts";
import { runExport } from "./exportCommand.ts";
import { commandHelp, helpText } from "./help.ts";
import { parseCommandLine } from "./parseCommandLine.ts";
import type { CommandLine, PlaceOptions } from "./parseCommandLine.ts";
import { meterOptionsFor } from "./place.ts";
import { reportQueryFor, runReport } from "./reportCommand.ts";
import { runScan } from "./scanCommand.ts";
import type { Surroundings } from "./surroundings.ts";
import { runSync } from "./syncCommand.ts";
import { ToldToEnd } from "./untilToldToEnd.ts";

/** Runs one command line to its end and answers the exit code. All errors end here, as text on standard error. */
export async function runCli(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const { stderr } = surroundings;
  try {
    return await runCommand(parseCommandLine(args), surroundings);
  } catch (error) {
    if (error instanceof UsageError) {
      stderr.write(`${error.message} See token-legend --help.\n`);
      return EXIT.usage;
    }
    if (error instanceof LedgerError) {
      stderr.write(`${error.message}\n`);
      return EXIT.ledger;
    }
    if (error instanceof BoardError) {
      stderr.write(`${error.message}\n`);
      return EXIT.board;
    }
    if (error instanceof ToldToEnd) return error.code;
    if (error instanceof UserError) {
      stderr.write(`${error.message}\n`);
      return EXIT.failure;
    }
    stderr.write(`Token Legend has failed in a way it should not. Please report this:\n${describe(error)}\n`);
    return EXIT.failure;
  }
}

function runCommand(line: CommandLine, surroundings: Surroundings): ExitCode | Promise<ExitCode> {
  const { stdout, version } = surroundings;
  switch (line.command) {
    case "help":
      stdout.write(line.about === undefined ? helpText() : commandHelp(line.about));
      return EXIT.ok;
    case "version":
      stdout.write(`${version}\n`);
      return EXIT.ok;
    case "report": {
      const query = reportQueryFor(line.options, surroundings);
      return withMeter(line.place, surroundings, (meter) => runReport(meter, query, line.options.json, surroundings));
    }
    case "scan":
      return withMeter(line.place, surroundings, (meter) => runScan(meter, line.all, surroundings), line.recount);
    case "doctor":
      return withMeter(line.place, surroundings, (meter) => runDoctor(meter, line.json, surroundings));
    case "export":
      return withMeter(line.place, surroundings, (meter) => runExport(meter, line.format, line.out, surroundings));
    case "sync":
      return withMeter(line.place, surroundings, (meter, { ledgerFile }) =>
        runSync(meter, ledgerFile, line.deed, surroundings),
      );
    case "board":
      return runBoard(surroundings.boardProgram());
  }
}

async function withMeter(
  place: PlaceOptions,
  surroundings: Surroundings,
  use: (meter: Meter, options: MeterOptions) => Promise<ExitCode>,
  recounts = false,
): Promise<ExitCode> {
  const options = { ...meterOptionsFor(place, surroundings), recounts };
  const meter = await blamingLedger(() => surroundings.openMeter(options));
  try {
    return await use(meter, options);
  } finally {
    meter.close();
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
