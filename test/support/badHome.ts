import { mkdirSync, mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { createPricer } from "../../src/core/prices/createPricer.ts";
import type { Pricer } from "../../src/core/prices/pricer.ts";
import type { MeterOptions } from "../../src/worker/meter.ts";

/** Calls of the logs that nothing is wrong with, and their tokens: one of Claude Code, one of Codex. */
export const HEALTHY_CALLS = 2;
export const HEALTHY_TOKENS = 1_100 + 18_000;
/** Tokens of a `claudeCall` that is not told otherwise. */
export const CALL_TOKENS = 1_100;

const USAGE = { input_tokens: 100, cache_read_input_tokens: 900, output_tokens: 100 };

interface CallParts {
  readonly usage?: unknown;
  readonly at?: unknown;
  /** Fields of the message and of the line that stand in for the usual ones. */
  readonly message?: object;
  readonly line?: object;
}

/** A line of Claude Code that tells of one call, without its newline. */
export function claudeLine(id: string, { usage = USAGE, at = anHourAgo(), message, line }: CallParts = {}): string {
  return JSON.stringify({
    parentUuid: null,
    isSidechain: false,
    cwd: "/home/ada/shop",
    sessionId: "11111111-2222-4333-8444-555555555555",
    version: "2.1.231",
    type: "assistant",
    requestId: `req_${id}`,
    message: {
      id: `msg_${id}`,
      type: "message",
      role: "assistant",
      model: "claude-opus-4-5",
      content: [],
      usage,
      ...message,
    },
    uuid: `uuid-${id}`,
    timestamp: at,
    ...line,
  });
}

export function claudeCall(id: string, parts?: CallParts): string {
  return `${claudeLine(id, parts)}\n`;
}

/** Lines of Codex: a thread, and its calls in the form that names each by an id. */
export function codexLog(thread: string, usages: readonly unknown[], at = anHourAgo()): string {
  const lines: [string, unknown][] = [
    ["session_meta", { id: thread, timestamp: at, cwd: "/home/ada/shop", cli_version: "0.150.0" }],
    ["turn_context", { cwd: "/home/ada/shop", model: "gpt-5.2-codex" }],
    ...usages.map((usage, index): [string, unknown] => [
      "token_usage_record",
      { thread_id: thread, response_id: `resp_${index}`, usage },
    ]),
  ];
  return lines.map(([type, payload]) => `${JSON.stringify({ timestamp: at, type, payload })}\n`).join("");
}

export const CODEX_USAGE = { input_tokens: 17_000, cached_input_tokens: 12_000, output_tokens: 1_000 };

export function anHourAgo(): string {
  return new Date(Date.now() - 3_600_000).toISOString();
}

/** A home with one healthy log of each tool and room for what is wrong. */
export class BadHome {
  /** Folder of everything the test makes. */
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), "token-legend-bad-")));
  readonly home = join(this.folder, "home");
  readonly claudeFolder = join(this.home, ".claude", "projects");
  readonly codexFolder = join(this.home, ".codex", "sessions");
  readonly ledgerFile = join(this.folder, "data", "ledger.sqlite");

  constructor({ isEmpty = false } = {}) {
    if (isEmpty) return;
    this.writeClaude("healthy.jsonl", claudeCall("healthy"));
    this.writeCodex("healthy.jsonl", codexLog("healthy-thread", [CODEX_USAGE]));
  }

  /** Writes a log of Claude Code into a project of its own and answers its path. */
  writeClaude(name: string, content: string | Uint8Array): string {
    return written(join(this.claudeFolder, "-home-ada-shop", name), content);
  }

  writeCodex(name: string, content: string | Uint8Array): string {
    return written(join(this.codexFolder, name), content);
  }

  /** Gives a log an earlier time than the others, which are read before it. */
  makeOld(path: string): void {
    const at = new Date(Date.now() - 7_200_000);
    utimesSync(path, at, at);
  }

  remove(path: string): void {
    rmSync(path, { recursive: true });
  }

  get options(): MeterOptions {
    return { version: "1.0.0", home: this.home, env: {}, ledgerFile: this.ledgerFile, extraRoots: {} };
  }

  /** Looks into the ledger with a connection of its own. */
  look<Result>(work: (database: DatabaseSync, pricer: Pricer) => Result): Result {
    const database = new DatabaseSync(this.ledgerFile, { readOnly: true });
    try {
      return work(database, createPricer());
    } finally {
      database.close();
    }
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function written(path: string, content: string | Uint8Array): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}
