import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runCli } from "../../../src/cli/runCli.ts";
import { BoardMemory } from "../../../src/host/board/boardMemory.ts";
import { TeamActions } from "../../../src/host/board/teamActions.ts";
import { TeamBoard } from "../../../src/host/board/teamBoard.ts";
import { CONSENT_VERSION } from "../../../src/shared/board/syncBatch.ts";
import type { TeamRequest } from "../../../src/shared/teamRequests.ts";
import { networkFetch } from "../../../src/sync/networkFetch.ts";
import type { LocalMeter } from "../../../src/worker/localMeter.ts";
import { openMeter } from "../../../src/worker/openMeter.ts";
import { noteTestRun } from "../../../src/worker/review/noteTestRun.ts";
import { fakeSurroundings } from "../../unit/cli/fakeSurroundings.ts";
import type { GitRepository } from "../gitRepository.ts";
import { ManualClock } from "../manualClock.ts";
import { memoryFolder } from "../memoryFolder.ts";
import { MemoryKeys } from "../memoryKeys.ts";
import { askOf } from "../testOutbox.ts";
import { MARK, marked, markedRepository, writeMarkedHome } from "./markedHome.ts";
import type { TestBoard } from "./testBoard.ts";
import { TYPED, saidBy } from "./wireContract.ts";
import { WireTap } from "./wireTap.ts";

const SIGNAL_ID = 77;

/** A window and a command line of one person on a machine full of marked words, which do all that can be done about a board. */
export class MarkedMachine {
  readonly tap: WireTap;
  /** What the person was shown before they agreed, in the window and by the command line. */
  readonly shown: string[] = [];
  readonly opened: string[] = [];
  readonly #board: TestBoard;
  readonly #folder = mkdtempSync(join(memoryFolder(), `token-legend-${MARK}-`));
  readonly #repository: GitRepository;
  readonly #meter: LocalMeter;
  readonly #team: TeamBoard;
  readonly #faults: string[] = [];
  #invitation = "";

