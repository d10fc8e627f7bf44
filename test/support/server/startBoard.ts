import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

import * as v from "valibot";

import { codeReplySchema } from "../../../src/shared/board/membership.ts";

const repository = resolve(import.meta.dirname, "../../..");
const OPERATOR_TOKEN = "operator-token-of-the-tests-0123456789";

/** A board that was started as the README says. */
export interface StartedBoard {
  readonly address: string;
  /** An invitation, by the operator. */
  invite(): Promise<string>;
  /** Waits for a line of its log, also one that it has written already. */
  logged(pattern: RegExp): Promise<void>;
  stop(): Promise<void>;
}

/** Runs what `npm run board` runs, on a folder and a port of its own, and waits until it listens. */
export async function startBoard(environment: Readonly<Record<string, string>> = {}): Promise<StartedBoard> {
  const folder = mkdtempSync(join(tmpdir(), "token-legend-board-"));
  const { PATH = "" } = process.env;
  const child = spawn(process.execPath, [join(repository, "scripts/run.mjs"), "board"], {
    cwd: repository,
    env: { PATH, BOARD_DATA: folder, BOARD_PORT: "0", BOARD_OPERATOR_TOKEN: OPERATOR_TOKEN, ...environment },
    stdio: ["ignore", "pipe", "inherit"],
    // A group of its own, as the script starts the server as a process of its own.
    detached: true,
  });
  const end = (): void => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      process.kill(-child.pid, "SIGTERM");
  };
  process.once("exit", end);
  const stop = async (): Promise<void> => {
    process.off("exit", end);
    end();
    if (child.exitCode === null && child.signalCode === null) await once(child, "close");
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const log = new BoardLog(child.stdout);
  try {
    const [address] = await log.line(/http:\/\/127\.0\.0\.1:\d+/);
    return {
      address,
      invite: () => invite(address),
      async logged(pattern) {
        await log.line(pattern);
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What a board has written so far, and what it will. */
class BoardLog {
  readonly #lines: string[] = [];
  readonly #news = new EventEmitter();
  #hasEnded = false;

  constructor(output: Readable) {
    this.#news.setMaxListeners(0);
    const lines = createInterface({ input: output });
    lines.on("line", (line) => {
      this.#lines.push(line);
      this.#news.emit("news");
    });
    lines.once("close", () => {
      this.#hasEnded = true;
      this.#news.emit("news");
    });
  }

  async line(pattern: RegExp): Promise<RegExpExecArray> {
    for (let next = 0; ; next += 1) {
      while (next >= this.#lines.length) {
        if (this.#hasEnded) throw new Error(`The board ended without a line like ${String(pattern)}.`);
        await once(this.#news, "news");
      }
      const found = pattern.exec(this.#lines[next] ?? "");
      if (found !== null) return found;
    }
  }
}

async function invite(address: string): Promise<string> {
  const response = await fetch(`${address}/v1/invitations`, {
    method: "POST",
    headers: { authorization: `Bearer ${OPERATOR_TOKEN}`, "content-type": "application/json" },
    body: JSON.stringify({ uses: 10, days: 7 }),
  });
  return v.parse(codeReplySchema, await response.json()).code;
}
