import { setImmediate } from "node:timers/promises";

import { BoardMemory } from "../../src/host/board/boardMemory.ts";
import type { BoardTools } from "../../src/host/board/boardTools.ts";
import { TeamActions } from "../../src/host/board/teamActions.ts";
import { TeamBoard } from "../../src/host/board/teamBoard.ts";
import { CONSENT_VERSION } from "../../src/shared/board/syncBatch.ts";
import type { BoardBlock, TeamStage } from "../../src/shared/teamState.ts";
import { FakeOutbox } from "./fakeOutbox.ts";
import { ManualClock } from "./manualClock.ts";
import { makeMeView } from "./boardPage/personViews.ts";
import { makeVolumeView } from "./boardPage/companyViews.ts";

export const BOARD_URL = "https://board.example.com";
export const CODE = "k7mn-2pqr-stuv-wxyz-3456";
const EPOCH = "0c7f4f5e-19a4-4f43-8f0c-0f3f0a2c7d01";

/** A window, a ledger and a board that a test plays; everything that would leave is in `requests`. */
export class BoardStage {
  readonly clock = new ManualClock();
  readonly outbox = new FakeOutbox();
  readonly requests: string[] = [];
  readonly answers = new Map<string, unknown>();
  readonly kept = new Map<string, unknown>();
  readonly said: string[] = [];
  secret: string | undefined;
  block: BoardBlock | undefined;
  isSure = true;
  /** Whether the person would rather forget a board that cannot be asked to delete. */
  forgets = false;
  sharesOutcomes = false;
  rescans = 0;
  readonly board: TeamBoard;
  readonly actions: TeamActions;

  constructor() {
    const serverTime = this.clock.nowMs();
    const info = {
      boardId: "5b0e0f6e-6f0e-4c44-9d5c-6d7d4b6f1a11",
      epoch: EPOCH,
      consentVersion: CONSENT_VERSION,
      serverTime,
    };
    this.answers.set("GET /v1/board", { ...info, name: "Northwind", legalText: "Voluntary." });
    this.answers.set("POST /v1/devices", { ...info, memberId: 7, deviceId: 12 });
    const reply = { epoch: EPOCH, serverTime, lastSeq: 0, accepted: 1, stale: 0, refused: [], minIntervalS: 300 };
    this.answers.set("POST /v1/sync", reply);
    this.answers.set("PUT /v1/me/listing", { listed: true, handle: "Ada" });
    this.answers.set("GET /v1/volume", makeVolumeView());
    this.answers.set("GET /v1/me/page", makeMeView());
    this.answers.set("POST /v1/me/leave", { deleted: { usage_hour: 3, member: 1 }, refusedUntil: serverTime + 1 });
    this.answers.set("POST /v1/me/sign-in-codes", { code: CODE, expiresAt: serverTime + 300_000 });
    this.answers.set("POST /v1/me/signals/3/appeal", {});
    this.board = new TeamBoard(this.#tools());
    this.actions = new TeamActions(this.board);
  }

  #tools(): BoardTools {
    return {
      ask: this.outbox.ask,
      keys: {
        read: () => Promise.resolve(this.secret),
        write: (secret) => Promise.resolve(void (this.secret = secret)),
        remove: () => Promise.resolve(void (this.secret = undefined)),
      },
      fetch: (url, { method = "GET" }) => {
        const request = `${method} ${url.replace(BOARD_URL, "")}`;
        this.requests.push(request);
        const answer = this.answers.get(request);
        if (answer instanceof Error) return Promise.reject(answer);
        if (answer === "unsigned") return Promise.resolve(Response.json({ error: answer }, { status: 401 }));
        if (typeof answer === "number") return Promise.resolve(Response.json({ error: "gone" }, { status: answer }));
        return Promise.resolve(
          Response.json(answer ?? { error: "notFound" }, { status: answer === undefined ? 404 : 200 }),
        );
      },
      clock: this.clock,
      random: () => 0,
      memory: new BoardMemory({
        get: (key) => this.kept.get(key),
        update: (key, value) => Promise.resolve(void this.kept.set(key, value)),
      }),
      dialogs: {
        askInvitation: () => Promise.resolve({ url: BOARD_URL, code: CODE }),
        confirmLeave: () => Promise.resolve(this.isSure),
        confirmForget: (_board, why) => {
          this.said.push(why);
          return Promise.resolve(this.forgets);
        },
        saveHeld: () => Promise.resolve("held.json"),
        openPage: (url) => Promise.resolve(void this.said.push(`open ${url}`)),
        openSettings: () => Promise.resolve(),
        openBlock: (block) => Promise.resolve(void this.said.push(`block ${block}`)),
      },
      block: () => this.block,
      leastIntervalMs: () => 0,
      sharesOutcomes: () => this.sharesOutcomes,
      badges: () => Promise.resolve([]),
      rescan: () => Promise.resolve(void (this.rescans += 1)),
      onChange: () => undefined,
      log: (_level, message) => this.said.push(message),
    };
  }

  get stage(): TeamStage | undefined {
    return this.board.state?.stage;
  }

  get sync(): string | undefined {
    return this.stage?.kind === "joined" ? this.stage.sync.kind : undefined;
  }

  async join(listing: { readonly listed: false } | { readonly listed: true; readonly handle: string }): Promise<void> {
    await this.board.start();
    await this.actions.run({ kind: "join" });
    await this.actions.run({ kind: "agree", consentVersion: CONSENT_VERSION, listing });
    await settled();
  }
}

/** Lets promises that have settled run on. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await setImmediate();
}
