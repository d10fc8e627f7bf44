import { promptTokens, totalTokens } from "../../shared/tokenCounts.ts";
import type { DayKey, LocalCalendar, LocalDay } from "../localDay.ts";
import { STEERED_WINDOW_MS } from "../steering.ts";
import { DayBuilder } from "./dayBuilder.ts";
import type { DayFacts } from "./dayFacts.ts";
import type { RootSession, SessionCall } from "../rootSession.ts";

const MINUTE_MS = 60_000;
/** Nights end when the clock shows this hour. */
const NIGHT_ENDS_HOUR = 6;
/** No night is longer, not even one in which clocks go back by two hours: later calls need no look at the clock. */
const LONGEST_NIGHT_MS = 8 * 60 * MINUTE_MS;

/** What badges count; see the catalogue for the numbers of each grade. */
const THRIFTY_PROMPT_TOKENS = 60_000;
const CRISP = { calls: 2, outputTokens: 2000 } as const;
const WARM_START = { turns: 3, cacheHit: 0.8 } as const;
const CLEAN_SLATE = { turns: 5, windowShare: 0.5 } as const;
const CAME_BACK = { tokens: 200_000, withinMs: 10 * MINUTE_MS } as const;
const DELEGATION = { turns: 3, agentsShare: 0.7 } as const;
const DEEP_WORK = { turns: 12, leastMs: 45 * MINUTE_MS, mostMs: 180 * MINUTE_MS, gapMs: 15 * MINUTE_MS } as const;
const SECOND_OPINION = { families: 2, turns: 2 } as const;

/** What a root session adds to each local day that it touches. */
export type SessionFacts = ReadonlyMap<DayKey, DayFacts>;

/** Folds one root session: every fact of badges is a sum over these. */
export function foldSession(session: RootSession, calendar: LocalCalendar): SessionFacts {
  const days = new Days(calendar);
  for (const call of session.calls) addCall(call, days);
  const answers = answersOf(session);
  for (const answer of answers) addAnswer(answer, days);
  const [firstTurnMs] = session.turnTimesMs;
  if (firstTurnMs !== undefined) addSession(session, answers, firstTurnMs, days);
  return days.facts();
}

class Days {
  readonly #calendar: LocalCalendar;
  readonly #builders = new Map<DayKey, DayBuilder>();
  #latest: LocalDay | undefined;

  constructor(calendar: LocalCalendar) {
    this.#calendar = calendar;
  }

