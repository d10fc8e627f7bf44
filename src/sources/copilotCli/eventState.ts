import { readText } from "../lines.ts";
import type { LogFile } from "../source.ts";
import { sessionByPlace } from "./paths.ts";
import type { Totals } from "./readTotals.ts";

/** What messages tell of the stretch since the last totals, its *leg*. Plain JSON, so absent is `null`. */
export interface Leg {
  /** Id of the leg's first message, which names the leg wherever its lines are copied to. */
  readonly key: string | null;
  readonly atMs: number | null;
  /** Output of its messages, by model. */
  readonly outputs: Readonly<Record<string, number>>;
  /** Output of its latest calls, which come as several messages each. */
  readonly recent: readonly (readonly [call: string, output: number])[];
}

export type EventState = {
  readonly sessionId: string;
  /** The log says that it is of a version we do not know. */
  readonly isUnknown: boolean;
  readonly startMs: number;
  readonly cwd: string | null;
  readonly branch: string | null;
  readonly model: string | null;
  readonly leg: Leg;
  /** The last totals that were written, to tell whether the next ones go on from there. */
  readonly totals: Totals | null;
};

export type EventDraft = { -readonly [Field in keyof EventState]: EventState[Field] };

export const NEW_LEG: Leg = { key: null, atMs: null, outputs: {}, recent: [] };

export function startState(file: LogFile): EventState {
  const workspace = file.readNeighbour("workspace.yaml") ?? "";
  return {
    sessionId: sessionByPlace(file.relativePath),
    isUnknown: false,
    startMs: 0,
    cwd: yamlText(workspace, "cwd") ?? null,
    branch: yamlText(workspace, "branch") ?? null,
    model: null,
    leg: NEW_LEG,
    totals: null,
  };
}

/** A text of a flat `key: value` file, plain or in quotes. */
function yamlText(yaml: string, key: string): string | undefined {
  const value = new RegExp(`^${key}:[ \\t]*(.*?)[ \\t]*$`, "m").exec(yaml)?.[1];
  if (value === undefined || value === "null" || value === "~") return undefined;
  return readText(/^(["'])(.*)\1$/.exec(value)?.[2] ?? value);
}
