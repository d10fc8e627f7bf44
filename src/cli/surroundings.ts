import type { Meter, MeterOptions } from "../worker/meter.ts";
import type { Fetch } from "../sync/networkFetch.ts";
import type { Output } from "./output.ts";
import type { Answer } from "./question.ts";
import type { Signals } from "./untilToldToEnd.ts";

/** Everything a command touches outside itself, so that tests can stand in for it. */
export interface Surroundings {
  readonly version: string;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly nowMs: () => number;
  /** The user's own. */
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly workingFolder: string;
  /** `undefined` or `Etc/Unknown` where it is set to something that names no zone. */
  readonly systemTimeZone: () => string | undefined;
  /** Throws a UserError where the ledger cannot be used. */
  readonly openMeter: (options: MeterOptions) => Meter;
  /** The way to a team board; nothing else uses it. */
  readonly fetch: Fetch;
  /** Asks the person at the terminal. */
  readonly ask: (question: string) => Promise<Answer>;
  readonly signals: Signals;
  /** File of the board's server. */
  readonly boardProgram: () => string;
}
