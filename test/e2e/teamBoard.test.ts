import assert from "node:assert/strict";

import type { Locator } from "playwright-core";

import { systemClock } from "../../src/host/clock.ts";
import type { Registered } from "../../src/shared/board/membership.ts";
import { CONSENT_VERSION, encodeBatch } from "../../src/shared/board/syncBatch.ts";
import { BoardClient } from "../../src/sync/boardClient.ts";
import type { BoardAnswer } from "../../src/sync/boardFault.ts";
import { makeDeviceKey } from "../../src/sync/deviceKey.ts";
import { networkFetch } from "../../src/sync/networkFetch.ts";
import { makeFixtureHome } from "../support/fixtureHome.ts";
import { type StartedBoard, startBoard } from "../support/server/startBoard.ts";
import { wireBatch, wireRow } from "../support/server/wireRows.ts";
import { TeamWindow } from "../support/teamWindow.ts";

const HOUR_MS = 3_600_000;

describe("two people and a team board", function () {
  // Two workbenches and a server on a busy machine take their time.
  this.timeout(600_000);
  const disposals: (() => unknown)[] = [];
  let board: StartedBoard;

  before(async () => {
    board = await startBoard({
      BOARD_INTERVAL_SECONDS: "5",
      BOARD_NAME: "Northwind Robotics",
      BOARD_LEGAL_TEXT: "Works agreement 7: taking part is voluntary.",
    });
    disposals.push(() => board.stop());
  });

  after(async () => {
    for (let dispose = disposals.pop(); dispose !== undefined; dispose = disposals.pop()) await dispose();
  });

  async function openWindow(): Promise<TeamWindow> {
    const fixture = makeFixtureHome();
    disposals.push(() => fixture.dispose());
    const window = await TeamWindow.open({ home: fixture.home });
    disposals.push(() => window.dispose());
    await window.bar.reads("100K");
    return window;
  }

  /** Another machine of a member, by the code that a window of theirs shows. */
  async function linkedDevice(window: TeamWindow): Promise<{ readonly client: BoardClient; readonly ids: Registered }> {
    const { content } = window.panel;
    await content.getByRole("button", { name: "Link Another Device…" }).click();
    await window.panel.shows("Code to link a device");
    const code = (await content.locator(".team-code code").innerText()).trim();
    const key = makeDeviceKey();
    const options = { url: board.address, key, fetch: networkFetch, clock: systemClock };
    const registered = await new BoardClient({ ...options, member: undefined }).register(code);
    assert.ok(registered.ok);
    return { client: new BoardClient({ ...options, member: registered.value }), ids: registered.value };
  }

  function upload(
    { client, ids }: Awaited<ReturnType<typeof linkedDevice>>,
    seq: number,
  ): Promise<BoardAnswer<unknown>> {
    const { boardId, memberId, deviceId } = ids;
    const h = Math.floor(Date.now() / HOUR_MS) - 1;
    const rows = [wireRow({ h, rev: seq })];
    const sentAt = Date.now();
    const batchId = `01936f5e-3b00-7000-8000-00000000000${seq}`;
    return client.sync(
      encodeBatch(
        wireBatch({ boardId, memberId, deviceId, batchId, seq, sentAt, consentVersion: CONSENT_VERSION, rows }),
      ),
    );
  }

  function listRow(window: TeamWindow, handle: string): Locator {
    return window.panel.content.getByRole("row").filter({ hasText: handle });
  }

  /** Asks the board again until its list is as it should be: it is brought up to date once a minute. */
  async function refreshUntil(window: TeamWindow, isRight: () => Promise<boolean>): Promise<void> {
    const refresh = window.panel.content.getByRole("button", { name: "Refresh", exact: true });
    while (!(await isRight())) {
      await refresh.click();
      await window.panel.page.waitForTimeout(8000);
    }
  }

  it("join it, appear in each other's panel, and the one who leaves is gone", async () => {
    const [ada, mira] = [await openWindow(), await openWindow()];
    for (const [window, name] of [
      [ada, "Ada"],
      [mira, "Mira K."],
    ] as const) {
      await window.askToJoin(board.address, await board.invite());
      await window.panel.shows("Northwind Robotics");
      await window.panel.shows("Works agreement 7: taking part is voluntary.");
      await window.agree(name);
      await window.panel.shows("Everything is sent");
    }

    for (const window of [ada, mira]) {
      await refreshUntil(
        window,
        async () => (await listRow(window, "Ada").count()) === 1 && (await listRow(window, "Mira K.").count()) === 1,
      );
    }
    // Both have the same logs: 100,000 tokens seen, none of which have settled within the hour.
    assert.match(await listRow(ada, "Mira K.").innerText(), /100K/u);
    await ada.bar.photograph("team-two-people");

    const spare = await linkedDevice(mira);
    const taken = await upload(spare, 1);
    assert.ok(taken.ok);

    await mira.bar.runCommand("Token Legend: Leave Board and Delete My Data…");
    await mira.answerDialog("Leave and Delete");
    await mira.panel.shows("You have left");
    await mira.panel.shows("Rows of hours");
    assert.deepEqual(await mira.panel.axe(), []);
    await mira.panel.useWholeWindow();
    await mira.bar.photograph("team-receipt");

    // What is still under way comes too late.
    const late = await upload(spare, 2);
    assert.ok(!late.ok && late.fault.kind === "refused");
    assert.deepEqual([late.fault.status, late.fault.reason], [410, "gone"]);

    await refreshUntil(ada, async () => (await listRow(ada, "Mira K.").count()) === 0);
    assert.equal(await listRow(ada, "Ada").count(), 1);

    await mira.panel.content.getByRole("button", { name: "Close", exact: true }).click();
    await mira.panel.shows("Off: nothing leaves this machine");
  });
});
