import assert from "node:assert/strict";
import { boardTabs } from "../support/boardPage/boardTabs.ts";
import { NOW_MS } from "../support/boardPage/companyViews.ts";
import { FULL } from "../support/boardPage/fullAnswers.ts";
import { makeAdminView, makeViewer, SIGNED_OUT } from "../support/boardPage/personViews.ts";

describe("the board's page where something is in the way", function () {
  this.timeout(180_000);
  const { serve, open } = boardTabs();

  it("says that who could not be signed out still is in, and reads out what a refresh failed of", async () => {
    const board = await serve({ ...FULL, "POST /auth/sign-out": 503 });
    const { page } = await open(board, "/volume");
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("alert").getByText("You are still signed in.").waitFor();
    board.answers = { ...FULL, "/v1/volume": 429 };
    await page.getByRole("button", { name: "Refresh" }).click();
    await page.locator("[role=status]").getByText("That was often.").waitFor({ state: "attached" });
    board.answers = { ...FULL, "POST /auth/sign-out": {} };
    await page.getByRole("button", { name: "Refresh" }).click();
    await page.locator("[role=status]").getByText("Up to date").waitFor({ state: "attached" });
    board.answers = { ...board.answers, "/v1/viewer": SIGNED_OUT };
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByLabel("Code from VS Code").waitFor();
  });

  it("notices on coming back to it that somebody else has signed in in another tab", async () => {
    const board = await serve(FULL);
    const { page } = await open(board, "/volume");
    await page.getByRole("tab", { name: "Admin" }).waitFor();
    const other = makeViewer();
    assert.ok(other.session !== undefined);
    board.answers = { ...FULL, "/v1/viewer": { ...other, session: { ...other.session, csrf: "another" } } };
    const asked = board.asked.length;
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    await page.getByRole("tab", { name: "Admin" }).waitFor({ state: "detached" });
    assert.ok(board.asked.slice(asked).includes("/v1/viewer"));
  });

  it("says of a part that is no longer published what else there is, and of lines that do not come why", async () => {
    const oldest = makeAdminView().access?.at(-1)?.at ?? 0;
    const board = await serve({ ...FULL, "/v1/practice?slice=team%3A999": 404 });
    const { page } = await open(board, "/practice?slice=team:999");
    await page.getByText("This part of the company is no longer published.").waitFor();
    await page.getByRole("button", { name: "Show everybody" }).click();
    await page.getByRole("heading", { name: "Cost and survival" }).waitFor();

    await page.getByRole("tab", { name: "Admin" }).click();
    const log = page.locator("section", { has: page.getByRole("heading", { name: "Looks at names" }) });
    board.answers = { ...FULL, [`/v1/admin?accessBefore=${oldest}`]: 503 };
    await log.getByRole("button", { name: "Older" }).click();
    await log.getByRole("alert").getByText("The board is busy.").waitFor();
    await log.getByRole("button", { name: "Newer" }).click();
    await log.getByText("The board is busy.").waitFor({ state: "detached" });
  });

  it("asks before it takes every role away, wants one for a new account, and sends neither twice", async () => {
    const board = await serve({ ...FULL, "PUT /v1/admin/roles": 404 });
    const { page } = await open(board, "/admin");
    const roles = page.getByRole("region", { name: "Roles" });
    await roles.getByLabel("Viewer id").fill("abcdefghij");
    await roles.getByLabel(/^Reason/).fill("They have\n\n left the team.");
    await page.keyboard.press("Tab");
    await roles.getByRole("button", { name: "Save the roles" }).click();
    await roles.getByText("this takes every role away").waitFor();
    assert.equal(board.sent.length, 0);
    await roles.getByRole("button", { name: "Take every role away" }).click();
    await roles.getByText("Nobody has this viewer id").waitFor();
    board.answers = { ...FULL, "PUT /v1/admin/roles": {} };
    await roles.getByRole("button", { name: "Take every role away" }).click();
    await roles.getByText("The roles were saved").waitFor();
    assert.equal(await roles.getByLabel("Viewer id").inputValue(), "");
    assert.equal(board.sent.length, 2);

    const staff = page.getByRole("region", { name: "Account for somebody who takes no part" });
    await staff.getByLabel("Name", { exact: true }).fill("Olga");
    await staff.getByLabel(/^Reason/).fill("Second operator.");
    await staff.getByRole("button", { name: "Make a code to sign in" }).click();
    await staff.getByText("Tick at least one role.").waitFor();
    assert.equal(board.sent.length, 2);
    board.answers = { ...FULL, "POST /v1/admin/staff": { code: "a2bc-d3ef-g4hj-k5mn-p6qr", expiresAt: NOW_MS } };
    await staff.getByLabel(/^Operator/).check();
    await staff.getByRole("button", { name: "Make a code to sign in" }).dblclick();
    await staff.getByText("a2bc-d3ef-g4hj-k5mn-p6qr").waitFor();
    assert.equal(board.sent.length, 3);
  });

  it("keeps what it showed, and says so, while the board is away", async () => {
    const board = await serve(FULL);
    const { page } = await open(board, "/practice");
    board.answers = { ...FULL, "/v1/practice": 503 };
    await page.getByRole("button", { name: "Refresh" }).click();
    await page.locator(".view-age").getByText("The board is busy. Try again in a moment.").waitFor();
    await page.getByRole("heading", { name: "Cost and survival" }).waitFor();
  });

  it("asks to sign in again where the session has ended", async () => {
    const board = await serve(FULL);
    const { page } = await open(board, "/practice");
    board.answers = { ...FULL, "/v1/viewer": SIGNED_OUT, "/v1/me/page": 401 };
    await page.getByRole("tab", { name: "Me", exact: true }).click();
    await page.getByText("Your session has ended. Sign in again.").waitFor();
  });
});