  private constructor(board: TestBoard, tap: WireTap, nowMs: number) {
    this.#board = board;
    this.tap = tap;
    this.#repository = markedRepository(nowMs);
    writeMarkedHome(this.#home, this.#repository.folder, nowMs);
    this.#meter = this.#openMeter();
    const kept = new Map<string, unknown>();
    this.#team = new TeamBoard({
      ask: askOf(() => this.#meter),
      keys: new MemoryKeys(),
      fetch: networkFetch,
      clock: new ManualClock(nowMs),
      random: () => 0,
      memory: new BoardMemory({
        get: (key) => kept.get(key),
        update: (key, value) => Promise.resolve(void kept.set(key, value)),
      }),
      dialogs: {
        askInvitation: () => Promise.resolve({ url: tap.url, code: this.#invitation }),
        confirmLeave: () => Promise.resolve(true),
        confirmForget: () => Promise.resolve(true),
        saveHeld: () => Promise.resolve("held.json"),
        openPage: (url) => Promise.resolve(void this.opened.push(url)),
        openSettings: () => Promise.resolve(),
        openBlock: () => Promise.resolve(),
      },
      block: () => undefined,
      leastIntervalMs: () => 0,
      sharesOutcomes: () => true,
      badges: () => Promise.resolve(this.#meter.game("UTC").badges),
      rescan: () => this.#meter.rescan(),
      onChange: () => undefined,
      log: (level, message) => this.#faults.push(`${level} ${message}`),
    });
  }

  static async open(board: TestBoard, nowMs: number): Promise<MarkedMachine> {
    return new MarkedMachine(board, await WireTap.open(board), nowMs);
  }

  get #home(): string {
    return join(this.#folder, marked("home"));
  }

  get #env(): Readonly<Record<string, string>> {
    const own = { USER: marked("user"), HOSTNAME: marked("host"), XDG_DATA_HOME: join(this.#folder, marked("data")) };
    return { ...this.#repository.env, ...own };
  }

  #openMeter(): LocalMeter {
    const ledgers = join(this.#folder, marked("ledgers"));
    mkdirSync(ledgers);
    return openMeter({
      version: "0.0.0",
      home: this.#home,
      env: this.#env,
      ledgerFile: join(ledgers, "window.sqlite"),
      extraRoots: {},
      recounts: true,
      repositories: true,
    });
  }

  /** Reads the logs and the repository, as the worker does all along. */
  async #readAll(nowMs: number): Promise<void> {
    await this.#meter.scan();
    // Takes the sessions in.
    this.#meter.game("UTC");
    await this.#meter.readRepositories("UTC");
    const run = { folder: this.#repository.folder, command: marked("test command"), atMs: nowMs - 1, passed: true };
    this.#meter.note((ledger) => noteTestRun(run, ledger));
  }

  async doEverything(nowMs: number): Promise<void> {
    await this.#readAll(nowMs);
    await this.#team.start();
    await this.#join();
    await this.tap.answered("POST /v1/sync");
    await this.tap.answered("POST /v1/outcomes");
    await this.#linkCommandLine(nowMs);
    await this.#answerBoard();
    // The ledger is lost, and the key is not: the board is asked who this was.
    await askOf(() => this.#meter)("boardClear", null);
    await this.#team.look();
    await this.#join();
    await this.#do({ kind: "leave" });
  }

  async #join(): Promise<void> {
    this.#invitation = await this.#board.invite();
    await this.#do({ kind: "join" });
    const preview = await this.#team.answer({ name: "teamConsent", argument: {} });
    this.shown.push("text" in preview ? preview.text : "nothing");
    await this.#do({
      kind: "agree",
      consentVersion: CONSENT_VERSION,
      listing: { listed: true, handle: TYPED.handle },
    });
  }

  /** Another device of the same person, which is taken away again. */
  async #linkCommandLine(nowMs: number): Promise<void> {
    await this.#do({ kind: "linkDevice" });
    const { tap } = this;
    const link = this.#team.state?.code?.code ?? "";
    const surroundings = fakeSurroundings({
      home: this.#home,
      env: this.#env,
      fetch: networkFetch,
      nowMs: () => nowMs,
      openMeter,
      workingFolder: this.#folder,
    });
    for (const words of [
      ["join", tap.url, link, "--agree", "1"],
      ["now"],
      ["export"],
      ["preview"],
      ["uploads"],
      ["pause"],
      ["resume"],
    ])
      assert.equal(await runCli(["sync", ...words], surroundings), 0, surroundings.stderr.text);
    this.shown.push(surroundings.stdout.text);
    await this.#do({ kind: "refresh" });
    const [own, other] = this.#deviceIds;
    assert.ok(own !== undefined && other !== undefined);
    await this.#do({ kind: "revokeDevice", deviceId: other as never });
  }

  get #deviceIds(): readonly number[] {
    const { membership } = this.#team;
    const ids =
      membership === undefined ? [] : this.#team.content.of(membership).me?.devices.map((one) => one.deviceId);
    return (ids ?? []).toSorted((one, other) => (one === membership?.deviceId ? -1 : other - one));
  }

  /** Everything that a person answers and chooses, once they have joined. */
  async #answerBoard(): Promise<void> {
    const { membership } = this.#team;
    assert.ok(membership !== undefined);
    await this.#board.database.query(
      `INSERT INTO flag (member_id, signal_id, code, day, effect, status, figures, tool_version, opened_ms, changed_ms)
       VALUES ($1, ${SIGNAL_ID}, 'C1', 1, 'held', 'open', '{}', '', 0, 0)`,
      [membership.memberId],
    );
    await this.#do({ kind: "openBoard" });
    await this.#do({ kind: "exportHeld" });
    await this.#do({ kind: "shareBadges", badges: ["open-book"], title: "open-book" });
    await this.#do({ kind: "setListing", listing: { listed: false } });
    await this.#do({ kind: "answerEvidence", agree: true });
    const appeal = (answer: Extract<TeamRequest, { kind: "appeal" }>["appeal"]): Promise<void> =>
      this.#do({ kind: "appeal", signalId: SIGNAL_ID, appeal: answer });
    await appeal({ kind: "askPerson" });
    await appeal({ kind: "explain", choice: "newTool", text: TYPED.explanation });
    await appeal({ kind: "resend" });
  }

  async #do(request: TeamRequest): Promise<void> {
    await new TeamActions(this.#team).run(request);
    // Before anything else that may have failed by it: a board refuses what it does not know.
    for (const sent of this.tap.sent) saidBy(sent);
    assert.deepEqual(this.#faults, [], request.kind);
  }

  async close(): Promise<void> {
    await this.#team.stop();
    this.#team.dispose();
    this.#meter.close();
    await this.tap.close();
    this.#repository.dispose();
    rmSync(this.#folder, { recursive: true });
  }
}
