import assert from "node:assert/strict";

import { CONSENT_VERSION } from "../../src/shared/board/syncBatch.ts";
import { makeVolumeView } from "../support/boardPage/companyViews.ts";
import { makeHeldMe } from "../support/boardPage/personViews.ts";
import { type SentChange, StandInBoard } from "../support/boardPage/standInBoard.ts";
import { makeFixtureHome } from "../support/fixtureHome.ts";
import { THEMES } from "../support/panelScene.ts";
import { TeamWindow } from "../support/teamWindow.ts";

const CODE = "k7mn-2pqr-stuv-wxyz-3456";
const BOARD_ID = "5b0e0f6e-6f0e-4c44-9d5c-6d7d4b6f1a11";
const EPOCH = "0c7f4f5e-19a4-4f43-8f0c-0f3f0a2c7d01";
const DEVICE = 4711;
const LEGAL = "Works agreement 2026/14, section 3: taking part is voluntary. Figures may not be used to judge anybody.";
const WIDE = { width: 1600, height: 1000 };

/** A company of 85,000 with somebody whose rank waits, as the board would tell them. */
function answers(): Readonly<Record<string, unknown>> {
  const serverTime = Date.now();
  const info = { boardId: BOARD_ID, epoch: EPOCH, consentVersion: CONSENT_VERSION, serverTime };
  const me = makeHeldMe();
  return {
    "/v1/board": { ...info, name: "Northwind Robotics", leastPeople: 8, legalText: LEGAL },
    "POST /v1/devices": { ...info, memberId: 7_000_000_001, deviceId: DEVICE },
    "POST /v1/sync": { epoch: EPOCH, serverTime, lastSeq: 0, accepted: 1, stale: 0, refused: [], minIntervalS: 300 },
    "PUT /v1/me/listing": { listed: true, handle: "Ada" },
    "/v1/volume": { ...makeVolumeView(), asOf: serverTime - 120_000 },
    "/v1/me/page": {
      ...me,
      evidenceAsked: true,
      devices: [
        { deviceId: DEVICE, createdAt: serverTime, isRevoked: false },
        { deviceId: 4712, createdAt: serverTime - 86_400_000, lastUploadAt: serverTime - 900_000, isRevoked: false },
      ],
    },
    "POST /v1/me/sign-in-codes": { code: CODE, expiresAt: serverTime + 300_000 },
  };
}

