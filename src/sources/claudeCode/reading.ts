import type { CallRecord, SkipReason, UsageRecord } from "../../core/usageRecord.ts";
import { isJsonObject, readCount, readText, type JsonObject } from "../lines.ts";
import type { Parsed } from "../source.ts";
import { remember, type ClaudeState } from "./claudeState.ts";
import { fingerprint, makeSearch, readCalls, readPlace, usageOf } from "./readCall.ts";
import { readSamples } from "./readSamples.ts";
import { readSearchAnswer, readSearchUses } from "./readSearch.ts";
import { isTyped } from "./readTurn.ts";

/** One pass over a piece of a file: takes its lines as objects and gathers what they tell. */
export class Reading {
  readonly #file: Pick<ClaudeState, "isCopy" | "fileSession">;
  readonly #records: UsageRecord[] = [];
  readonly #skipped: { [Reason in SkipReason]?: number } = {};
  /** Where a call's record is, by family: most of a message's lines repeat the same call. */
  #model: string;
  #reportedSession: string;
  #reportedVersion: string;
  #countedSearches: ClaudeState["countedSearches"];

  constructor(state: ClaudeState) {
    this.#file = { isCopy: state.isCopy, fileSession: state.fileSession };
    this.#model = state.model;
    this.#reportedSession = state.reportedSession;
    this.#reportedVersion = state.reportedVersion;
    this.#countedSearches = state.countedSearches;
  }

  skip(reason: SkipReason): void {
    this.#skipped[reason] = (this.#skipped[reason] ?? 0) + 1;
  }

  /** Takes one line, and returns the call it tells of if it tells of exactly one and nothing had to be skipped. */
  take(line: JsonObject): CallRecord | undefined {
    const type = line["type"];
    if (type === "user") {
      this.#takeTurn(line);
      this.#takeSearchAnswer(line);
      return undefined;
    }
    if (type === "progress") {
      const copy = embeddedCopy(line);
      return copy === undefined ? undefined : this.#takeCalls(copy);
    }
    const call = this.#takeCalls(line);
    const message = line["message"];
    if (isJsonObject(message) && usageOf(line) !== undefined) {
      this.#noteModel(readText(message["model"]) ?? "");
      if (call !== undefined) this.#records.push(...readSamples(message, call));
      if (call !== undefined && call.tokens.webSearches !== 0) this.#noteSearches(message);
    }
    return call;
  }

  /** Takes an assistant's line whose one call is already known. */
  add(call: CallRecord, toolVersion: string | undefined): void {
    this.#addCall(call, toolVersion);
    this.#noteModel(call.model);
  }

  result(): Parsed<ClaudeState> {
    const state: ClaudeState = {
      ...this.#file,
      model: this.#model,
      reportedSession: this.#reportedSession,
      reportedVersion: this.#reportedVersion,
      countedSearches: this.#countedSearches,
    };
    return { state, records: this.#records, skipped: this.#skipped };
  }

  #takeCalls(line: JsonObject): CallRecord | undefined {
    const calls = readCalls(line, this.#file);
    for (const call of calls) {
      if (typeof call === "string") this.skip(call);
      else this.#addCall(call, readText(line["version"]));
    }
    const [only] = calls;
    return calls.length === 1 && typeof only === "object" ? only : undefined;
  }

  #addCall(call: CallRecord, toolVersion: string | undefined): void {
    this.#reportSession(call.sessionId, toolVersion);
    this.#records.push(call);
  }

  /** Sessions are reported with the first record they are seen in and again when the tool was updated. */
  #reportSession(sessionId: string, toolVersion: string | undefined): void {
    const version = toolVersion ?? "";
    if (sessionId === this.#reportedSession && version === this.#reportedVersion) return;
    this.#reportedSession = sessionId;
    this.#reportedVersion = version;
    this.#records.push({ kind: "session", sessionId, parentId: undefined, toolVersion });
  }

  #noteSearches(message: JsonObject): void {
    for (const id of readSearchUses(message)) {
      if (!this.#countedSearches.includes(id)) this.#countedSearches = remember(this.#countedSearches, id);
    }
  }

  #noteModel(model: string): void {
    if (model !== "" && !model.startsWith("<")) this.#model = model;
  }

  #takeTurn(line: JsonObject): void {
    if (!isTyped(line)) return;
    const place = readPlace(line, this.#file);
    if (place === undefined) {
      this.skip("no-time");
      return;
    }
    const message = line["message"];
    const id = readText(line["uuid"]) ?? (isJsonObject(message) ? fingerprint(message, place.atMs) : undefined);
    if (id === undefined) return;
    this.#reportSession(place.sessionId, readText(line["version"]));
    this.#records.push({ kind: "turn", id, sessionId: place.sessionId, atMs: place.atMs });
  }

  #takeSearchAnswer(line: JsonObject): void {
    const answer = readSearchAnswer(line);
    if (answer === undefined || this.#countedSearches.includes(answer.toolUseId)) return;
    const searches = readCount(answer.count);
    if (searches === 0) return;
    const place = readPlace(line, this.#file);
    if (searches === undefined) this.skip("wrong-type");
    else if (place === undefined) this.skip("no-time");
    else this.#addCall(makeSearch(answer.toolUseId, place, this.#model, searches), readText(line["version"]));
  }
}

/** The copy of a sub-agent's message in a progress line, as the line it is a copy of. */
function embeddedCopy(line: JsonObject): JsonObject | undefined {
  const data = line["data"];
  if (!isJsonObject(data) || data["type"] !== "agent_progress") return undefined;
  const copy = data["message"];
  if (!isJsonObject(copy)) return undefined;
  return {
    ...line,
    type: copy["type"],
    message: copy["message"],
    requestId: copy["requestId"],
    uuid: copy["uuid"],
    timestamp: copy["timestamp"] ?? line["timestamp"],
    agentId: data["agentId"] ?? line["agentId"],
    isSidechain: true,
  };
}
