import { COMMAND_NAMES, COMMANDS } from "./commands.ts";
import type { CommandName, CommandSpec } from "./commands.ts";
import { OPTIONS } from "./options.ts";
import type { OptionName, OptionSpec } from "./options.ts";
import { wrapText } from "./wrapText.ts";

const WIDTH = 80;

const EXIT_CODES = `Exit codes:
  0  done
  1  failed
  2  wrong command line
  3  the ledger cannot be opened, or not be written by a command that has to
  4  the team board cannot be reached or says no, or cannot be asked from here:
     not joined, joined already, paused, forbidden, or without the key
  130  stopped by Ctrl+C
`;

export function helpText(): string {
  const commands = COMMAND_NAMES.map((name) => entry(name, COMMANDS[name].summary));
  return `token-legend counts what your AI coding assistants used, from their own logs.
Everything stays on this machine, unless you join a team board.

Usage: token-legend COMMAND [options]

Commands:
${commands.join("")}
Options:
${entry("--version", OPTIONS.version.help)}${entry("-h, --help", "Show this help, or a command's own after its name.")}
${EXIT_CODES}`;
}

export function commandHelp(name: CommandName): string {
  const command: CommandSpec = COMMANDS[name];
  const options = command.options.map((option) => entry(optionTitle(option), OPTIONS[option].help));
  return `Usage: token-legend ${name}${command.words === undefined ? "" : ` ${command.words}`} [options]

${wrapText(`${command.summary} ${command.details}`, WIDTH).join("\n")}

Options:
${options.join("")}
${EXIT_CODES}`;
}

function optionTitle(name: OptionName): string {
  const { short, value }: OptionSpec = OPTIONS[name];
  return `${short === undefined ? "" : `-${short}, `}--${name}${value === undefined ? "" : ` ${value}`}`;
}

const TITLE_WIDTH = 19;

function entry(title: string, text: string): string {
  const lines = wrapText(text, WIDTH - TITLE_WIDTH);
  return lines.map((line, index) => `${(index === 0 ? `  ${title}` : "").padEnd(TITLE_WIDTH)}${line}\n`).join("");
}
