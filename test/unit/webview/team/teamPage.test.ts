import assert from "node:assert/strict";

import { blockText } from "../../../../src/core/board/blockText.ts";
import { BATCH_FIELDS, encodeBatch } from "../../../../src/shared/board/syncBatch.ts";
import { ROW_FIELDS } from "../../../../src/shared/board/usageRow.ts";
import { US_DOLLAR } from "../../../../src/shared/currency.ts";
import { type PanelView, isPanelView } from "../../../../src/shared/panelProtocol.ts";
import { OUTCOMES_UPLOAD } from "../../../../src/shared/teamQuestions.ts";
import type { BoardBlock, TeamStage, TeamState } from "../../../../src/shared/teamState.ts";
import { type PageState, readPageState } from "../../../../src/webview/pageState.ts";
import { HOSTILE_HANDLES } from "../../../support/boardPage/handles.ts";
import { makeEmptyVolume, makeVolumeView } from "../../../support/boardPage/companyViews.ts";
import { makeHeldMe } from "../../../support/boardPage/personViews.ts";
import { makeGame } from "../../../support/gameSnapshots.ts";
import { importWebview } from "../../../support/importWebview.ts";
import { wireBatch } from "../../../support/server/wireRows.ts";

const ENTRY = `
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { TeamPage } from "./src/webview/team/teamPage.tsx";
import { PanelLinkContext } from "./src/webview/useAnswer.ts";
const actions = { act() {}, see() {}, chooseTitle() {}, change() {}, save() {}, team() {} };
export const render = (view, state, nowMs) => {
  const link = { answers: { ask: () => new Promise(() => {}) }, kept: state.answers, revision: 0, keep() {} };
  return renderToString(h(PanelLinkContext.Provider, { value: link }, h(TeamPage, { view, state, nowMs, actions })));
};
`;

const NOW_MS = Date.UTC(2026, 10, 20, 12);
const BOARD = { name: "Northwind", address: "https://board.example.com" };
const JOINED: TeamStage = {
  kind: "joined",
  board: BOARD,
  sync: { kind: "waiting", nextMs: NOW_MS + 240_000 },
  waitingRows: 12,
  refusedRows: 0,
  lastUploadMs: NOW_MS - 120_000,
  listed: true,
  handle: "Ada",
  sharesOutcomes: false,
  deviceId: 11,
  fetchedMs: NOW_MS - 120_000,
};

let renderPage: (view: PanelView, state: PageState, nowMs: number) => string;

function render(team: TeamState, answers: Readonly<Record<string, unknown>> = {}): string {
  const view: PanelView = {
    status: { kind: "normal" },
    game: makeGame(),
    isGameOn: true,
    currency: US_DOLLAR,
    budgets: [],
    limits: { told: [] },
    revision: 1,
    team,
  };
  // What the host sends is what the page takes.
  assert.ok(isPanelView(JSON.parse(JSON.stringify(view))));
  const kept = Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [
      name,
      { question: JSON.stringify({ name, argument: {} }), answer },
    ]),
  );
  return renderPage(view, readPageState({ version: 2, page: "team", answers: kept }), NOW_MS);
}

const count = (html: string, what: RegExp): number => [...html.matchAll(what)].length;

