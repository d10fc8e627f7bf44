import { NO_FIGURES, type FigureField, type UsageRow } from "../../shared/board/usageRow.ts";
import { WIRE_BOUNDS } from "../../shared/board/wireBounds.ts";
import { laterVersion } from "../laterVersion.ts";
import { STEERED_WINDOW_MS, type Mode } from "../steering.ts";
import { busyMs, leastCalls } from "./busyTime.ts";
import { rowKeyOf } from "./rowKey.ts";
import { OTHER_MODEL, wireModelName } from "./wireModelName.ts";

const HOUR_MS = 3_600_000;

/** A call that counts, as far as rows tell of it. */
export interface HourCall {
  readonly atMs: number;
  readonly session: number;
  /** Sub-agent within the session; `undefined` for the conversation with the person. */
  readonly agent: string | undefined;
  /** Source id. */
  readonly tool: string;
  readonly toolVersion: string | undefined;
  /** As written by the tool. */
  readonly model: string;
  readonly mode: Mode;
  readonly freshInput: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly output: number;
  readonly calls: 0 | 1;
  /** The record is of one call, not of a turn or session. */
  readonly isOneCall: boolean;
  /** Our count of what the call has visibly put out; `undefined` where it was not sampled. */
  readonly recount: number | undefined;
}

export interface HourTurn {
  readonly atMs: number;
  readonly session: number;
  readonly tool: string;
  /** No earlier copy of it is in another session. */
  readonly isFirst: boolean;
}

/** What is known of an hour, with five minutes before it and a quarter of an hour after it; both ascending by time. */
export interface HourFacts {
  readonly calls: readonly HourCall[];
  readonly turns: readonly HourTurn[];
}

/** A row without its revision. */
export type HourRow = Omit<UsageRow, "rev">;

interface Sums {
  readonly key: Pick<UsageRow, "h" | "tool" | "model" | "mode">;
  readonly sessions: Set<number>;
  readonly figures: Record<FigureField, number>;
  busyMs: number;
  toolVersion: string | undefined;
  sampledOutput: number;
  sampledRecount: number;
}

/**
 * What a board is told of one UTC hour:
 * - tokens of the calls in it, by tool, model and mode; models that are not publicly known are one;
 * - `calls`: where a record is of a whole turn or session, as many as its tokens need at least;
 * - `busy`: sum over calls, see `busyMs`; `maxPrompt`: of a record of several calls, what they hold on average;
 * - `turns`: those typed in the hour, each once, with the model that answered them;
 * - `recount`: output as counted here, as of the calls that were sampled; 0 where none was;
 * - `sess`: sessions with calls in the row.
 *
 * @param isUnattended nobody is at this machine: no call is steered and no turn is told
 */
export function makeHourRows(hour: number, facts: HourFacts, isUnattended: boolean): readonly HourRow[] {
  const sums = new Map<string, Sums>();
  const sumsOf = (tool: string, model: string, mode: Mode): Sums => {
    const key = { h: hour, tool, model, mode: isUnattended ? 0 : mode };
    const name = rowKeyOf(key);
    let sum = sums.get(name);
    if (sum === undefined) {
      sum = emptySums(key);
      sums.set(name, sum);
    }
    return sum;
  };
  const isInHour = (atMs: number): boolean => Math.floor(atMs / HOUR_MS) === hour;
  for (const { call, gapMs } of withGaps(facts)) {
    if (isInHour(call.atMs)) add(sumsOf(call.tool, wireModelName(call.model), call.mode), call, gapMs);
  }
  const answers = isUnattended ? undefined : answersIn(facts);
  for (const turn of facts.turns) {
    if (answers === undefined || !turn.isFirst || !isInHour(turn.atMs)) continue;
    const model = answers.find(turn)?.model;
    sumsOf(turn.tool, model === undefined ? OTHER_MODEL : wireModelName(model), 1).figures.turns += 1;
  }
  return [...sums.values()].map(closeRow);
}

