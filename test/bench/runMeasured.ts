import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface RunCost {
  /** User and system time of the process with all its threads, as the kernel tells it to the parent. */
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  /** Largest resident size; `undefined` where only the shell's clock is there. */
  readonly peakBytes: number | undefined;
  readonly stdout: string;
}

const GNU_TIME = "/usr/bin/time";
const SHELL_TIMER = 'TIMEFORMAT="%U %S"; out=$1; shift; { time "$@" 2>&3; } 3>&2 2>"$out"';

/**
 * Runs a program to its end and tells what it cost. The same clock is used for every program, so that two can be compared:
 * GNU time where installed, else bash.
 * @throws Error when the program fails, with what it said
 */
export function runMeasured(command: string, args: readonly string[], env: NodeJS.ProcessEnv): RunCost {
  const folder = mkdtempSync(join(tmpdir(), "token-legend-bench-"));
  const costFile = join(folder, "cost");
  try {
    const [timer, timerArgs] = existsSync(GNU_TIME)
      ? [GNU_TIME, ["-f", "%U %S %M", "-o", costFile]]
      : ["bash", ["-c", SHELL_TIMER, "bash", costFile]];
    const startMs = performance.now();
    const done = spawnSync(timer, [...timerArgs, command, ...args], { env, encoding: "utf8", maxBuffer: 1 << 28 });
    const wallSeconds = (performance.now() - startMs) / 1000;
    if (done.error !== undefined) throw new Error(`${timer} could not be started`, { cause: done.error });
    if (done.status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${done.status}: ${done.stderr}`);
    const [user, system, peakKibibytes] = readFileSync(costFile, "utf8").trim().split(" ").map(Number);
    if (user === undefined || system === undefined) throw new Error(`${timer} did not tell the cost`);
    const peakBytes = peakKibibytes === undefined ? undefined : peakKibibytes * 1024;
    return { cpuSeconds: user + system, wallSeconds, peakBytes, stdout: done.stdout };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