  dayAt(atMs: number): LocalDay {
    if (this.#latest !== undefined && this.#latest.startMs <= atMs && atMs < this.#latest.endMs) return this.#latest;
    for (const day of this.#calendar.localDays(atMs, atMs + 1)) this.#latest = day;
    if (this.#latest === undefined) throw new RangeError(`no local day at ${atMs}`);
    return this.#latest;
  }

  isNight(atMs: number): boolean {
    if (atMs - this.dayAt(atMs).startMs >= LONGEST_NIGHT_MS) return false;
    return this.#calendar.clockHour(atMs) < NIGHT_ENDS_HOUR;
  }

  at(atMs: number): DayBuilder {
    const { key } = this.dayAt(atMs);
    let builder = this.#builders.get(key);
    if (builder === undefined) this.#builders.set(key, (builder = new DayBuilder()));
    return builder;
  }

  facts(): SessionFacts {
    return new Map([...this.#builders].map(([key, builder]) => [key, builder.facts()]));
  }
}

function addCall(call: SessionCall, days: Days): void {
  const day = days.at(call.atMs);
  const { sums } = day;
  const { tokens, costNanos, model, tool } = call;
  const prompt = promptTokens(tokens);
  const total = totalTokens(tokens);
  sums.tokens += total;
  sums.promptTokens += prompt;
  sums.cacheReadTokens += tokens.cacheRead;
  sums.cacheWriteTokens += tokens.cacheWrite5m + tokens.cacheWrite1h;
  if (call.isSteered) sums.steeredTokens += total;
  else if (days.isNight(call.atMs)) sums.nightTokens += total;
  if (costNanos === undefined) sums.unpricedTokens += total;
  else {
    sums.costNanos += costNanos;
    if (call.isExact) day.addUse(tool, model.written, tokens, costNanos);
  }
  if (!call.isExact || prompt === 0) return;
  sums.promptCalls += 1;
  if (prompt <= THRIFTY_PROMPT_TOKENS) sums.thriftyCalls += 1;
  if (model.windowTokens !== undefined) day.addWindowShare(prompt / model.windowTokens);
}

/** A human turn and what was done until the next one. */
interface Answer {
  readonly turnMs: number;
  readonly nextTurnMs: number | undefined;
  readonly calls: readonly SessionCall[];
  /** The first call of the session itself: its model is the one that answered. */
  readonly first: SessionCall | undefined;
  readonly tokens: number;
}

function answersOf({ calls, turnTimesMs }: RootSession): readonly Answer[] {
  let next = calls.findIndex((call) => call.atMs >= (turnTimesMs[0] ?? Infinity));
  if (next === -1) next = calls.length;
  return turnTimesMs.map((turnMs, index) => {
    const nextTurnMs = turnTimesMs[index + 1];
    const start = next;
    let tokens = 0;
    for (let call = calls[next]; call !== undefined && call.atMs < (nextTurnMs ?? Infinity); call = calls[next]) {
      tokens += totalTokens(call.tokens);
      next += 1;
    }
    const made = calls.slice(start, next);
    return { turnMs, nextTurnMs, calls: made, first: made.find((call) => !call.isAgents), tokens };
  });
}

function addAnswer({ turnMs, calls, first, tokens }: Answer, days: Days): void {
  const day = days.at(turnMs);
  const { sums } = day;
  sums.turns += 1;
  if (first === undefined) return;
  day.addTurnSize(tokens);
  if (first.model.family !== undefined) {
    day.addTurn("models", first.model.name);
    if (first.atMs - turnMs <= STEERED_WINDOW_MS) day.addTurn("families", first.model.family.name);
  }
  day.addTurn("tools", first.tool);
  if (first.project !== "") day.addTurn("projects", first.project);
  const output = calls.reduce((sum, call) => sum + call.tokens.output, 0);
  const isExact = calls.every((call) => call.isExact);
  if (isExact && calls.length <= CRISP.calls && output <= CRISP.outputTokens) sums.crispTurns += 1;
}

/** What is good about the session as a whole, on the day its person began it. */
function addSession(session: RootSession, answers: readonly Answer[], firstTurnMs: number, days: Days): void {
  const turns = session.turnTimesMs.length;
  const { sums } = days.at(firstTurnMs);
  if (turns >= WARM_START.turns && isWarm(session)) sums.warmStarts += 1;
  if (turns >= CLEAN_SLATE.turns && isClean(session)) sums.cleanSlates += 1;
  if (turns >= DELEGATION.turns && isDelegation(session)) sums.delegations += 1;
  if (turns >= DEEP_WORK.turns && isDeepWork(session)) sums.deepWorks += 1;
  if (isSecondOpinion(answers)) sums.secondOpinions += 1;
  const back = answers.find(isComeBack);
  if (back?.nextTurnMs !== undefined) days.at(back.nextTurnMs).sums.cameBacks += 1;
}

function isWarm({ calls }: RootSession): boolean {
  const second = calls.filter((call) => !call.isAgents && promptTokens(call.tokens) > 0)[1];
  return second?.isExact === true && second.tokens.cacheRead >= WARM_START.cacheHit * promptTokens(second.tokens);
}

function isClean({ calls }: RootSession): boolean {
  return (
    calls.length > 0 &&
    calls.every(({ isExact, tokens, model: { windowTokens } }) => {
      return isExact && windowTokens !== undefined && promptTokens(tokens) <= CLEAN_SLATE.windowShare * windowTokens;
    })
  );
}

function isDelegation({ calls, turnTimesMs }: RootSession): boolean {
  let all = 0;
  let agents = 0;
  let lastMs = Infinity;
  for (const call of calls) {
    const total = totalTokens(call.tokens);
    all += total;
    if (!call.isAgents) continue;
    agents += total;
    lastMs = call.atMs;
  }
  return agents > 0 && agents <= DELEGATION.agentsShare * all && (turnTimesMs.at(-1) ?? -Infinity) > lastMs;
}

/** The whole session counts, calls included: one that ran on for a night was not a sitting. */
function isDeepWork({ calls, turnTimesMs }: RootSession): boolean {
  const startMs = Math.min(turnTimesMs[0] ?? Infinity, calls[0]?.atMs ?? Infinity);
  const endMs = Math.max(turnTimesMs.at(-1) ?? -Infinity, calls.at(-1)?.atMs ?? -Infinity);
  const lengthMs = endMs - startMs;
  return (
    lengthMs >= DEEP_WORK.leastMs &&
    lengthMs <= DEEP_WORK.mostMs &&
    turnTimesMs.every((atMs, index) => atMs - (turnTimesMs[index - 1] ?? atMs) <= DEEP_WORK.gapMs)
  );
}

function isSecondOpinion(answers: readonly Answer[]): boolean {
  const turns = new Map<string, number>();
  for (const { first } of answers) {
    const family = first?.model.family?.name;
    if (family !== undefined) turns.set(family, (turns.get(family) ?? 0) + 1);
  }
  return [...turns.values()].filter((count) => count >= SECOND_OPINION.turns).length >= SECOND_OPINION.families;
}

function isComeBack({ nextTurnMs, calls, tokens }: Answer): boolean {
  const endMs = calls.at(-1)?.atMs;
  if (nextTurnMs === undefined || endMs === undefined) return false;
  return tokens > CAME_BACK.tokens && nextTurnMs - endMs <= CAME_BACK.withinMs;
}
