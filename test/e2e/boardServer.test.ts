import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { codeReplySchema } from "../../src/shared/board/membership.ts";
import { BoardBrowser, type BoardTab, LOOKS, PHONE, WIDE } from "../support/boardPage/boardBrowser.ts";
import { BoardProcess } from "../support/server/boardProcess.ts";
import { HttpDevice, inviteOver } from "../support/server/httpDevice.ts";
import { wireRow } from "../support/server/wireRows.ts";

const OPERATOR_TOKEN = "operator-token-of-the-tests-0123456789";
const HOUR_MS = 3_600_000;
const HANDLES = [
  "Mira Q.",
  "مريم الحاسب",
  "Zoë O'Brien-Müller",
  "W".repeat(40),
  "ken 3",
  "grace",
  "hedy",
  "alan",
  "radia",
];

describe("the board's page on a real server", function () {
  this.timeout(180_000);
  const folder = mkdtempSync(join(tmpdir(), "token-legend-board-page-"));
  let server: BoardProcess;
  let address = "";
  let browser: BoardBrowser;
  const people: HttpDevice[] = [];

  before(async () => {
    server = new BoardProcess({ BOARD_DATA: folder, BOARD_NAME: "Northwind", BOARD_OPERATOR_TOKEN: OPERATOR_TOKEN });
    address = await server.address();
    browser = await BoardBrowser.launch();
    const code = await inviteOver(address, OPERATOR_TOKEN);
    for (const [place, handle] of HANDLES.entries()) people.push(await joinAs(code, handle, place));
  });

  after(async () => {
    await browser.close();
    await server.end("SIGTERM");
    rmSync(folder, { recursive: true, force: true });
  });

  afterEach(() => assert.deepEqual(browser.faults, []));

  /** Somebody with a device who sends a few hours of work and chooses to be listed. */
  async function joinAs(code: string, handle: string, place: number): Promise<HttpDevice> {
    const device = await HttpDevice.join(address, code);
    const hour = Math.floor(Date.now() / HOUR_MS);
    const rows = Array.from({ length: 6 }, (_, ago) =>
      wireRow({
        h: hour - 1 - ago,
        cr: 200_000 * (place + 1),
        in: 9_000,
        out: 4_000,
        cw: 20_000,
        calls: 40,
        maxPrompt: 90_000,
      }),
    );
    assert.equal((await device.sync(address, 1, rows)).status, 200);
    const listing = JSON.stringify({ listed: true, handle });
    assert.equal((await device.ask(address, "PUT", "/v1/me/listing", listing)).status, 200);
    return device;
  }

  async function signIn(device: HttpDevice, path: string): Promise<BoardTab> {
    const reply = await device.ask(address, "POST", "/v1/me/sign-in-codes", "{}");
    const { code } = v.parse(codeReplySchema, await reply.json());
    return signInWith(code, path);
  }

  async function signInWith(code: string, path: string): Promise<BoardTab> {
    const tab = await browser.open(`${address}${path}`);
    await tab.page.getByLabel("Code from VS Code").fill(code);
    await tab.page.keyboard.press("Enter");
    await tab.page.getByRole("tablist").waitFor();
    return tab;
  }

  function personAt(place: number): HttpDevice {
    const device = people[place];
    assert.ok(device !== undefined);
    return device;
  }

  it("signs in by a code that works once, and stays signed in over a reload", async () => {
    const tab = await signIn(personAt(0), "/me");
    await tab.page.getByRole("heading", { name: "Where you stand" }).waitFor();
    await tab.page.reload();
    await tab.page.getByRole("heading", { name: "Where you stand" }).waitFor();
    await tab.page.getByRole("button", { name: "Sign out" }).click();
    await tab.page.getByRole("heading", { name: "Welcome to Northwind" }).waitFor();
    await tab.close();
  });

  it("shows the page for a mistyped address, and tells programs that nothing is there", async () => {
    const look = (path: string, accept: string): Promise<Response> =>
      fetch(`${address}${path}`, { headers: { accept } });
    const page = await look("/", "text/html");
    const html = await page.text();
    for (const path of ["/me/", "/foo", "/index.html", "/a/b/c?d=e"]) {
      const lost = await look(path, "text/html,*/*;q=0.8");
      assert.deepEqual([lost.status, await lost.text()], [404, html], path);
      assert.equal(lost.headers.get("content-security-policy"), page.headers.get("content-security-policy"));
      assert.equal(
        (await look(path, "application/json")).headers.get("content-type"),
        "application/json; charset=utf-8",
      );
    }
    for (const path of ["/v1/foo", "/v1", "/auth/foo", "/assets/1/foo.js"]) {
      const none = await look(path, "text/html");
      assert.deepEqual([none.status, await none.text()], [404, '{"error":"notFound"}'], path);
    }
    const tab = await signIn(personAt(3), "/volume/");
    await tab.page.getByRole("heading", { name: "The list" }).waitFor();
    await tab.close();
  });

  it("shows each page to a member, in every colour and without a fault", async () => {
    const tab = await signIn(personAt(2), "/");
    for (const [name, heading] of [
      ["Practice", "Badges people show"],
      ["Volume", "The list"],
      ["Me", "What the server holds"],
    ] as const) {
      await tab.page.getByRole("tab", { name, exact: true }).click();
      await tab.page.getByRole("heading", { name: heading }).waitFor();
      for (const size of [WIDE, PHONE]) {
        for (const look of LOOKS.slice(0, 2)) {
          await tab.look(look, size);
          await tab.photograph(`real-${name.toLowerCase()}-${look.name}-${size.width}`);
        }
      }
      assert.deepEqual(await tab.axe(), []);
    }
    await tab.close();
  });

  it("shows names of who is listed, and none of who has changed their mind", async () => {
    const tab = await signIn(personAt(3), "/volume");
    await tab.page.getByRole("grid").getByText("مريم الحاسب").waitFor();
    assert.equal(await tab.page.getByRole("grid").getByRole("row").count(), 1 + HANDLES.length);
    const unlisting = await signIn(personAt(1), "/me");
    await unlisting.page.getByRole("switch").uncheck();
    await unlisting.page.getByRole("button", { name: "Save", exact: true }).click();
    await unlisting.page.locator(".save-line").getByText("Saved.").waitFor();
    await tab.page.getByRole("button", { name: "Refresh" }).click();
    await tab.page.getByRole("grid").getByText("مريم الحاسب").waitFor({ state: "detached" });
    await tab.close();
    await unlisting.close();
  });

  it("lets staff in by a named account: names off for everybody, noted with the reason", async () => {
    const made = await fetch(`${address}/v1/admin/staff`, {
      method: "POST",
      headers: { authorization: `Bearer ${OPERATOR_TOKEN}`, "content-type": "application/json" },
      body: JSON.stringify({ name: "A. Weiß", roles: ["operator", "auditor"], reason: "First operator." }),
    });
    const staff = await signInWith(v.parse(codeReplySchema, await made.json()).code, "/admin");
    assert.deepEqual(await staff.page.getByRole("tab").allTextContents(), ["Practice", "Volume", "Me", "Admin"]);
    await staff.page.getByLabel("Name of a new team").fill("Platform & Tools");
    await staff.page.getByRole("button", { name: "Add the team" }).click();
    await staff.page.getByRole("button", { name: "Remove: Platform & Tools" }).waitFor();
    await staff.page.getByRole("button", { name: "Turn names off for everybody" }).click();
    await staff.page.locator("#names-reason").fill("A picture was <b>published</b>.");
    await staff.page.getByRole("button", { name: "Yes" }).click();
    await staff.page.getByText("Names are turned off for everybody. Totals stay.").waitFor();
    await staff.page.reload();
    await staff.page.getByText("A picture was <b>published</b>.").waitFor();
    assert.deepEqual(await staff.axe(), []);
    await staff.photograph("real-admin-light-1600");
    const member = await signIn(personAt(4), "/volume");
    await member.page.getByText("Names are turned off").waitFor();
    await member.page.getByRole("tab", { name: "Me", exact: true }).click();
    const team = member.page.getByRole("region", { name: "Your team" }).getByRole("combobox");
    await team.selectOption({ label: "Platform & Tools" });
    await member.page.getByText("Your team was saved.").waitFor({ state: "attached" });
    await member.page.reload();
    await team.waitFor();
    assert.equal(await team.locator("option:checked").textContent(), "Platform & Tools");
    await staff.page.getByRole("button", { name: "Turn names on again" }).click();
    await staff.page.locator("#names-reason").fill("It was an old one.");
    await staff.page.getByRole("button", { name: "Yes" }).click();
    await staff.page.getByText("Names of those who chose to be listed are shown.").waitFor();
    await staff.close();
    await member.close();
  });

  it("revokes a device, saves the data and leaves for good", async () => {
    const leaver = personAt(5);
    const tab = await signIn(leaver, "/me");
    const [download] = await Promise.all([
      tab.page.waitForEvent("download"),
      tab.page.getByRole("button", { name: "Save as JSON" }).click(),
    ]);
    assert.equal(download.suggestedFilename(), "token-legend-board.json");
    await tab.page.getByRole("button", { name: "Revoke: Device" }).click();
    await tab.page.getByRole("button", { name: "Revoke it" }).click();
    await tab.page.getByText("revoked", { exact: true }).waitFor();
    await tab.page.getByRole("button", { name: "Leave and delete" }).click();
    await tab.page.getByRole("button", { name: "Delete it all and leave" }).click();
    await tab.page.getByRole("heading", { name: "You have left" }).waitFor();
    await tab.page.getByRole("button", { name: "Close" }).click();
    await tab.page.getByRole("heading", { name: "Welcome to Northwind" }).waitFor();
    assert.equal((await leaver.ask(address, "GET", "/v1/me")).status, 410);
    await tab.close();
  });
});
