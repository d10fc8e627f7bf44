import assert from "node:assert/strict";
import { BoardBrowser, type BoardTab } from "../support/boardPage/boardBrowser.ts";
import { NOW_MS } from "../support/boardPage/companyViews.ts";
import { focusOf } from "../support/boardPage/focusOf.ts";
import { FULL } from "../support/boardPage/fullAnswers.ts";
import { makeMeView, makeViewer } from "../support/boardPage/personViews.ts";
import { type Answers, StandInBoard } from "../support/boardPage/standInBoard.ts";

describe("forms of the board's page that cannot be undone, or say who somebody is", function () {
  this.timeout(60_000);
  let browser: BoardBrowser;
  let board: StandInBoard;
  let tab: BoardTab | undefined;

  before(async () => {
    browser = await BoardBrowser.launch();
  });
  after(() => browser.close());
  afterEach(async () => {
    await tab?.close();
    await board.close();
    assert.deepEqual(browser.faults, []);
  });

  async function open(path: string, answers: Answers): Promise<BoardTab["page"]> {
    board = await StandInBoard.open(answers);
    tab = await browser.open(`${board.origin}${path}`, { nowMs: NOW_MS });
    await tab.page.locator("h1").waitFor();
    return tab.page;
  }

  it("turns names off only with a reason, and asks first", async () => {
    const page = await open("/admin", { ...FULL, "PUT /v1/admin/names": { areOff: true } });
    await page.getByRole("button", { name: "Turn names off for everybody" }).click();
    await page.getByRole("button", { name: "Yes" }).click();
    await page.getByText("Give a reason of 3 to 280 characters.").waitFor();
    assert.equal(board.sent.length, 0);
    await page.locator("#names-reason").fill("A picture was published.");
    await page.getByRole("button", { name: "Yes" }).click();
    await page.getByText("Saved").first().waitFor({ state: "attached" });
    assert.deepEqual(board.sent[0]?.body, { areOff: true, reason: "A picture was published." });
  });

  it("notes that somebody has left the company, after asking who and why, and of oneself not at all", async () => {
    const page = await open("/admin", { ...FULL, "POST /v1/admin/departures": 403 });
    const opener = page.getByRole("button", { name: "Note a departure …" });
    const end = page.getByRole("button", { name: "End their access" });
    await opener.click();
    await end.click();
    await page.getByText("Give the id, of up to 255 characters.").waitFor();
    await page.getByText("Give a reason of 3 to 280 characters.").waitFor();
    await page.getByLabel("Known by").selectOption("viewerId");
    const id = page.getByRole("textbox", { name: "Id", exact: true });
    await id.fill("7kq2m9xd4t");
    await page.getByText("That is you: another operator has to note it.").waitFor();
    assert.equal(board.sent.length, 0);
    await page.getByLabel("Known by").selectOption("subject");
    await id.fill(" 00u1ab2cd3 ");
    await page.locator("#departure-reason").fill("Has left <b>the company</b>.");
    await end.click();
    await page.getByText("Either that is you, and another operator has to note it").waitFor();
    board.answers = { ...FULL, "POST /v1/admin/departures": { isDone: true } };
    await end.click();
    await page.locator("section").getByText("Whoever that is has no way in any more.").waitFor();
    assert.equal(await focusOf(page), "Note a departure …");
    assert.deepEqual(board.sent.at(-1)?.body, { subject: "00u1ab2cd3", reason: "Has left <b>the company</b>." });
    await page.keyboard.press("Enter");
    assert.equal(await id.inputValue(), "");
  });

  it("names who has left by viewer id alone where the board has no directory", async () => {
    const page = await open("/admin", {
      ...FULL,
      "/v1/viewer": { ...makeViewer(["operator"]), signIn: { code: true } },
    });
    await page.getByRole("button", { name: "Note a departure …" }).click();
    await page.getByRole("textbox", { name: "Their viewer id" }).waitFor();
    assert.equal(await page.getByLabel("Known by").count(), 0);
  });

  it("links the reader's account at the provider, says what is linked, and unlinks it after asking", async () => {
    const linked = makeMeView();
    const { provider: _none, ...without } = linked;
    const unlinked = { ...without, provider: { provider: "anthropic", isRead: true, canLink: false, days: 0 } };
    const page = await open("/me", { ...FULL, "/v1/me/page": unlinked, "PUT /v1/me/providers": {} });
    const card = page.getByRole("region", { name: "Anthropic's own report" });
    await card.getByText("the board takes your address from there alone").waitFor();
    assert.equal(await card.getByRole("button").count(), 0);
    const linkable = { ...unlinked, provider: { ...unlinked.provider, canLink: true } };
    board.answers = { ...board.answers, "/v1/me/page": linkable };
    await page.getByRole("button", { name: "Refresh" }).click();
    await card.getByText("told of you when you signed in").waitFor();
    board.answers = { ...board.answers, "/v1/me/page": linked };
    await card.getByRole("button", { name: "Link it", exact: true }).click();
    await card.getByText("Oct 31, 2026").waitFor();
    await card.getByText("the newest is Nov 19, 2026").waitFor();
    assert.equal(await focusOf(page), "Anthropic's own report");
    await card.getByRole("button", { name: "Unlink" }).click();
    board.answers = { ...board.answers, "/v1/me/page": linkable };
    await card.getByRole("button", { name: "Unlink it" }).click();
    await card.getByRole("button", { name: "Link it", exact: true }).waitFor();
    assert.equal(await focusOf(page), "Anthropic's own report");
    assert.deepEqual(
      board.sent.map(({ body }) => body),
      [
        { provider: "anthropic", isLinked: true },
        { provider: "anthropic", isLinked: false },
      ],
    );
    board.answers = { ...board.answers, "/v1/me/page": without };
    await page.getByRole("button", { name: "Refresh" }).click();
    await card.waitFor({ state: "detached" });
  });

  it("makes one person of who came by the directory and the member whose code they have", async () => {
    const page = await open("/me", { ...FULL, "/v1/viewer": makeViewer([]), "POST /auth/member": 403 });
    const code = page.getByLabel("Code from VS Code");
    await code.fill("A2BC D3EF G4HJ K5MN P6QR");
    await page.keyboard.press("Enter");
    await page.getByText("This code is not known, was used already or is too old.").waitFor();
    assert.equal(await page.evaluate("document.activeElement.id"), "code");
    board.answers = { ...board.answers, "POST /auth/member": 409 };
    await page.keyboard.press("Enter");
    await page.getByText("Another account of the directory is that member's already.").waitFor();
    board.answers = { ...FULL, "POST /auth/member": { isSignedIn: true } };
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Where you stand" }).waitFor();
    await page.getByText("You are signed in as the member of the code").waitFor({ state: "attached" });
    assert.equal(await page.evaluate("document.activeElement.id"), "page");
    assert.deepEqual(board.sent.at(-1)?.body, { code: "a2bc-d3ef-g4hj-k5mn-p6qr" });
  });
});
