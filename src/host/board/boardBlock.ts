import type { BoardBlock } from "../../shared/teamState.ts";

/** Set by an administrator for everything on the machine, the command line included. */
export const FORBIDDING_VARIABLE = "TOKEN_LEGEND_BOARD_FORBIDDEN";

export interface BoardSurroundings {
  /** The setting. What cannot be read as a no is taken for a yes. */
  readonly forbidden: unknown;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isTrusted: boolean;
  readonly isTelemetryOn: boolean;
}

/** What keeps the board away, the strongest first; `undefined` where nothing does. */
export function boardBlock({ forbidden, env, isTrusted, isTelemetryOn }: BoardSurroundings): BoardBlock | undefined {
  const isForbiddenHere = forbidden !== undefined && forbidden !== false;
  const variable = env[FORBIDDING_VARIABLE] ?? "";
  if (isForbiddenHere || (variable !== "" && variable !== "0")) return "forbidden";
  if (!isTrusted) return "untrusted";
  return isTelemetryOn ? undefined : "telemetryOff";
}
