import assert from "node:assert/strict";
import { BoardBrowser, type BoardTab } from "./boardBrowser.ts";
import { NOW_MS } from "./companyViews.ts";
import { FULL } from "./fullAnswers.ts";
import { type Answers, StandInBoard } from "./standInBoard.ts";

interface BoardTabs {
  readonly serve: (answers: Answers) => Promise<StandInBoard>;
  readonly open: (board: StandInBoard, path: string) => Promise<BoardTab>;
  /** The page with all that it can show. */
  readonly openFull: (path: string) => Promise<BoardTab>;
}

/** Opens stand-in boards in one browser for the tests of a `describe`, and closes them after each; no page may have a fault. */
export function boardTabs(): BoardTabs {
  let browser: BoardBrowser;
  const closing: (() => Promise<void>)[] = [];

  before(async () => {
    browser = await BoardBrowser.launch();
  });
  after(() => browser.close());
  afterEach(async () => {
    for (let close = closing.pop(); close !== undefined; close = closing.pop()) await close();
    assert.deepEqual(browser.faults, []);
  });

  const serve: BoardTabs["serve"] = async (answers) => {
    const board = await StandInBoard.open(answers);
    closing.push(() => board.close());
    return board;
  };
  const open: BoardTabs["open"] = async (board, path) => {
    const tab = await browser.open(`${board.origin}${path}`, { nowMs: NOW_MS });
    closing.push(() => tab.close());
    await tab.page.locator("h1").waitFor();
    // The heading is there before the first answer is.
    await tab.page.locator(".loading").waitFor({ state: "detached" });
    return tab;
  };
  return { serve, open, openFull: async (path) => open(await serve(FULL), path) };
}
