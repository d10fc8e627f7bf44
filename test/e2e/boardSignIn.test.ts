import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import * as v from "valibot";
import { codeReplySchema } from "../../src/shared/board/membership.ts";
import { viewerSchema, type Viewer } from "../../src/shared/board/viewer.ts";
import { freePort } from "../support/server/freePort.ts";
import { HttpDevice, inviteOver } from "../support/server/httpDevice.ts";
import { BoardProcess } from "../support/server/boardProcess.ts";
import { CLIENT_ID, CLIENT_SECRET, StandInDirectory } from "../support/server/standInDirectory.ts";
import { launchChromium } from "../support/vscodeHost/chromium.ts";

const TOKEN = "operator-token-of-the-tests-0123456789";

// The directory is another site to a browser: `localhost` and `127.0.0.1` are two.
describe("signing in to a board in a browser", function () {
  this.timeout(180_000);
  const folder = mkdtempSync(join(tmpdir(), "token-legend-sign-in-"));
  let directory: StandInDirectory;
  let board: BoardProcess;
  let origin: string;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  before(async () => {
    directory = await StandInDirectory.start();
    const port = await freePort();
    origin = `http://localhost:${port}`;
    board = new BoardProcess({
      BOARD_DATA: folder,
      BOARD_PORT: String(port),
      BOARD_OPERATOR_TOKEN: TOKEN,
      BOARD_PUBLIC_URL: origin,
      BOARD_OIDC_ISSUER: directory.issuer,
      BOARD_OIDC_CLIENT_ID: CLIENT_ID,
      BOARD_OIDC_CLIENT_SECRET: CLIENT_SECRET,
      BOARD_OIDC_NAME: "Example & Co",
      BOARD_OIDC_ROLES_CLAIM: "groups",
      BOARD_OIDC_AUDITORS: "works council",
    });
    await board.address();
    browser = await launchChromium(() => undefined);
  });
  after(async () => {
    await browser.close();
    await board.end("SIGTERM");
    await directory.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    directory.behave({});
    context = await browser.newContext();
    page = await context.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(origin);
  });
  afterEach(() => context.close());

  const viewer = async (): Promise<Viewer["session"]> => {
    const answer: unknown = await page.evaluate(async () => (await fetch("/v1/viewer")).json());
    return v.parse(viewerSchema, answer).session;
  };
  const goByDirectory = async (): Promise<void> => {
    await page.getByRole("link", { name: /Example & Co/ }).click();
    await page.waitForURL((url) => url.origin === origin && !url.pathname.startsWith("/auth"));
  };

  it("goes by way of the directory and comes back signed in, in cookies that no script reads", async () => {
    directory.behave({ claims: { groups: ["works council"] } });
    await goByDirectory();
    assert.deepEqual((await viewer())?.roles, ["auditor"]);
    assert.equal(await page.evaluate("document.cookie"), "");
    const [cookie, ...others] = await context.cookies();
    assert.deepEqual(others, [], "the cookie of the way there is gone");
    assert.deepEqual([cookie?.httpOnly, cookie?.sameSite], [true, "Strict"]);
  });

  it("comes back to the page where the directory signs nobody in", async () => {
    directory.behave({ signature: "otherKey" });
    await goByDirectory();
    assert.equal(await viewer(), undefined);
    assert.equal(new URL(page.url()).pathname, "/");
  });

  it("takes a code that staff was given, and signs out again", async () => {
    const headers = { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" };
    const body = JSON.stringify({ name: "Olga Operator", roles: ["operator"], reason: "first steps" });
    const made = await fetch(`${origin}/v1/admin/staff`, { method: "POST", headers, body });
    const { code } = v.parse(codeReplySchema, await made.json());
    await page.getByRole("textbox").fill(code);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: /sign out/i }).waitFor();
    assert.deepEqual((await viewer())?.roles, ["operator"]);
    await page.getByRole("button", { name: /sign out/i }).click();
    await page.getByRole("textbox").waitFor();
    assert.equal(await viewer(), undefined);
  });

  it("makes one person of who joined by an invitation and then comes by the directory", async () => {
    const device = await HttpDevice.join(origin, await inviteOver(origin, TOKEN, 1));
    const codes = async (): Promise<string> =>
      v.parse(codeReplySchema, await (await device.ask(origin, "POST", "/v1/me/sign-in-codes", "{}")).json()).code;
    directory.behave({ subject: "joined before" });
    await goByDirectory();
    assert.equal((await viewer())?.isMember, false);
    await page.getByRole("tab", { name: "Me", exact: true }).click();
    await page.getByLabel("Code from VS Code").fill(await codes());
    await page.getByRole("button", { name: "That member is me" }).click();
    await page.getByRole("heading", { name: "Where you stand" }).waitFor();
    await page.reload();
    await page.getByRole("heading", { name: "Where you stand" }).waitFor();
    await page.getByRole("button", { name: /sign out/i }).click();
    await page.getByRole("textbox").waitFor();
    await goByDirectory();
    assert.equal((await viewer())?.isMember, true, "also from now on");

    // Nobody else becomes that member.
    await context.clearCookies();
    await page.goto(`${origin}/me`);
    directory.behave({ subject: "somebody else" });
    await goByDirectory();
    await page.getByRole("tab", { name: "Me", exact: true }).click();
    await page.getByLabel("Code from VS Code").fill(await codes());
    await page.getByRole("button", { name: "That member is me" }).click();
    await page.getByText("Another account of the directory is that member's already.").waitFor();
    assert.equal((await viewer())?.isMember, false);
  });

  it("lets no other site act or read as who is signed in", async () => {
    await goByDirectory();
    const before = await viewer();
    assert.ok(before !== undefined);
    const other = await context.newPage();
    await other.goto(`${directory.issuer}/keys`);
    const sent = other.waitForResponse((response) => response.url().startsWith(origin));
    await other.evaluate(`
      const form = document.createElement("form");
      form.method = "post";
      form.action = "${origin}/auth/sign-out-everywhere";
      document.body.append(form);
      form.submit();
    `);
    const response = await sent;
    assert.ok(response.status() >= 400);
    assert.equal((await response.request().allHeaders())["cookie"], undefined, "strict cookies stay at home");
    const reader = await context.newPage();
    await reader.goto(`${directory.issuer}/keys`);
    const read: unknown = await reader.evaluate(
      `fetch("${origin}/v1/viewer", { credentials: "include" }).then(() => "read", () => "kept out")`,
    );
    assert.equal(read, "kept out");
    assert.equal((await viewer())?.viewerId, before.viewerId);
  });
});
