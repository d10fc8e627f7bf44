// Usage: node --expose-gc test/bench/tokensChild.ts load-ours|load-package|speed RANKS_FOLDER ENCODING RUNS
// Measures the token counter in a process of its own, so that each starts cold, and prints JSON.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ExactCounter } from "../../src/worker/tokens/exactCounter.ts";
import { unpackRanks } from "../../src/worker/tokens/packedRanks.ts";
import { seededRandom } from "../support/generateHome/random.ts";
import { hostileTexts } from "../support/hostileTexts.ts";
import { englishText, typeScriptText } from "./tokenTexts.ts";
import type { LoadCost, SpeedCost, TextSpeed } from "./measureTokens.ts";

const TEXT_LENGTH = 2_000_000;
const HOSTILE_LENGTH = 100_000;
const WARM_UP = "Everything needed to count has been loaded once this is counted.";

type Count = (text: string) => number;

const [what, folder = "", encoding, runsText] = process.argv.slice(2);
if (encoding !== "o200k_base" && encoding !== "cl100k_base") throw new Error("Which encoding?");

function loadOurs(): Count {
  const counter = new ExactCounter(unpackRanks(readFileSync(join(folder, encoding ?? ""))));
  return (text) => counter.count(text);
}

async function loadPackage(): Promise<Count> {
  const { Tiktoken } = await import("js-tiktoken/lite");
  const { default: ranks } = await (encoding === "o200k_base"
    ? import("js-tiktoken/ranks/o200k_base")
    : import("js-tiktoken/ranks/cl100k_base"));
  const tiktoken = new Tiktoken(ranks);
  return (text) => tiktoken.encode(text, [], []).length;
}

function heldBytes(): { readonly heap: number; readonly outside: number } {
  // Buffers are let go of in the collection after the one that finds them unused.
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return { heap: heapUsed, outside: external };
}

async function measureLoad(load: () => Count | Promise<Count>): Promise<LoadCost> {
  const before = heldBytes();
  const startMs = performance.now();
  const count = await load();
  count(WARM_UP);
  const ms = performance.now() - startMs;
  const after = heldBytes();
  // Counted with once more, so that nothing of it has been let go before.
  count(WARM_UP);
  return { ms, heapBytes: after.heap - before.heap, outsideBytes: after.outside - before.outside };
}

function megabytesPerSecond(count: Count, text: string): { readonly speed: number; readonly tokens: number } {
  const startMs = performance.now();
  const tokens = count(text);
  return { speed: Buffer.byteLength(text) / 1_000 / (performance.now() - startMs), tokens };
}

/** Both in turn on the same texts, a new one for each run. */
function measureText(make: (run: number) => string, runs: number, ours: Count, theirs: Count): TextSpeed {
  const speeds: { ours: number[]; package: number[]; differences: number } = { ours: [], package: [], differences: 0 };
  for (let run = 0; run < runs; run += 1) {
    const text = make(run);
    const [mine, other] = [megabytesPerSecond(ours, text), megabytesPerSecond(theirs, text)];
    speeds.ours.push(mine.speed);
    speeds.package.push(other.speed);
    speeds.differences += Math.abs(mine.tokens - other.tokens);
  }
  return speeds;
}

async function measureSpeed(runs: number): Promise<SpeedCost> {
  const [ours, theirs] = [loadOurs(), await loadPackage()];
  const english = measureText((run) => englishText(seededRandom(run), TEXT_LENGTH), runs, ours, theirs);
  const typeScript = measureText((run) => typeScriptText(seededRandom(run), TEXT_LENGTH), runs, ours, theirs);
  const hostile = Object.entries(hostileTexts(seededRandom(1), HOSTILE_LENGTH)).map(([name, text]) => {
    const startMs = performance.now();
    ours(text);
    return [name, performance.now() - startMs] as const;
  });
  return { english, typeScript, hostileMs: Object.fromEntries(hostile) };
}

const measured = await (what === "load-ours"
  ? measureLoad(loadOurs)
  : what === "load-package"
    ? measureLoad(loadPackage)
    : measureSpeed(Number(runsText)));
process.stdout.write(JSON.stringify(measured));
