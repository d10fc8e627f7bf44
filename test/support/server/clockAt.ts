import { join } from "node:path";
import { pathToFileURL } from "node:url";

const SHIFTED_CLOCK = pathToFileURL(join(import.meta.dirname, "shiftedClock.ts")).href;

/** A clock that goes on from an instant, for this process and for others. */
export interface ClockAt {
  nowMs(): number;
  /** What another process has to have in its environment to go by it. */
  readonly environment: Readonly<Record<string, string>>;
}

/** A clock that shows the instant now. */
export function clockAt(instantMs: number): ClockAt {
  const shiftMs = instantMs - Date.now();
  return {
    nowMs: () => Date.now() + shiftMs,
    environment: { NODE_OPTIONS: `--import=${SHIFTED_CLOCK}`, CLOCK_SHIFT_MS: String(shiftMs) },
  };
}
