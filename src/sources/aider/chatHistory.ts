import type { TurnRecord } from "../../core/usageRecord.ts";
import { contentKey } from "../contentKey.ts";
import { disjointTokens } from "../disjointTokens.ts";
import { Gathering } from "../gathering.ts";
import { forEachLine, type JsonObject } from "../lines.ts";
import { newCall } from "../newCall.ts";
import { Ordinals } from "../ordinals.ts";
import type { LineParser } from "../source.ts";
import { readUsageLine, type UsageLine } from "./readUsageLine.ts";
import { usageKey } from "./usageText.ts";

/** Of the chat that is being read. Plain JSON, so absent is `null`. */
type HistoryState = {
  /** When it was started, as it is written: local time. */
  readonly startedAt: string | null;
  readonly model: string | null;
  /** How many lines of the chat were alike so far, by their key. */
  readonly alike: JsonObject;
  /** Counts of a message whose costs may follow on the next line. */
  readonly pending: string | null;
  /** What the line before, typed by a person, belongs to; nothing where it was not typed. */
  readonly typing: Typing | null;
};

/** A message to the model, or what is meant for Aider. */
type Typing = "message" | "other";

/** Messages of one chat that are remembered to tell apart those that are alike: more than any has. */
const MOST_MESSAGES = 1_000;

const NEWLINE = 10;

/** Stands for a message without any text. */
const BLANK = "<blank>";

/** Reads the history of chats that Aider keeps in Markdown. Nothing in it has a time but the start of a chat. */
export const chatHistory: LineParser<HistoryState> = {
  start: () => ({ startedAt: null, model: null, alike: {}, pending: null, typing: null }),
  parse: (before, lines) => {
    const chat = new Chat(before);
    // A line that is torn may still read as one, as costs come last. Aider ends every line.
    const whole = lines.subarray(0, lines.lastIndexOf(NEWLINE) + 1);
    let next = 0;
    forEachLine(whole, (start, end) => {
      if (start > next) chat.passBlank();
      chat.read(whole.toString("utf8", start, end).replace(/\r$/, ""));
      next = end + 1;
    });
    if (whole.length > next) chat.passBlank();
    return { state: chat.state, records: chat.gathering.records, skipped: chat.gathering.skipped };
  },
};

class Chat {
  readonly gathering = new Gathering();
  #startedAt: string | null;
  #model: string | null;
  #alike: Ordinals;
  #pending: string | null;
  #typing: Typing | null;

  constructor({ startedAt, model, alike, pending, typing }: HistoryState) {
    this.#startedAt = startedAt;
    this.#model = model;
    this.#alike = new Ordinals(alike, MOST_MESSAGES);
    this.#pending = pending;
    this.#typing = typing;
  }

  get state(): HistoryState {
    return {
      startedAt: this.#startedAt,
      model: this.#model,
      alike: this.#alike.state,
      pending: this.#pending,
      typing: this.#typing,
    };
  }

  /** An empty line comes before each message; those within one are marked as typed. */
  passBlank(): void {
    this.#typing = null;
  }

  read(line: string): void {
    if (this.#pending !== null) {
      const whole = line.startsWith("Cost: ") ? `${this.#pending} ${line}` : this.#pending;
      this.#pending = null;
      this.#addUsage(whole);
      if (line.startsWith("Cost: ")) return;
    }
    // Each line that was typed ends in the two blanks of a line break; headings of answers do not.
    if (line.startsWith("#### ") && line.endsWith("  ")) {
      this.#readTyped(line.slice("#### ".length).trim());
      return;
    }
    this.#typing = null;
    const startedAt = /^# aider chat started at (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)/.exec(line)?.[1];
    if (startedAt !== undefined) {
      this.#startedAt = startedAt;
      this.#model = null;
      this.#alike = new Ordinals({}, MOST_MESSAGES);
      return;
    }
    this.#model = /^> (?:Main model|Model): (\S+)/.exec(line)?.[1] ?? this.#model;
    const usage = readUsageLine(line);
    if (usage === undefined) return;
    // With both, costs stand on the next line.
    if (usage.cacheWrite > 0 && usage.cacheRead > 0 && usage.cost === undefined) this.#pending = line.trimEnd();
    else this.#addUsage(line);
  }

  #addUsage(line: string): void {
    const usage = readUsageLine(line);
    if (usage === undefined) return;
    const atMs = startOf(this.#startedAt);
    if (this.#startedAt === null || atMs === undefined) this.gathering.skip("no-time");
    else this.gathering.add(this.#callOf(usage, this.#startedAt, atMs));
  }

  #callOf(usage: UsageLine, startedAt: string, atMs: number) {
    const { sent, received, cacheRead, cacheWrite, cost, sessionCost } = usage;
    const model = this.#model ?? "";
    const content = contentKey("message", model, sent, received, cacheRead, cacheWrite, cost, sessionCost);
    const nanos = cost === undefined ? 0 : Math.round(Number(cost) * 1e9);
    return newCall({
      family: contentKey(startedAt, content, this.#alike.next(content)),
      yieldsTo: usageKey(usage),
      atMs,
      model,
      tokens: disjointTokens({ prompt: usage.sentTokens, cacheRead, cacheWrite, output: usage.receivedTokens }),
      quality: "estimate",
      sessionId: `chat ${startedAt}`,
      ...(nanos > 0 && Number.isSafeInteger(nanos) ? { reportedNanos: nanos } : {}),
    });
  }

  /**
   * A message of several lines is one turn. Commands are for Aider; what one says to the model is written down a second time,
   * without the command's name.
   */
  #readTyped(text: string): void {
    if (this.#typing !== null) return;
    this.#typing = /^[/!]/.test(text) || text === BLANK ? "other" : "message";
    const atMs = startOf(this.#startedAt);
    if (this.#typing === "other" || this.#startedAt === null || atMs === undefined) return;
    const content = contentKey("turn", text);
    const turn: TurnRecord = {
      kind: "turn",
      id: contentKey(this.#startedAt, content, this.#alike.next(content)),
      sessionId: `chat ${this.#startedAt}`,
      atMs,
    };
    this.gathering.add(turn);
  }
}

/** Aider writes the time of the machine it runs on, which is this one. */
function startOf(startedAt: string | null): number | undefined {
  if (startedAt === null) return undefined;
  const atMs = Date.parse(startedAt.replace(" ", "T"));
  return Number.isNaN(atMs) ? undefined : atMs;
}