describe("the team's page", () => {
  before(async () => {
    renderPage = (
      await importWebview<{ readonly render: (view: PanelView, state: PageState, nowMs: number) => string }>(ENTRY)
    ).render;
  });

  it("says that nothing leaves the machine while it is off, and offers no way in where one is blocked", () => {
    const off = render({ stage: { kind: "off" } });
    assert.ok(off.includes("Off: nothing leaves this machine") && off.includes("Join Team Board…"));
    const blocked = render({ stage: { kind: "off", block: "untrusted" } });
    assert.ok(blocked.includes("Restricted Mode") && !blocked.includes("Join Team Board…"));
  });

  it("says once what is in the way, and tells of a next step only where there is one", () => {
    const stage = { kind: "off", block: "telemetryOff" } as const;
    const text = blockText("telemetryOff");
    for (const team of [{ stage }, { stage, notice: { kind: "warning", text } as const }]) {
      const html = render(team);
      assert.equal(html.split(text).length, 2);
      assert.ok(!html.includes("The next step"));
    }
    assert.ok(render({ stage, notice: { kind: "info", text: "Saved it." } }).includes(text));
    assert.ok(render({ stage: { kind: "off" } }).includes("The next step"));
  });

  it("leads to what is in the way, whether somebody has joined or not, and nowhere where a policy forbids boards", () => {
    for (const stage of [
      (block: BoardBlock): TeamStage => ({ kind: "off", block }),
      (block: BoardBlock): TeamStage => ({ ...JOINED, sync: { kind: "blocked", by: block } }),
    ]) {
      assert.ok(render({ stage: stage("telemetryOff") }).includes(">Open the Telemetry Setting</button>"));
      assert.ok(render({ stage: stage("untrusted") }).includes(">Manage Workspace Trust</button>"));
      assert.ok(!/Telemetry Setting|Workspace Trust/.test(render({ stage: stage("forbidden") })));
    }
  });

  it("shows, before anything is sent, the exact text and every field of it, with nothing ticked", () => {
    const text = encodeBatch(wireBatch());
    const teamConsent = {
      consentVersion: 1,
      text,
      rows: 1,
      moreRows: 2,
      leastPeople: 9,
      legalText: "<b>Article 3</b>",
    };
    const stage = { kind: "consent", board: BOARD, why: "join", sharesOutcomes: false } as const;
    const html = render({ stage }, { teamConsent });
    assert.ok(html.includes("with 1 row.") && html.includes("a third switch, in the settings, and off"));
    assert.ok(render({ stage: { ...stage, sharesOutcomes: true } }, { teamConsent }).includes("you have turned it on"));
    assert.ok(html.includes(text.replaceAll('"', "&quot;")));
    for (const field of [...BATCH_FIELDS, ...ROW_FIELDS]) {
      if (field !== "rows") assert.ok(html.includes(`<code>${field}</code>`), field);
    }
    assert.ok(html.includes("claude-opus-4-5") && html.includes("(2026-11-20 12:00 UTC)"));
    assert.equal(count(html, /type="checkbox"/g), 2);
    assert.equal(count(html, / checked/g), 0);
    assert.ok(html.includes("at least 9 people") && html.includes("https://board.example.com"));
    // What a company writes is text.
    assert.ok(html.includes("&lt;b>Article 3&lt;/b>") || html.includes("&lt;b&gt;Article 3&lt;/b&gt;"));
    const cancels = count(html, /<button type="button" class="button">(?:Agree and Join|Cancel, Send Nothing)/g);
    assert.ok(html.includes("Cancel, Send Nothing") && cancels >= 1);
  });

  it("shows the list and the own line in it, counted beside seen, with names as text", () => {
    const volume = makeVolumeView();
    const html = render({ stage: JOINED }, { teamBoard: { volume, me: makeHeldMe() } });
    assert.equal(count(html, /aria-current="true"/g), 1);
    assert.equal(count(html, /<th scope="row">/g), volume.entries.length);
    for (const handle of HOSTILE_HANDLES) assert.ok(!html.includes(handle) || !handle.includes("<"), handle);
    assert.ok(html.includes("as of"));
  });

  it("shows what a check noticed with its figures and the three answers", () => {
    const html = render({ stage: JOINED }, { teamBoard: { me: makeHeldMe() } });
    for (const answer of ["Scan Again and Resend", "Explain…", "Ask a Person"])
      assert.ok(html.includes(answer), answer);
    assert.ok(!/abuse|cheat|fraud/i.test(html));
  });

  it("says what it does not know, and what the board does not show", () => {
    assert.ok(render({ stage: JOINED }).includes("The board has not told yet."));
    const html = render({ stage: JOINED }, { teamBoard: { volume: { ...makeEmptyVolume(), areNamesOff: true } } });
    assert.ok(html.includes("turned names off for everybody") && html.includes("not shown: too few people"));
  });

  it("keeps every upload's text, marks this device and revokes only others", () => {
    const text = encodeBatch(wireBatch());
    const upload = { seq: 3, sentMs: NOW_MS, rows: 1, outcome: { kind: "unanswered" }, text };
    const teamUploads = [
      { ...upload, batchId: "a" },
      { ...upload, batchId: "b" },
      { ...upload, batchId: OUTCOMES_UPLOAD, seq: 0, rows: 4 },
    ];
    const device = { createdAt: NOW_MS, isRevoked: false };
    const devices = [
      { ...device, deviceId: 11 },
      { ...device, deviceId: 12 },
      { ...device, deviceId: 13, isRevoked: true },
    ];
    const me = { ...makeHeldMe(), devices };
    const html = render({ stage: JOINED }, { teamBoard: { me }, teamUploads });
    assert.equal(count(html, /aria-label="Upload 3, [^"]*, 1 row"/g), 2);
    assert.equal(count(html, /aria-label="Outcomes, [^"]*, 4 days"/g), 1);
    assert.equal(count(html, /Revoke device/g), 1);
    assert.ok(html.includes("Revoke device 12") && html.includes("this one") && !html.includes("Device 13"));
  });

  for (const [kind, says] of [
    ["paused", "waits here until you resume"],
    ["elsewhere", "Only one window or command line sends"],
    ["needsConsent", "Read and Decide…"],
    ["gone", "Join Team Board…"],
    ["keyLost", "Link Another Device"],
  ] as const) {
    it(`says of sync that is ${kind} what can be done`, () => {
      assert.ok(render({ stage: { ...JOINED, sync: { kind } } }).includes(says));
    });
  }

  it("shows a receipt of what was deleted", () => {
    const deleted = { usage_hour: 842, member: 1, badge: 0, constructor: 2 };
    const html = render({ stage: { kind: "left", board: BOARD, deleted, refusedUntilMs: NOW_MS } });
    assert.ok(html.includes("Rows of hours") && html.includes("842") && html.includes("constructor"));
    assert.ok(!html.includes("Shared badges"));
  });

  it("shows a code only for as long as it works", () => {
    const code = { use: "signIn", code: "k7mn-2pqr-stuv-wxyz-3456", expiresMs: NOW_MS + 60_000 } as const;
    assert.ok(render({ stage: JOINED, code }).includes(code.code));
    assert.ok(!render({ stage: JOINED, code: { ...code, expiresMs: NOW_MS } }).includes(code.code));
  });
});
