import type { AdminParts } from "../admin/adminParts.ts";
import type { RandomBytes } from "../membership/codes.ts";
import { boardSalt, subjectOf } from "./boardSalt.ts";
import { readFailedChecks } from "./failedChecks.ts";
import { openFlags, signalOf } from "./flags.ts";

/** What is shown at once; the others follow when these are decided. */
const MOST_SIGNALS = 200;

/** What the checks tell the board's staff: signals without names, and checks that have failed. */
export function integrityParts(random: RandomBytes): AdminParts {
  return {
    async signals(queries) {
      const salt = await boardSalt(queries, random);
      const flags = await openFlags(queries, MOST_SIGNALS);
      return flags.map((flag) => ({ subject: subjectOf(salt, flag.member), signal: signalOf(flag) }));
    },
    failedChecks: readFailedChecks,
  };
}
