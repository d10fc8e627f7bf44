/**
 * Compares output tokens as tools reported them with our count of what the same logs hold of the output, per model. Reads
 * the logs beside the repository that are listed as taken from real sessions. See docs/tokens.md.
 */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createTokenCounter } from "../src/worker/tokens/createTokenCounter.ts";
import {
  claudeCodeSamples,
  geminiSamples,
  openCodeSamples,
  piSamples,
  type CountingSample,
} from "./countingSamples.ts";

const folder = join(import.meta.dirname, "../../shared/fixtures");
const HAND_MADE = "hand-made fixture";
/** A ratio of a handful of tokens says little. */
const LEAST_COUNTED = 10;
/** Fewer responses do not tell a call's frame from a text's own ratio. */
const LEAST_FITTED = 20;

interface Compared extends CountingSample {
  readonly counted: number;
}

if (!existsSync(folder)) {
  console.log("Nothing to measure: the logs are not here.");
} else {
  const kinds = new Set(
    process.argv.includes("--hand-made") ? [HAND_MADE] : ["real session", "real capture kept as fixture"],
  );
  printTable(readSamples(kinds));
}

function readSamples(kinds: ReadonlySet<string>): CountingSample[] {
  const [, ...rows] = readFileSync(join(folder, "INDEX.tsv"), "utf8").trim().split("\n");
  const samples = rows.flatMap((row) => {
    const [assistant, , , kind = "", , path = ""] = row.split("\t");
    return kinds.has(kind) ? samplesOf(assistant, path) : [];
  });
  // The same response is in several logs where one was resumed from another.
  return [...new Map(samples.map((sample) => [JSON.stringify(sample), sample])).values()];
}

function samplesOf(assistant: string | undefined, path: string): CountingSample[] {
  const text = readFileSync(join(folder, path), "utf8");
  switch (assistant) {
    case "claude":
      return claudeCodeSamples(text);
    case "pi":
      return piSamples(text);
    case "gemini":
      return geminiSamples(text);
    case "opencode":
      return path.includes("/storage/message/") ? openCodeSamples(text, partsOf(path)) : [];
    default:
      return [];
  }
}

/** The parts of an OpenCode message lie in a folder of its name. */
function partsOf(path: string): string[] {
  const [storage = "", message = ""] = path.replace(/\.json$/u, "").split("/message/");
  const parts = join(folder, storage, "part", message.split("/").at(-1) ?? "");
  return existsSync(parts) ? readdirSync(parts).map((name) => readFileSync(join(parts, name), "utf8")) : [];
}

function printTable(samples: readonly CountingSample[]): void {
  const counter = createTokenCounter();
  const compared = samples
    .map((sample) => ({
      ...sample,
      counted: sample.texts.reduce((tokens, text) => tokens + counter.count(text, sample.model), 0),
    }))
    .filter(({ counted }) => counted >= LEAST_COUNTED);
  console.log("| model | read from | output | n | reported | counted | ratio | middle | 10 % to 90 % |");
  console.log("| --- | --- | --- | --: | --: | --: | --: | --: | --: |");
  for (const [group, members] of grouped(compared, groupOf)) {
    const [reported, counted] = [sum(members, "reported"), sum(members, "counted")];
    const ratios = members.map((each) => each.reported / each.counted).toSorted((a, b) => a - b);
    const spread = [0.5, 0.1, 0.9].map((share) => quantile(ratios, share).toFixed(2));
    const [middle, low, high] = spread;
    const cells = [
      group,
      members.length,
      reported,
      counted,
      (reported / counted).toFixed(2),
      middle,
      `${low} to ${high}`,
    ];
    console.log(`| ${cells.join(" | ")} |`);
  }
  const visible = compared.filter((sample) => !sample.hasThinking);
  for (const [model, members] of grouped(visible, (sample) => familyOf(sample.model))) {
    if (members.length < LEAST_FITTED) continue;
    const { perToken, perCall } = fit(members);
    const formula = `reported = ${perToken.toFixed(2)} x counted + ${perCall.toFixed(0)} for each tool call`;
    console.log(`\n${model}, without thinking (n = ${members.length}): ${formula}`);
  }
}

function grouped(samples: readonly Compared[], keyOf: (sample: Compared) => string): (readonly [string, Compared[]])[] {
  const groups = new Map<string, Compared[]>();
  for (const sample of samples) groups.set(keyOf(sample), [...(groups.get(keyOf(sample)) ?? []), sample]);
  return [...groups].toSorted(([a], [b]) => a.localeCompare(b, "en"));
}

function groupOf(sample: Compared): string {
  const output = sample.hasThinking ? "with thinking" : sample.toolCalls > 0 ? "with tool calls" : "text alone";
  return `${familyOf(sample.model)} | ${sample.assistant} | ${output}`;
}

/** The model without the day of its snapshot. */
function familyOf(model: string): string {
  return model.replace(/-20\d{6}$/u, "");
}

function sum(samples: readonly Compared[], field: "reported" | "counted"): number {
  return samples.reduce((total, sample) => total + sample[field], 0);
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN;
}

/**
 * What a counted token and the frame around a tool call are worth in reported tokens, by least squares. Weighted by 1 /
 * reported, so that the long responses do not decide alone.
 */
function fit(samples: readonly Compared[]): { readonly perToken: number; readonly perCall: number } {
  let [tt, tc, cc, tr, cr] = [0, 0, 0, 0, 0];
  for (const { counted, toolCalls, reported } of samples) {
    const weight = 1 / reported;
    tt += weight * counted * counted;
    tc += weight * counted * toolCalls;
    cc += weight * toolCalls * toolCalls;
    tr += weight * counted * reported;
    cr += weight * toolCalls * reported;
  }
  const determinant = tt * cc - tc * tc;
  if (determinant === 0) return { perToken: tr / tt, perCall: 0 };
  return { perToken: (tr * cc - cr * tc) / determinant, perCall: (cr * tt - tr * tc) / determinant };
}
