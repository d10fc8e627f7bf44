import type { AskOutbox, Membership, OutgoingBatch } from "../shared/board/outbox.ts";
import { CONSENT_VERSION } from "../shared/board/syncBatch.ts";
import type { SyncReply } from "../shared/board/syncReply.ts";
import { BoardClient } from "./boardClient.ts";
import type { BoardFault } from "./boardFault.ts";
import type { Clock } from "./clock.ts";
import { readDeviceSecret } from "./deviceSecret.ts";
import type { KeyStore } from "./keyStore.ts";
import type { Fetch } from "./networkFetch.ts";
import { retryDelayMs } from "./retryDelay.ts";
import type { SyncState } from "./syncState.ts";

/** How often a state is looked at that something else may end: another process, a setting, another window. */
const LOOK_AGAIN_MS = 60_000;
/** After a board has lost its data all devices send everything again: spread over this time. */
const SPREAD_MS = 2 * 60 * 60_000;

export interface SyncLoopOptions {
  readonly ask: AskOutbox;
  readonly keys: KeyStore;
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** From 0 included to 1 not included. */
  readonly random: () => number;
  /** The person's own least time between uploads; what the board asks for holds where it is more. */
  readonly leastIntervalMs?: () => number;
}

/**
 * Sends what waits in the outbox, one batch after the other, when and as often as the board allows. Tells what it does as one
 * value. Never throws; `stop` settles once nothing is under way any more.
 */
export class SyncLoop {
  readonly #options: SyncLoopOptions;
  readonly #listeners = new Set<(state: SyncState) => void>();
  #state: SyncState = { kind: "off" };
  #running: Promise<void> | undefined;
  #ending = new AbortController();
  #wake: (() => void) | undefined;
  /** Asked to go on while it was at work. */
  #isNudged = false;
  #failures = 0;
  #notBeforeMs = 0;
  /** What the board has said no to, and the state that told so: it stands until somebody asks to go on. */
  #refused: { readonly membership: string; readonly state: SyncState } | undefined;

  constructor(options: SyncLoopOptions) {
    this.#options = options;
  }

  get state(): SyncState {
    return this.#state;
  }

  /** @returns ends it */
  onChange(listener: (state: SyncState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Does nothing where it runs. */
  start(): void {
    if (this.#running !== undefined) return;
    this.#ending = new AbortController();
    this.#running = this.#run(this.#ending.signal);
  }

  /** Goes on at once instead of at the next time, for who has changed something or asks to. */
  nudge(): void {
    this.#isNudged = true;
    this.#notBeforeMs = 0;
    this.#refused = undefined;
    this.#wake?.();
  }

  /** Ends it; a request under way is given up, which loses nothing. Safe twice. */
  async stop(): Promise<void> {
    this.#ending.abort();
    this.#wake?.();
    await this.#running;
    this.#running = undefined;
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.#isNudged = false;
      let waitMs: number;
      try {
        waitMs = await this.#step(signal);
      } catch (error) {
        const untilMs = this.#options.clock.nowMs() + LOOK_AGAIN_MS;
        this.#tell({ kind: "failed", message: error instanceof Error ? error.message : String(error), untilMs });
        waitMs = LOOK_AGAIN_MS;
      }
      if (!signal.aborted && !this.#isNudged) await this.#sleep(waitMs);
    }
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((done) => {
      const timer = this.#options.clock.after(ms, () => this.#wake?.());
      this.#wake = () => {
        timer.dispose();
        this.#wake = undefined;
        done();
      };
    });
  }

  /** Sends one batch if one may be sent; answers how long to wait. */
  async #step(signal: AbortSignal): Promise<number> {
    const { ask, keys, fetch, clock } = this.#options;
    const { membership, isPaused } = await ask("boardState", null);
    if (membership === undefined) return this.#rest({ kind: "off" });
    if (isPaused) return this.#rest({ kind: "paused" });
    if (membership.consentVersion !== CONSENT_VERSION) return this.#rest({ kind: "needsConsent" });
    if (this.#refused?.membership === nameOf(membership)) return this.#rest(this.#refused.state);
    const secret = await readDeviceSecret(keys);
    if (secret === undefined || secret.url !== membership.url) return this.#rest({ kind: "noKey" });
    const earlyMs = this.#notBeforeMs - clock.nowMs();
    if (earlyMs > 0) return earlyMs;
    const taken = await ask("boardTake", null);
    switch (taken.kind) {
      case "off":
      case "paused":
        return this.#rest({ kind: taken.kind });
      case "notSender":
        return this.#rest({ kind: "follower", untilMs: clock.nowMs() + LOOK_AGAIN_MS });
      case "none":
        return this.#rest({ kind: "idle", untilMs: clock.nowMs() + LOOK_AGAIN_MS });
      case "batch": {
        this.#tell({ kind: "sending", rows: taken.batch.rows });
        const client = new BoardClient({ url: membership.url, key: secret.key, member: membership, fetch, clock });
        const answer = await client.sync(taken.batch.text, signal);
        if (answer.ok) return this.#settle(taken.batch, answer.value);
        return this.#fail(taken.batch, membership, answer.fault);
      }
    }
  }

  async #settle(batch: OutgoingBatch, reply: SyncReply): Promise<number> {
    const { ask, clock, random, leastIntervalMs = () => 0 } = this.#options;
    const { isLost } = await ask("boardAcknowledge", { batchId: batch.batchId, reply });
    this.#failures = 0;
    const waitMs = isLost ? Math.floor(random() * SPREAD_MS) : Math.max(reply.minIntervalS * 1_000, leastIntervalMs());
    const untilMs = clock.nowMs() + waitMs;
    this.#notBeforeMs = untilMs;
    if (isLost) this.#tell({ kind: "waiting", cause: "spread", untilMs });
    else if (batch.left > 0) this.#tell({ kind: "waiting", cause: "interval", untilMs });
    else this.#tell({ kind: "idle", untilMs });
    return waitMs;
  }

  async #fail(batch: OutgoingBatch, membership: Membership, fault: BoardFault): Promise<number> {
    const { ask, clock, random } = this.#options;
    switch (fault.kind) {
      case "aborted":
        return 0;
      case "offline":
      case "busy": {
        this.#failures += 1;
        const waitMs = retryDelayMs(this.#failures, random(), fault.kind === "busy" ? fault.retryAfterS : undefined);
        const untilMs = clock.nowMs() + waitMs;
        this.#notBeforeMs = untilMs;
        this.#tell(
          fault.kind === "busy" ? { kind: "waiting", cause: "busy", untilMs } : { kind: "offline", fault, untilMs },
        );
        return waitMs;
      }
      case "strange":
        return this.#refuse(membership, { kind: "refused", fault });
      case "refused":
        await ask("boardRefuse", { batchId: batch.batchId, reason: fault.reason });
        if (fault.reason === "gone") return this.#refuse(membership, { kind: "gone" });
        if (fault.reason === "consent") return this.#refuse(membership, { kind: "needsConsent" });
        return this.#refuse(membership, { kind: "refused", fault });
    }
  }

  #refuse(membership: Membership, state: SyncState): number {
    this.#refused = { membership: nameOf(membership), state };
    return this.#rest(state);
  }

  /** A state that lasts until something else has changed. */
  #rest(state: SyncState): number {
    this.#tell(state);
    return LOOK_AGAIN_MS;
  }

  #tell(state: SyncState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }
}

/** Changes with whatever the person can do about a refusal. */
function nameOf({ url, memberId, deviceId, consentVersion }: Membership): string {
  return `${url} ${memberId} ${deviceId} ${consentVersion}`;
}
