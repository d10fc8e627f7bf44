import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { FIXTURE_MODEL } from "./fixtureHome.ts";

/** Tokens of each call: 36,000 of them come from a cache, so that a session of three turns is a warm one. */
export const WARM_CALL_TOKENS = 41_000;

const DAY_MS = 86_400_000;
const TURN_MS = 60_000;
const TURNS = 3;

/** A Claude Code session of which one turn after the other is logged. */
export class WarmSession {
  readonly #path: string;
  readonly #id: string;
  #turns = 0;

  constructor(home: string, number: number) {
    this.#id = `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
    this.#path = join(home, ".claude", "projects", "-home-ada-shop", `${this.#id}.jsonl`);
    mkdirSync(dirname(this.#path), { recursive: true });
    writeFileSync(this.#path, "");
  }

  /** Adds what a person typed, and the call that answers it. */
  logTurn(atMs: number): void {
    this.#turns += 1;
    const key = `${this.#id.slice(-4)}-${this.#turns}`;
    const common = {
      sessionId: this.#id,
      timestamp: new Date(atMs).toISOString(),
      version: "2.1.231",
      cwd: "/home/ada/shop",
      isSidechain: false,
      userType: "external",
    };
    const usage = {
      input_tokens: 1000,
      cache_creation_input_tokens: 3000,
      cache_read_input_tokens: 36_000,
      output_tokens: 1000,
      service_tier: "standard",
    };
    const message = {
      id: `msg_${key}`,
      type: "message",
      role: "assistant",
      model: FIXTURE_MODEL,
      content: [{ type: "text", text: "Done." }],
      stop_reason: "end_turn",
      usage,
    };
    const lines = [
      { ...common, type: "user", uuid: `turn-${key}`, parentUuid: null, message: { role: "user", content: "Please." } },
      {
        ...common,
        type: "assistant",
        uuid: `call-${key}`,
        parentUuid: `turn-${key}`,
        requestId: `req_${key}`,
        message,
      },
    ];
    appendFileSync(this.#path, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  }
}

/**
 * Writes warm sessions of the days before, and one of today that lacks its last turn to be warm.
 * @returns the one of today
 */
export function writeWarmSessions(home: string, count: number, nowMs: number): WarmSession {
  for (let number = 1; number <= count; number += 1) {
    const session = new WarmSession(home, number);
    for (let turn = 0; turn < TURNS; turn += 1) session.logTurn(nowMs - (1 + (number % 20)) * DAY_MS + turn * TURN_MS);
  }
  const today = new WarmSession(home, count + 1);
  // At once, so that they are of today at midnight too.
  for (let turn = 1; turn < TURNS; turn += 1) today.logTurn(nowMs);
  return today;
}
