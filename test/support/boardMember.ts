import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { join, resolve } from "node:path";
import { FileKeys } from "../../src/cli/fileKeys.ts";
import { systemClock } from "../../src/host/clock.ts";
import type { Membership } from "../../src/shared/board/outbox.ts";
import { CONSENT_VERSION, encodeBatch } from "../../src/shared/board/syncBatch.ts";
import { BoardClient } from "../../src/sync/boardClient.ts";
import type { BoardAnswer } from "../../src/sync/boardFault.ts";
import type { Clock } from "../../src/sync/clock.ts";
import { type DeviceSecret, readDeviceSecret } from "../../src/sync/deviceSecret.ts";
import { networkFetch } from "../../src/sync/networkFetch.ts";
import { type FixtureHome, appendClaudeCall, makeFixtureHome } from "./fixtureHome.ts";
import type { ClockAt } from "./server/clockAt.ts";
import { wireBatch, wireRow } from "./server/wireRows.ts";

const CLI = resolve(import.meta.dirname, "../../dist/cli.cjs");
const HOUR_MS = 3_600_000;

/** A person with logs of their own who takes part by the command line. */
export class BoardMember {
  readonly #home: FixtureHome;
  /** All clocks are set between two parts of a test. */
  clock: ClockAt;

  /** @param more calls besides those that every fixture has */
  constructor(clock: ClockAt, more: number) {
    this.clock = clock;
    this.#home = makeFixtureHome({ nowMs: clock.nowMs() });
    for (let i = 0; i < more; i += 1) appendClaudeCall(this.#home.home, `more-${i}`, clock.nowMs());
  }

  dispose(): void {
    this.#home.dispose();
  }

  /** Runs `token-legend sync ...` on the person's logs; answers what it said. */
  async sync(...words: readonly string[]): Promise<string> {
    const { home } = this.#home;
    const child = spawn(process.execPath, [CLI, "sync", ...words, "--home", home, "--ledger", this.#ledger], {
      env: { PATH: process.env["PATH"] ?? "", ...this.clock.environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
    assert.equal(child.exitCode, 0, `${words.join(" ")}: ${complained}`);
    return said;
  }

  async join(address: string, invitation: string): Promise<void> {
    await this.sync("join", address, invitation, "--agree", String(CONSENT_VERSION));
    await this.sync("now");
  }

  /** What an editor of theirs asks the board for. */
  async client(): Promise<BoardClient> {
    const { key, membership } = await this.#secret();
    const { url } = membership;
    const clock: Clock = { nowMs: () => this.clock.nowMs(), after: (delayMs, run) => systemClock.after(delayMs, run) };
    return new BoardClient({ url, key, member: membership, fetch: networkFetch, clock });
  }

  /** An upload that is ready to be sent, and comes late where they leave meanwhile. */
  async upload(): Promise<() => Promise<BoardAnswer<unknown>>> {
    const client = await this.client();
    const { boardId, memberId, deviceId } = (await this.#secret()).membership;
    const sentAt = this.clock.nowMs();
    const rows = [wireRow({ h: Math.floor(sentAt / HOUR_MS) - 1, rev: 1 })];
    const ids = { boardId, memberId, deviceId, batchId: "01936f5e-3b00-7000-8000-000000000009" };
    const batch = encodeBatch(wireBatch({ ...ids, seq: 1_000, sentAt, consentVersion: CONSENT_VERSION, rows }));
    return () => client.sync(batch);
  }

  get #ledger(): string {
    return join(this.#home.home, "token-legend", "ledger.sqlite");
  }

  async #secret(): Promise<DeviceSecret & { readonly membership: Membership }> {
    const secret = await readDeviceSecret(new FileKeys(this.#ledger));
    assert.ok(secret?.membership !== undefined, "has joined");
    return { ...secret, membership: secret.membership };
  }
}
