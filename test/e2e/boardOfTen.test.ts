import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { BoardMember } from "../support/boardMember.ts";
import { BoardBrowser, type BoardTab } from "../support/boardPage/boardBrowser.ts";
import { clockAt } from "../support/server/clockAt.ts";
import { freePort } from "../support/server/freePort.ts";
import { type StartedBoard, startBoard } from "../support/server/startBoard.ts";

const PEOPLE = 10;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Noon, so that no day of anybody's begins while they work. */
const BEGIN_MS = Date.UTC(2026, 10, 16, 12);
/** By then everything has settled: devices are three days old, and hours a day. */
const MORNING_MS = 4 * DAY_MS - 6 * HOUR_MS;
const LISTED = ["Ada", "Mira K.", "Yui"];
/** Everybody tells 100,000 tokens, and 41,000 more for each who was there before them: 2,845,000. */
const TOTAL = "2.8M";

// The board goes by a clock of the test's, and is started again for each day: it publishes once a day.
describe("ten people and a team board", function () {
  // Five starts of a server and two dozen of the command line take their time on a busy machine.
  this.timeout(600_000);
  const folder = mkdtempSync(join(tmpdir(), "token-legend-ten-"));
  const members: BoardMember[] = [];
  let port: number;
  let browser: BoardBrowser;
  let board: StartedBoard | undefined;
  let tab: BoardTab | undefined;

  before(async () => {
    port = await freePort();
    browser = await BoardBrowser.launch();
  });
  after(async () => {
    await tab?.close();
    await browser.close();
    await board?.stop();
    for (const member of members) member.dispose();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  /** Stops the board and starts it at an instant, once it has done what is due then. */
  async function startAt(instantMs: number): Promise<StartedBoard> {
    await tab?.close();
    tab = undefined;
    await board?.stop();
    const clock = clockAt(instantMs);
    for (const member of members) member.clock = clock;
    board = await startBoard({
      BOARD_DATA: folder,
      BOARD_PORT: String(port),
      BOARD_NAME: "Northwind Robotics",
      BOARD_LOG: "debug",
      ...clock.environment,
    });
    await board.logged(/"job":"ranks"/);
    await board.logged(/"job":"publication"/);
    return board;
  }

  /** Opens the list as one of them, by a code of theirs. */
  async function openVolume(member: BoardMember): Promise<Page> {
    assert.ok(board !== undefined);
    const code = await (await member.client()).makeSignInCode();
    assert.ok(code.ok);
    tab = await browser.open(`${board.address}/volume`, { nowMs: member.clock.nowMs() });
    await tab.page.getByLabel("Code from VS Code").fill(code.value.code);
    await tab.page.keyboard.press("Enter");
    await total(tab.page).waitFor();
    return tab.page;
  }

  const total = (page: Page): ReturnType<Page["locator"]> => page.locator(".total-card");
  const totals = async (page: Page): Promise<string> => (await total(page).innerText()).replaceAll(/\s+/gu, " ");
  const rows = async (page: Page): Promise<readonly string[]> => {
    const all = await page.getByRole("grid").getByRole("row").allInnerTexts();
    return all.slice(1).map((row) => row.replaceAll(/\s+/gu, " "));
  };
  function memberAt(place: number): BoardMember {
    const member = members[place];
    assert.ok(member !== undefined);
    return member;
  }

  it("join by the command line, are told of together, and the figures follow when they leave", async () => {
    const begun = await startAt(BEGIN_MS);
    const clock = clockAt(BEGIN_MS);
    for (let place = 0; place < PEOPLE; place += 1) members.push(new BoardMember(clock, place));
    const invitation = await begun.invite();
    for (let place = 0; place < PEOPLE; place += 2)
      await Promise.all([0, 1].map((more) => memberAt(place + more).join(begun.address, invitation)));
    for (const [place, handle] of LISTED.entries())
      assert.ok((await (await memberAt(place).client()).setListing({ listed: true, handle })).ok);
    assert.match(await totals(await openVolume(memberAt(0))), /not shown: fewer than 8 people/);

    await startAt(BEGIN_MS + MORNING_MS);
    const settled = await rows(await openVolume(memberAt(0)));
    assert.equal(settled.length, LISTED.length);
    for (const [at, [name, tokens]] of [
      ["Yui", "182K"],
      ["Mira K.", "141K"],
      ["Ada", "100K"],
    ].entries()) {
      const row = settled[at] ?? "";
      assert.ok(row.includes(name ?? "") && row.includes(tokens ?? ""), row);
      assert.match(row, /settled/);
    }

    await startAt(BEGIN_MS + MORNING_MS + DAY_MS);
    const page = await openVolume(memberAt(0));
    assert.match(
      await totals(page),
      new RegExp(`30 days ${TOTAL} Counted.* Seen ${TOTAL} .*People who take part about 10 `),
    );
    await tab?.photograph("ten-people");

    const leaver = memberAt(1);
    const late = await leaver.upload();
    assert.match(await leaver.sync("leave", "--yes"), /^Left\. \{"deleted":\{.*"usage_hour":[1-9]/);
    const answer = await late();
    assert.ok(!answer.ok && answer.fault.kind === "refused");
    assert.deepEqual([answer.fault.status, answer.fault.reason], [410, "gone"]);
    await page.getByRole("button", { name: "Refresh" }).click();
    await page.getByRole("grid").getByText("Mira K.").waitFor({ state: "detached" });
    assert.equal((await rows(page)).length, LISTED.length - 1);
    assert.match(await totals(page), new RegExp(`30 days ${TOTAL} Counted`), "until the next publication");

    // What one person alone does changes no figure: from the two, it could be told what was theirs.
    await startAt(BEGIN_MS + MORNING_MS + 2 * DAY_MS);
    assert.match(await totals(await openVolume(memberAt(0))), new RegExp(`30 days ${TOTAL} Counted`));
    for (const place of [8, 9]) await memberAt(place).sync("leave", "--yes");

    // Seven are too few to be told of, whatever was told before.
    await startAt(BEGIN_MS + MORNING_MS + 3 * DAY_MS);
    const last = await totals(await openVolume(memberAt(0)));
    assert.match(last, /not shown: fewer than 8 people/);
    assert.ok(!last.includes(TOTAL), last);
    assert.deepEqual(browser.faults, []);
  });
});
