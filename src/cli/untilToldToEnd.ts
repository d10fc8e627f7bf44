import type { EventEmitter } from "node:events";
import { EXIT, type ExitCode } from "./exitCode.ts";

/** Where the signals of the process arrive: the process itself, or a fake in tests. */
export type Signals = Pick<EventEmitter, "once" | "off">;

const CODES = { SIGHUP: EXIT.hungUp, SIGINT: EXIT.interrupted, SIGTERM: EXIT.terminated } as const;
const NAMES = ["SIGHUP", "SIGINT", "SIGTERM"] as const;

/** The process was told to end, and what was under way has been cleaned up. */
export class ToldToEnd extends Error {
  override readonly name = "ToldToEnd";
  readonly code: ExitCode;

  constructor(code: ExitCode) {
    super("Told to end");
    this.code = code;
  }
}

/**
 * Runs work that has to clean up when the process is told to end: the work looks at the signal now and then, and throws its
 * reason. Told a second time, the process ends at once.
 */
export async function untilToldToEnd<Result>(
  signals: Signals,
  work: (ended: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const ending = new AbortController();
  const listeners = NAMES.map((name) => ({ name, end: () => ending.abort(new ToldToEnd(CODES[name])) }));
  for (const { name, end } of listeners) signals.once(name, end);
  try {
    return await work(ending.signal);
  } finally {
    for (const { name, end } of listeners) signals.off(name, end);
  }
}