/** Each call with the time since what came before it in its thread. A person types in the main thread only. */
function* withGaps({ calls, turns }: HourFacts): Generator<{ call: HourCall; gapMs: number | undefined }> {
  const lastMs = new Map<string, number>();
  let next = 0;
  for (const call of calls) {
    for (let turn = turns[next]; turn !== undefined && turn.atMs <= call.atMs; turn = turns[next]) {
      lastMs.set(threadOf(turn.session, undefined), turn.atMs);
      next += 1;
    }
    const thread = threadOf(call.session, call.agent);
    const before = lastMs.get(thread);
    lastMs.set(thread, call.atMs);
    yield { call, gapMs: before === undefined ? undefined : call.atMs - before };
  }
}

function threadOf(session: number, agent: string | undefined): string {
  return `${session} ${agent ?? ""}`;
}

/** Finds the first call of a turn's session at or after it, while it steers. */
function answersIn({ calls }: HourFacts): { find(turn: HourTurn): HourCall | undefined } {
  const bySession = new Map<number, HourCall[]>();
  for (const call of calls) {
    const others = bySession.get(call.session);
    if (others === undefined) bySession.set(call.session, [call]);
    else others.push(call);
  }
  return {
    find: ({ session, atMs }) =>
      bySession.get(session)?.find((call) => call.atMs >= atMs && call.atMs <= atMs + STEERED_WINDOW_MS),
  };
}

function emptySums(key: Sums["key"]): Sums {
  return {
    key,
    sessions: new Set(),
    figures: { ...NO_FIGURES },
    busyMs: 0,
    toolVersion: undefined,
    sampledOutput: 0,
    sampledRecount: 0,
  };
}

function add(sum: Sums, call: HourCall, gapMs: number | undefined): void {
  const { figures } = sum;
  const prompt = call.freshInput + call.cacheRead + call.cacheWrite;
  const calls = call.isOneCall ? 1 : Math.max(call.calls, leastCalls(sum.key.model, prompt, call.output));
  figures.in += call.freshInput;
  figures.out += call.output;
  figures.cr += call.cacheRead;
  figures.cw += call.cacheWrite;
  figures.calls += calls;
  figures.maxPrompt = Math.max(figures.maxPrompt, Math.ceil(prompt / Math.max(1, calls)));
  sum.busyMs += busyMs({ calls, output: call.output, model: sum.key.model }, call.isOneCall ? gapMs : undefined);
  sum.sessions.add(call.session);
  sum.toolVersion = laterVersion(sum.toolVersion, wireVersion(call.toolVersion));
  if (call.recount === undefined) return;
  sum.sampledOutput += call.output;
  sum.sampledRecount += call.recount;
}

/** Versions come from logs: one that could be something else is not told. */
function wireVersion(version: string | undefined): string | undefined {
  return version !== undefined && /^\d[a-z0-9._+-]{0,31}$/i.test(version) ? version : undefined;
}

const MOST_SMALL = 2_147_483_647;

function closeRow({ key, figures, sessions, ...sum }: Sums): HourRow {
  const recount = sum.sampledOutput === 0 ? 0 : figures.out * (sum.sampledRecount / sum.sampledOutput);
  return {
    ...key,
    toolVersion: sum.toolVersion ?? "",
    in: Math.min(figures.in, WIRE_BOUNDS.figure),
    out: Math.min(figures.out, WIRE_BOUNDS.figure),
    cr: Math.min(figures.cr, WIRE_BOUNDS.figure),
    cw: Math.min(figures.cw, WIRE_BOUNDS.figure),
    calls: Math.min(figures.calls, WIRE_BOUNDS.figure),
    busy: Math.min(Math.ceil(sum.busyMs / 1_000), MOST_SMALL),
    turns: Math.min(figures.turns, MOST_SMALL),
    maxPrompt: Math.min(figures.maxPrompt, WIRE_BOUNDS.figure),
    recount: Math.min(Math.round(recount), WIRE_BOUNDS.figure),
    sess: Math.min(sessions.size, MOST_SMALL),
  };
}
