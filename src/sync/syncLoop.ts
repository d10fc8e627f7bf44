import type { AskOutbox, Membership, OutgoingBatch } from "../shared/board/outbox.ts";
import { CONSENT_VERSION } from "../shared/board/syncBatch.ts";
import type { SyncReply } from "../shared/board/syncReply.ts";
import { BoardClient } from "./boardClient.ts";
import { isDecided, type BoardFault } from "./boardFault.ts";
import type { Clock } from "./clock.ts";
import { readDeviceSecret } from "./deviceSecret.ts";
import { hearEpoch, type Hearing } from "./hearEpoch.ts";
import type { KeyStore } from "./keyStore.ts";
import type { Fetch } from "./networkFetch.ts";
import { retryDelayMs } from "./retryDelay.ts";
import type { SyncState } from "./syncState.ts";

/** How often a state is looked at that something else may end: another process, a setting, another window. */
const LOOK_AGAIN_MS = 60_000;
/** After a board has lost its data all devices send everything again: spread over this time. */
const SPREAD_MS = 2 * 60 * 60_000;
/** With nothing to send, the board is asked this often whether it still has what it had. */
const HEAR_EVERY_MS = 6 * 60 * 60_000;
/** What answered may not have been the board, such as a network that asks for a sign-in: nobody has to notice for it to go on. */
const STRANGE_AGAIN_MS = 60 * 60_000;

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
  /** When the board last told of its data, or was asked to. */
  #heardMs = -Infinity;
  /** Nothing is sent from then until then; a time before both is that of a clock that was set back. */
  #pause = { fromMs: 0, untilMs: 0 };
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

  /** Does nothing where it runs; where it is being stopped, it begins anew after that. */
  start(): void {
    if (this.#running !== undefined && !this.#ending.signal.aborted) return;
    const before = this.#running;
    this.#ending = new AbortController();
    this.#running = this.#run(this.#ending.signal, before);
  }

  /** Goes on at once instead of at the next time, for who has changed something or asks to. */
  nudge(): void {
    this.#isNudged = true;
    this.#pause = { fromMs: 0, untilMs: 0 };
    this.#refused = undefined;
    this.#heardMs = -Infinity;
    this.#wake?.();
  }

  /** Ends it; a request under way is given up, which loses nothing. Safe twice. */
  async stop(): Promise<void> {
    this.#ending.abort();
    this.#wake?.();
    const stopped = this.#running;
    await stopped;
    if (this.#running === stopped) this.#running = undefined;
  }

  async #run(signal: AbortSignal, before: Promise<void> | undefined): Promise<void> {
    await before;
    while (!signal.aborted) {
      this.#isNudged = false;
      const { state, waitMs } = await this.#tryStep(signal);
      if (signal.aborted) return;
      // Who is told may ask to go on, and lets time pass in tests: the wait has begun by then.
      const waited = this.#isNudged ? undefined : this.#sleep(waitMs);
      this.#tell(state);
      await waited;
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

  async #tryStep(signal: AbortSignal): Promise<Turn> {
    try {
      return await this.#step(signal);
    } catch (error) {
      const untilMs = this.#options.clock.nowMs() + LOOK_AGAIN_MS;
      const message = error instanceof Error ? error.message : String(error);
      return { state: { kind: "failed", message, untilMs }, waitMs: LOOK_AGAIN_MS };
    }
  }

  /** Sends one batch if one may be sent; answers what there is to tell, and how long to wait. */
  async #step(signal: AbortSignal): Promise<Turn> {
    const { ask, keys, fetch, clock } = this.#options;
    const { membership, isPaused } = await ask("boardState", null);
    if (membership === undefined) return resting({ kind: "off" });
    if (isPaused) return resting({ kind: "paused" });
    if (membership.consentVersion !== CONSENT_VERSION) return resting({ kind: "needsConsent" });
    if (this.#refused?.membership === nameOf(membership)) return resting(this.#refused.state);
    const secret = await readDeviceSecret(keys, membership);
    if (secret === undefined || secret.url !== membership.url) return resting({ kind: "noKey" });
    const earlyMs = this.#earlyMs();
    if (earlyMs > 0) return { state: this.#state, waitMs: Math.min(earlyMs, LOOK_AGAIN_MS) };
    const taken = await ask("boardTake", null);
    const client = new BoardClient({ url: membership.url, key: secret.key, member: membership, fetch, clock });
    switch (taken.kind) {
      case "off":
      case "paused":
        return resting({ kind: taken.kind });
      case "notSender":
        return resting({ kind: "follower", untilMs: clock.nowMs() + LOOK_AGAIN_MS });
      case "none":
        return this.#hear({ ask, client, membership }, signal);
      case "batch": {
        this.#tell({ kind: "sending", rows: taken.batch.rows });
        const answer = await client.sync(taken.batch.text, signal);
        if (answer.ok) return this.#settle(taken.batch, answer.value);
        return this.#fail(taken.batch, membership, answer.fault);
      }
    }
  }

  async #settle(batch: OutgoingBatch, reply: SyncReply): Promise<Turn> {
    const { ask, clock, leastIntervalMs = () => 0 } = this.#options;
    const { isLost } = await ask("boardAcknowledge", { batchId: batch.batchId, reply });
    this.#failures = 0;
    this.#heardMs = clock.nowMs();
    if (isLost) return this.#spread();
    const waitMs = Math.max(reply.minIntervalS * 1_000, leastIntervalMs());
    const untilMs = this.#wait(waitMs);
    if (batch.left > 0) return { state: { kind: "waiting", cause: "interval", untilMs }, waitMs };
    return { state: { kind: "idle", untilMs }, waitMs };
  }

  /** Nothing waits: no answer tells whether the board still has what it had, so that it is asked now and then. */
  async #hear(hearing: Hearing, signal: AbortSignal): Promise<Turn> {
    const nowMs = this.#options.clock.nowMs();
    const idle = resting({ kind: "idle", untilMs: nowMs + LOOK_AGAIN_MS });
    if (Math.abs(nowMs - this.#heardMs) < HEAR_EVERY_MS) return idle;
    this.#heardMs = nowMs;
    const heard = await hearEpoch(hearing, signal);
    if (heard.ok) return heard.value.isLost ? this.#spread() : idle;
    const { fault } = heard;
    // Whatever else went wrong keeps nothing from being sent.
    if (fault.kind === "refused" && isDecided(fault))
      return this.#refuse(hearing.membership, { kind: "refused", fault });
    return idle;
  }

  #spread(): Turn {
    const waitMs = Math.floor(this.#options.random() * SPREAD_MS);
    return { state: { kind: "waiting", cause: "spread", untilMs: this.#wait(waitMs) }, waitMs };
  }

  async #fail(batch: OutgoingBatch, membership: Membership, fault: BoardFault): Promise<Turn> {
    switch (fault.kind) {
      case "aborted":
        return { state: this.#state, waitMs: 0 };
      case "offline": {
        const waitMs = this.#backOff(undefined);
        return { state: { kind: "offline", fault, untilMs: this.#wait(waitMs) }, waitMs };
      }
      case "busy": {
        const waitMs = this.#backOff(fault.retryAfterS);
        return { state: { kind: "waiting", cause: "busy", untilMs: this.#wait(waitMs) }, waitMs };
      }
      case "strange":
        return this.#waitStrangely(fault);
      case "refused":
        await this.#options.ask("boardRefuse", { batchId: batch.batchId, reason: fault.reason });
        if (!isDecided(fault)) return this.#waitStrangely(fault);
        if (fault.reason === "gone") return this.#refuse(membership, { kind: "gone" });
        if (fault.reason === "consent") return this.#refuse(membership, { kind: "needsConsent" });
        return this.#refuse(membership, { kind: "refused", fault });
    }
  }

  #backOff(retryAfterS: number | undefined): number {
    this.#failures += 1;
    return retryDelayMs(this.#failures, this.#options.random(), retryAfterS);
  }

  /** Sends nothing for as long; answers until when. */
  #wait(ms: number): number {
    const fromMs = this.#options.clock.nowMs();
    this.#pause = { fromMs, untilMs: fromMs + ms };
    return this.#pause.untilMs;
  }

  /** How long there is still to wait; 0 and less: it is time. */
  #earlyMs(): number {
    const nowMs = this.#options.clock.nowMs();
    return nowMs < this.#pause.fromMs ? 0 : this.#pause.untilMs - nowMs;
  }

  #waitStrangely(fault: Extract<SyncState, { kind: "refused" }>["fault"]): Turn {
    return {
      state: { kind: "refused", fault, untilMs: this.#wait(STRANGE_AGAIN_MS) },
      waitMs: STRANGE_AGAIN_MS,
    };
  }

  #refuse(membership: Membership, state: SyncState): Turn {
    this.#refused = { membership: nameOf(membership), state };
    return resting(state);
  }

  #tell(state: SyncState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }
}

interface Turn {
  readonly state: SyncState;
  readonly waitMs: number;
}

/** A state that lasts until something else has changed. */
function resting(state: SyncState): Turn {
  return { state, waitMs: LOOK_AGAIN_MS };
}

/** Changes with whatever the person can do about a refusal. */
function nameOf({ url, memberId, deviceId, consentVersion }: Membership): string {
  return `${url} ${memberId} ${deviceId} ${consentVersion}`;
}
