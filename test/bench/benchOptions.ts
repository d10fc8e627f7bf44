import { parseArgs } from "node:util";

export const PARTS = ["scan", "report", "worker", "tokens", "stores", "package", "peer"] as const;
export type Part = (typeof PARTS)[number];

export interface BenchOptions {
  readonly megabytes: number;
  /** Of each generated database of another program. */
  readonly storeMegabytes: number;
  readonly runs: number;
  /** Keep the generated home for the next time. */
  readonly keep: boolean;
  readonly json: boolean;
  readonly parts: ReadonlySet<Part>;
}

export const HELP = `Usage: npm run bench -- [options]

  --size MB        size of the generated home (default 700)
  --store-size MB  size of each generated database, for \`stores\` (default 2000)
  --runs N         runs per measurement, and pairs with the peer (default 5)
  --only PARTS     of ${PARTS.join(", ")}; separated by commas
                   (without it all but stores and peer)
  --peer           measure ccusage side by side as well (installed from npm into .cache)
  --keep           keep the generated home in .cache for the next run
  --json           print JSON instead of the table
`;

/** @throws Error that says what is wrong with the command line */
export function readBenchOptions(args: readonly string[]): BenchOptions | "help" {
  const { values } = parseArgs({
    args: [...args],
    options: {
      size: { type: "string", default: "700" },
      "store-size": { type: "string", default: "2000" },
      runs: { type: "string", default: "5" },
      only: { type: "string" },
      peer: { type: "boolean", default: false },
      keep: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return "help";
  const parts = new Set<Part>(values.only === undefined ? ["scan", "report", "worker", "tokens", "package"] : []);
  for (const name of values.only?.split(",") ?? []) parts.add(partOf(name));
  if (values.peer) parts.add("peer");
  return {
    megabytes: positive("--size", values.size),
    storeMegabytes: positive("--store-size", values["store-size"]),
    runs: Math.ceil(positive("--runs", values.runs)),
    keep: values.keep,
    json: values.json,
    parts,
  };
}

function partOf(name: string): Part {
  const part = PARTS.find((each) => each === name);
  if (part === undefined) throw new Error(`--only knows ${PARTS.join(", ")}, not "${name}"`);
  return part;
}

function positive(option: string, text: string): number {
  const value = Number(text);
  if (!(value > 0) || !Number.isFinite(value)) throw new Error(`${option} needs a number above 0, not "${text}"`);
  return value;
}