describe("the pages of a team board, as a person meets them", function () {
  // Starting a workbench on a busy machine takes its time.
  this.timeout(300_000);
  const disposals: (() => unknown)[] = [];
  let board: StandInBoard;

  beforeEach(async () => {
    board = await StandInBoard.open(answers());
    disposals.push(() => board.close());
  });

  afterEach(async () => {
    for (let dispose = disposals.pop(); dispose !== undefined; dispose = disposals.pop()) await dispose();
  });

  async function open(changes: Partial<Parameters<typeof TeamWindow.open>[0]> = {}): Promise<TeamWindow> {
    const fixture = makeFixtureHome();
    disposals.push(() => fixture.dispose());
    const window = await TeamWindow.open({ home: fixture.home, ...changes });
    disposals.push(() => window.dispose());
    return window;
  }

  async function photograph({ bar, panel }: TeamWindow, name: string, heading: string): Promise<void> {
    await panel.page.setViewportSize({ width: 400, height: 900 });
    await panel.isNarrow();
    assert.equal(await panel.isTooWide(), false);
    await panel.scrollTo(heading);
    await bar.photograph(`${name}-400`);
    await panel.page.setViewportSize(WIDE);
    await panel.scrollTo(heading);
    await bar.photograph(`${name}-1600`);
  }

  for (const { name, theme, kind } of THEMES) {
    it(`can be read by everyone in ${name}`, async () => {
      const window = await open({ theme });
      await window.bar.takeOnTheme(kind);
      await window.askToJoin(board.origin, CODE);
      await window.panel.useWholeWindow();
      assert.deepEqual(await window.panel.axe(), []);
      await photograph(window, `team-consent-${name}`, "Before you join");
      await photograph(window, `team-consent-${name}-choice`, "Who sees what");
      await window.agree("Ada");
      await window.panel.shows("All together, in 30 days");
      await window.panel.shows("The Library of Congress");
      assert.deepEqual(await window.panel.axe(), []);
      await photograph(window, `team-board-${name}`, "Team Board");
      await photograph(window, `team-board-${name}-list`, "The list");
      await photograph(window, `team-board-${name}-own`, "Your name on the list");
    });
  }

  it("asks nothing of anybody before a board is named, and is agreed to by keyboard with nothing chosen before", async () => {
    const window = await open();
    const { panel } = window;
    await window.bar.reads("100K");
    await window.bar.runCommand("Token Legend: Show Last Uploads");
    await panel.shows("Off: nothing leaves this machine");
    assert.deepEqual(board.asked, []);

    await window.askToJoin(board.origin, CODE.toUpperCase().replaceAll("-", " "));
    assert.deepEqual(board.asked, ["/v1/board"]);
    const text = await panel.content.getByRole("region", { name: "Text of the upload" }).innerText();
    const shown = JSON.parse(text) as { readonly rows: readonly Readonly<Record<string, unknown>>[] };
    // Two of one tool where the full hour came between its calls.
    const tools = new Set(shown.rows.map((row) => String(row["tool"])));
    assert.deepEqual([...tools].toSorted(), ["claudeCode", "codex"]);
    assert.equal(await panel.content.locator("input:checked").count(), 0);

    await panel.tabTo("Cancel");
    await panel.tabTo("Cancel, Send Nothing");
    await panel.page.keyboard.press("Enter");
    await panel.shows("Off: nothing leaves this machine");
    assert.deepEqual(board.sent, []);

    await window.askToJoin(board.origin, CODE);
    await panel.tabTo("Cancel");
    await panel.tabTo("Agree and Join");
    await panel.page.keyboard.press("Enter");
    await panel.shows("To join, turn on the first switch");
    assert.deepEqual(board.sent, []);
    await panel.content.getByRole("button", { name: "Cancel", exact: true }).focus();
    await panel.tabTo("consent-count");
    await panel.page.keyboard.press("Space");
    await panel.tabTo("Agree and Join");
    await panel.page.keyboard.press("Enter");
    await panel.shows("What the board holds of you");
    await panel.shows("Everything is sent");
    // The upload is what was shown, but for what the page says is set later.
    const sent: readonly SentChange[] = board.sent;
    const upload = sent.find(({ path }) => path === "/v1/sync")?.body as typeof shown;
    const withoutRevision = (row: Readonly<Record<string, unknown>>): unknown => ({ ...row, rev: 0 });
    assert.deepEqual(upload.rows.map(withoutRevision), shown.rows.map(withoutRevision));
    assert.deepEqual(Object.keys(upload), Object.keys(shown));
    assert.ok(!sent.some(({ path }) => path === "/v1/me/listing"));
  });

  it("are the same in every window of a person, of which one sends", async () => {
    const window = await open();
    await window.bar.reads("100K");
    await window.askToJoin(board.origin, CODE);
    await window.agree(undefined);
    await window.panel.shows("Everything is sent");
    const syncs = (): number => (board.sent as readonly SentChange[]).filter(({ path }) => path === "/v1/sync").length;
    const other = await window.another();
    await other.bar.reads("100K");
    await other.bar.runCommand("Token Legend: Show Last Uploads");
    await other.panel.shows("Northwind Robotics");
    await other.panel.shows(/^Upload 1, /u);
    await other.bar.photograph("team-second-window");
    // Where a browser keeps secrets for one page alone, the second one has no key; either way it sends nothing.
    await other.panel.shows(/Another window sends|The key of this device is lost/u);
    assert.equal(syncs(), 1);
  });

  it("are hidden where the machine forbids them, and nothing is asked", async () => {
    const window = await open({ env: { TOKEN_LEGEND_BOARD_FORBIDDEN: "1" } });
    await window.bar.reads("100K");
    await window.bar.runCommand("Token Legend: Open Panel");
    await window.panel.shows("Your tier of the last 30 days");
    assert.equal(await window.panel.content.getByRole("button", { name: "Team Board" }).count(), 0);
    await window.bar.page.keyboard.press("F1");
    const palette = window.bar.page.locator(".quick-input-widget");
    await palette.locator("input").fill(">Token Legend: Show");
    await palette.getByText("Token Legend: Show Summary").first().waitFor();
    assert.equal(await palette.getByText("Token Legend: Show Last Uploads").count(), 0);
    assert.deepEqual(board.asked, []);
  });

  it("say why nothing can be joined from a folder that is not trusted", async () => {
    const trust = "security.workspace.trust";
    const window = await open({
      settings: { [`${trust}.enabled`]: true, [`${trust}.startupPrompt`]: "never", [`${trust}.banner`]: "never" },
    });
    await window.bar.reads("100K");
    await window.bar.runCommand("Token Legend: Join Team Board…");
    await window.panel.shows("This window is in Restricted Mode");
    assert.deepEqual(board.asked, []);
  });

  it("say why nothing can be joined while telemetry is off", async () => {
    const window = await open({ settings: { "telemetry.telemetryLevel": "off" } });
    await window.bar.reads("100K");
    await window.bar.runCommand("Token Legend: Join Team Board…");
    await window.panel.shows("Telemetry is turned off in VS Code");
    assert.deepEqual(await window.panel.axe(), []);
    assert.deepEqual(board.asked, []);
  });
});
