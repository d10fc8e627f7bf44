import { parseArgs } from "node:util";
import { REPORT_KINDS } from "../shared/report.ts";
import type { ReportKind } from "../shared/report.ts";
import type { ExportFormat } from "../shared/workerProtocol.ts";
import { COMMANDS, isCommandName } from "./commands.ts";
import type { CommandName, CommandSpec } from "./commands.ts";
import { UsageError } from "./exitCode.ts";
import { EXPORT_FORMATS, OPTION_NAMES, OPTIONS } from "./options.ts";
import type { OptionName } from "./options.ts";
import { readSyncDeed, type SyncDeed } from "./syncDeed.ts";

/** Whose logs and which ledger, as given. */
export interface PlaceOptions {
  readonly home: string | undefined;
  readonly ledger: string | undefined;
}

export interface ReportOptions {
  readonly by: ReportKind;
  readonly since: string | undefined;
  readonly until: string | undefined;
  readonly tz: string | undefined;
  readonly json: boolean;
}

export type CommandLine =
  | { readonly command: "help"; readonly about: CommandName | undefined }
  | { readonly command: "version" }
  | { readonly command: "report"; readonly place: PlaceOptions; readonly options: ReportOptions }
  | { readonly command: "scan"; readonly place: PlaceOptions; readonly all: boolean; readonly recount: boolean }
  | { readonly command: "doctor"; readonly place: PlaceOptions; readonly json: boolean }
  | {
      readonly command: "export";
      readonly place: PlaceOptions;
      readonly format: ExportFormat;
      readonly out: string | undefined;
    }
  | { readonly command: "sync"; readonly place: PlaceOptions; readonly deed: SyncDeed }
  | { readonly command: "board" };

/** @throws UsageError naming the mistake */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const { values, positionals } = parse(args);
  const [command, ...words] = positionals;
  const [unexpected] = words;
  if (command === undefined) return withoutCommand(values.help, values.version);
  if (!isCommandName(command)) throw new UsageError(`There is no command "${command}".`);
  if (values.help === true) return { command: "help", about: command };
  if (unexpected !== undefined && command !== "sync")
    throw new UsageError(`"${unexpected}" is one word too many after ${command}.`);
  refuseForeign(command, Object.keys(values));

  const place = { home: filled("home", values.home), ledger: filled("ledger", values.ledger) };
  const json = values.json ?? false;
  switch (command) {
    case "report": {
      const by = oneOf("by", REPORT_KINDS, values.by ?? "day");
      return { command, place, options: { by, since: values.since, until: values.until, tz: values.tz, json } };
    }
    case "scan":
      return { command, place, all: values.all ?? false, recount: values.recount ?? false };
    case "doctor":
      return { command, place, json };
    case "export":
      return {
        command,
        place,
        format: oneOf("format", EXPORT_FORMATS, values.format ?? "csv"),
        out: filled("out", values.out),
      };
    case "sync":
      return { command, place, deed: readSyncDeed(words, { ...values, out: filled("out", values.out) }) };
    case "board":
      return { command };
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const valueMistake = valueMistakeIn(error);
    if (valueMistake !== undefined) throw new UsageError(valueMistake, { cause: error });
    // Node's first sentence names the mistake; the ones after it explain how to escape a leading dash.
    const [sentence] = error.message.split(/\.\s/);
    throw new UsageError(`${sentence?.replace(/\.$/, "")}.`, { cause: error });
  }
}

/** Node speaks of arguments and ambiguity where a value is missing, or is one too many. */
function valueMistakeIn(error: TypeError): string | undefined {
  if (!("code" in error) || error.code !== "ERR_PARSE_ARGS_INVALID_OPTION_VALUE") return undefined;
  const name = OPTION_NAMES.find((option) => option === /--([\w-]+)/.exec(error.message)?.[1]);
  if (name === undefined) return undefined;
  return OPTIONS[name].type === "boolean"
    ? `--${name} takes no value.`
    : `--${name} needs a value; write one that begins with a dash as --${name}=VALUE.`;
}

function withoutCommand(help: boolean | undefined, version: boolean | undefined): CommandLine {
  if (help === true) return { command: "help", about: undefined };
  if (version === true) return { command: "version" };
  throw new UsageError("Which command?");
}

function refuseForeign(command: CommandName, given: readonly string[]): void {
  const known: readonly string[] = (COMMANDS[command] satisfies CommandSpec).options;
  const foreign = given.find((option) => !known.includes(option));
  if (foreign !== undefined) throw new UsageError(`${command} has no option --${foreign}.`);
}

/** An empty path is a script's unset variable, not a wish. */
function filled(option: OptionName, value: string | undefined): string | undefined {
  if (value === "") throw new UsageError(`--${option} is empty.`);
  return value;
}

function oneOf<Choice extends string>(option: OptionName, choices: readonly Choice[], value: string): Choice {
  const choice = choices.find((one) => one === value);
  if (choice === undefined)
    throw new UsageError(`--${option} must be one of ${choices.join(", ")}; "${value}" is not.`);
  return choice;
}
