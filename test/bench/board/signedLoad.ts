import type { KeyObject } from "node:crypto";
import { Agent, request } from "node:http";
import type { BoardId, DeviceId, MemberId } from "../../../src/shared/board/boardIds.ts";
import { NO_FIGURES, type UsageRow } from "../../../src/shared/board/usageRow.ts";
import { encodeBatch } from "../../../src/shared/board/syncBatch.ts";
import { signedHeaders } from "../../support/server/signedHeaders.ts";
import { wireBatch } from "../../support/server/wireRows.ts";
import { FIRST_MEMBER } from "./company.ts";

export interface LoadRequest {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface LoadResult {
  /** Milliseconds from when a request was due to the end of its answer, of those that were answered 200 at once. */
  readonly times: readonly number[];
  /** Answers by status; -1 for connections that broke. */
  readonly statuses: ReadonlyMap<number, number>;
  readonly seconds: number;
  readonly bodies: readonly string[];
  /** When each of the bodies had come. */
  readonly answeredMs: readonly number[];
}

export interface Board {
  readonly address: string;
  readonly boardId: string;
  readonly key: KeyObject;
}

/** Rows of an upload: an editor of which a few rows have changed in five minutes. */
export const ROWS_PER_UPLOAD = 5;

export function upload(board: Board, index: number, run: number, nowMs: number): LoadRequest {
  const hour = Math.floor(nowMs / 3_600_000);
  const rows: readonly UsageRow[] = Array.from({ length: ROWS_PER_UPLOAD }, (_, i) => ({
    ...NO_FIGURES,
    h: hour - i,
    tool: "claudeCode",
    model: "claude-opus-4-5",
    mode: 1 as const,
    rev: nowMs,
    toolVersion: "2.1.0",
    in: 1_000 + run,
    out: 500,
    cr: 50_000,
    cw: 2_000,
    calls: 5,
    busy: 200,
    turns: 2,
  }));
  const batchId = `01936f5e-3b00-7000-8000-${String(run * 10_000_000 + index).padStart(12, "0")}`;
  const batch = wireBatch({
    batchId,
    boardId: board.boardId as BoardId,
    memberId: (FIRST_MEMBER + index) as MemberId,
    deviceId: 1 as DeviceId,
    seq: run,
    sentAt: nowMs,
    rows,
  });
  return signed(board, "POST", "/v1/sync", index, encodeBatch(batch));
}

export function signed({ key }: Board, method: "GET" | "POST", path: string, index: number, body = ""): LoadRequest {
  const unsigned = { method, path, sentAt: Date.now(), body: Buffer.from(body) };
  return { method, path, body, headers: signedHeaders(key, unsigned, `Device ${FIRST_MEMBER + index}.1`) };
}

/** Sends requests when they are due, whether or not earlier ones were answered; what is told to wait comes again after that. */
export async function sendAtRate(
  address: string,
  requests: readonly LoadRequest[],
  perSecond: number,
): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: 512 });
  const times: number[] = [];
  const bodies: string[] = [];
  const answeredMs: number[] = [];
  const statuses = new Map<number, number>();
  const startedAt = performance.now();
  const sendOne = async (each: LoadRequest, dueAt: number): Promise<void> => {
    for (let isFirst = true; ; isFirst = false) {
      const { status, retryAfterS, body } = await ask(agent, address, each);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status === 200) {
        if (isFirst) times.push(performance.now() - dueAt);
        bodies.push(body);
        answeredMs.push(Date.now());
        return;
      }
      if (retryAfterS === undefined) return;
      // Spread, as clients do.
      await wait(retryAfterS * 1_000 * (1 + Math.random()));
    }
  };
  const sent: Promise<void>[] = [];
  for (const [i, each] of requests.entries()) {
    const dueAt = startedAt + (i * 1_000) / perSecond;
    const early = dueAt - performance.now();
    if (early > 1) await wait(early);
    sent.push(sendOne(each, dueAt));
  }
  await Promise.all(sent);
  agent.destroy();
  return { times, statuses, bodies, answeredMs, seconds: (performance.now() - startedAt) / 1_000 };
}

interface Answer {
  readonly status: number;
  readonly retryAfterS: number | undefined;
  readonly body: string;
}

function ask(agent: Agent, address: string, { method, path, headers, body }: LoadRequest): Promise<Answer> {
  return new Promise((done) => {
    const broken = (): void => done({ status: -1, retryAfterS: undefined, body: "" });
    const asked = request(`${address}${path}`, {
      agent,
      method,
      headers: { ...headers, "content-length": Buffer.byteLength(body) },
    });
    asked.on("error", broken);
    asked.on("response", (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => {
        text += part;
      });
      response.on("error", broken);
      response.on("end", () => {
        const after = response.headers["retry-after"];
        done({
          status: response.statusCode ?? -1,
          retryAfterS: after === undefined ? undefined : Number(after),
          body: text,
        });
      });
    });
    asked.end(body);
  });
}

function wait(ms: number): Promise<void> {
  return new Promise((go) => {
    setTimeout(go, ms);
  });
}
