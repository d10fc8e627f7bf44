import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { LOOKS, PHONE, WIDE } from "../support/boardPage/boardBrowser.ts";
import { boardTabs } from "../support/boardPage/boardTabs.ts";
import { NOW_MS, makeEmptyVolume, makeVolumeView, makeWithheldPractice } from "../support/boardPage/companyViews.ts";
import { makeAdminView, makeHeldMe, makeViewer, SIGNED_OUT } from "../support/boardPage/personViews.ts";
import { focusOf } from "../support/boardPage/focusOf.ts";
import { isFocusInSight } from "../support/boardPage/isFocusInSight.ts";
import { FULL } from "../support/boardPage/fullAnswers.ts";
import type { Answers } from "../support/boardPage/standInBoard.ts";

interface Scene {
  readonly name: string;
  readonly path: string;
  readonly answers: Answers;
  /** A button that is pressed first. */
  readonly press?: string;
}
const SCENES: readonly Scene[] = [
  { name: "sign-in", path: "/", answers: { "/v1/viewer": SIGNED_OUT } },
  { name: "practice", path: "/", answers: FULL },
  { name: "practice-withheld", path: "/practice", answers: { ...FULL, "/v1/practice": makeWithheldPractice() } },
  { name: "volume", path: "/volume", answers: FULL },
  { name: "volume-empty", path: "/volume", answers: { ...FULL, "/v1/volume": makeEmptyVolume() } },
  {
    name: "volume-names-off",
    path: "/volume",
    answers: { ...FULL, "/v1/volume": { ...makeVolumeView(), areNamesOff: true, entries: [] } },
  },
  { name: "me", path: "/me", answers: FULL },
  { name: "me-held", path: "/me", answers: { ...FULL, "/v1/me/page": makeHeldMe() } },
  { name: "me-without-part", path: "/me", answers: { ...FULL, "/v1/viewer": makeViewer([]) } },
  { name: "admin", path: "/admin", answers: FULL },
  { name: "admin-departure", path: "/admin", answers: FULL, press: "Note a departure …" },
];

describe("the board's page in a browser", function () {
  this.timeout(180_000);
  const { serve, open, openFull } = boardTabs();

  for (const { name, path, answers, press } of SCENES) {
    it(`shows ${name} in every colour, wide and narrow, without a fault of accessibility`, async () => {
      const board = await serve(answers);
      const tab = await open(board, path);
      if (press !== undefined) await tab.page.getByRole("button", { name: press }).click();
      await tab.page.evaluate("scrollTo(0, 0)");
      for (const size of [WIDE, PHONE]) {
        for (const look of LOOKS) {
          await tab.look(look, size);
          await tab.photograph(`${name}-${look.name}-${size.width}`);
          assert.deepEqual(await tab.axe(), [], `${look.name} ${size.width}`);
          assert.equal(await tab.isTooWide(), false, `${look.name} ${size.width}`);
          assert.deepEqual(await tab.squeezed(), [], `${look.name} ${size.width}`);
        }
      }
    });
  }

  it("can be gone through by keyboard: skip link, pages by arrows, the list by rows, back by the browser", async () => {
    const { page } = await openFull("/practice");
    await page.keyboard.press("Tab");
    assert.equal(await focusOf(page), "Skip to the page");
    await page.keyboard.press("Tab");
    assert.equal(await focusOf(page), "Practice");
    await page.keyboard.press("ArrowRight");
    await page.waitForURL("**/volume");
    await page.getByRole("heading", { level: 1, name: "Volume" }).waitFor();
    assert.equal(await focusOf(page), "Volume");
    await page.getByText("Volume is shown").waitFor({ state: "attached" });
    assert.equal(await page.title(), "Volume – Northwind Robotics");
    await page.getByRole("row").nth(1).focus();
    await page.keyboard.press("End");
    assert.match(await focusOf(page), /^250/);
    assert.ok(await isFocusInSight(page));
    await page.keyboard.press("PageUp");
    assert.match(await focusOf(page), /^242/);
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "Practice" }).waitFor();
  });

  it("finds the reader on the list, and a name by a part of it", async () => {
    const { page } = await openFull("/volume");
    await page.getByRole("button", { name: "Find me" }).click();
    assert.match(await focusOf(page), /^137.*Mira Q\./);
    assert.ok(await isFocusInSight(page));
    await page.getByPlaceholder("Find a name").fill("مريم");
    await page.getByText("1 of 250").waitFor();
    assert.equal(await page.getByRole("grid").getByRole("row").count(), 2);
    await page.getByPlaceholder("Find a name").fill("nobody at all");
    await page.getByText("No name on the list is like this.").waitFor();
    await page.getByPlaceholder("Find a name").pressSequentially("x");
    await page.getByPlaceholder("Find a name").fill("mir");
    await page.getByRole("grid").waitFor();
    await page.keyboard.type("a");
    await page.getByText(/of 250/).waitFor();
    assert.equal(await page.getByPlaceholder("Find a name").inputValue(), "mira");
  });

  it("brings the row with the focus into a low and narrow window", async () => {
    for (const [width, height] of [
      [1280, 720],
      [400, 800],
      [640, 450],
    ] as const) {
      const { page } = await openFull("/volume");
      await page.setViewportSize({ width, height });
      await page.getByRole("button", { name: "Find me" }).click();
      assert.ok(await isFocusInSight(page), `${width} x ${height}`);
    }
  });

  it("shows names as text, whatever they hold", async () => {
    const { page } = await openFull("/volume");
    await page.getByText("<script>globalThis.isHurt=1</script>").waitFor();
    assert.equal(await page.evaluate("globalThis.isHurt"), undefined);
    assert.equal(await page.locator(".entry-grid img, .entry-grid script").count(), 0);
  });

  it("narrows practice to one slice, whose address can be shared", async () => {
    const board = await serve(FULL);
    const { page } = await open(board, "/practice");
    await page.getByLabel("Show", { exact: true }).selectOption("team:2");
    await page.waitForURL("**/practice?slice=team%3A2");
    await page.getByRole("heading", { name: "Cost and survival" }).waitFor();
    assert.ok(board.asked.includes("/v1/practice?slice=team%3A2"));
  });

  it("signs in by a code, says what is wrong with one, and shows the board", async () => {
    const board = await serve({ ...FULL, "/v1/viewer": SIGNED_OUT, "POST /auth/code": 403 });
    const { page } = await open(board, "/volume");
    const code = page.getByLabel("Code from VS Code");
    await code.fill("short");
    await page.getByRole("button", { name: "Sign in with the code" }).click();
    await page.getByText("A code has five groups").waitFor();
    assert.equal(board.sent.length, 0);
    await code.fill("A2BC D3EF G4HJ K5MN P6QR");
    await page.keyboard.press("Enter");
    await page.getByText("This code is not known").waitFor();
    assert.deepEqual(board.sent[0]?.body, { code: "a2bc-d3ef-g4hj-k5mn-p6qr" });
    board.answers = { ...FULL, "POST /auth/code": { isSignedIn: true } };
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Volume" }).waitFor();
  });

  it("answers a hold in each of the three ways", async () => {
    const board = await serve({ ...FULL, "/v1/me/page": makeHeldMe(), "POST /v1/me/signals/31/appeal": {} });
    // A page of its own for each: while one answer is under way no other is sent, and all are told of in the same words.
    for (const answer of [
      (page: Page) => page.getByRole("button", { name: "Re-scan and resend" }).click(),
      (page: Page) => page.getByRole("button", { name: "Ask a person" }).click(),
      async (page: Page) => {
        await page.getByRole("button", { name: "Explain" }).click();
        await page.getByLabel("What was it?").selectOption("newTool");
        await page.getByLabel("In a few words").fill("A new version <b>counts</b> twice.");
        await page.getByRole("button", { name: "Send the explanation" }).click();
      },
    ]) {
      const { page } = await open(board, "/me");
      await answer(page);
      await page.getByText("Your answer was sent").waitFor({ state: "attached" });
    }
    assert.deepEqual(
      board.sent.map(({ body }) => body),
      [
        { kind: "resend" },
        { kind: "askPerson" },
        { kind: "explain", choice: "newTool", text: "A new version <b>counts</b> twice." },
      ],
    );
    assert.ok(board.sent.every(({ csrf }) => csrf === "csrf-of-the-tests"));
  });

  it("lists and unlists the reader, and refuses a name that is none", async () => {
    const board = await serve({ ...FULL, "PUT /v1/me/listing": { listed: true, handle: "Mira" } });
    const { page } = await open(board, "/me");
    const name = page.getByLabel("Name to show");
    await name.fill("<b>Mira</b>");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("A name begins with a letter or digit").waitFor();
    assert.deepEqual(board.sent, []);
    await name.fill("Mira");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.locator(".save-line").getByText("Saved.").waitFor();
    await page.getByRole("switch").uncheck();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.locator(".save-line").getByText("Saved.").waitFor();
    assert.deepEqual(
      board.sent.map(({ body }) => body),
      [{ listed: true, handle: "Mira" }, { listed: false }],
    );
  });

  it("saves all that the board holds, and a card without anybody's name", async () => {
    const board = await serve({ ...FULL, "/v1/me/export": { member: { handle: "Mira Q." }, rows: [{ h: 1, in: 2 }] } });
    const { page } = await open(board, "/me");
    const saved = async (button: string): Promise<string> => {
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: button }).click(),
      ]);
      const stream = await download.createReadStream();
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
      return Buffer.concat(chunks).toString("latin1");
    };
    assert.match(await saved("Save as JSON"), /"h": 1/);
    assert.match(await saved("Save as CSV"), /Do not use them for pay[\s\S]*h,in\r\n1,2/);
    const card = await saved("Share card as SVG");
    assert.match(card, /9\.2B[\s\S]*60T/);
    assert.doesNotMatch(card, /Mira|kernel/);
    assert.ok((await saved("Share card as PNG")).startsWith("\x89PNG"));
  });

  it("leaves after asking once, and shows the receipt", async () => {
    const receipt = { deleted: { hours: 840, devices: 3 }, refusedUntil: NOW_MS + 35 * 86_400_000 };
    const board = await serve({ ...FULL, "POST /v1/me/leave": receipt });
    const { page } = await open(board, "/me");
    await page.getByRole("button", { name: "Leave and delete" }).click();
    await page.getByRole("button", { name: "Stay" }).click();
    assert.deepEqual(board.sent, []);
    assert.equal(await focusOf(page), "Leave and delete …");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Delete it all and leave" }).click();
    await page.getByRole("heading", { name: "You have left" }).waitFor();
    await page.getByText("refused until Dec 25, 2026").waitFor();
    board.answers = { "/v1/viewer": SIGNED_OUT };
    await page.getByRole("button", { name: "Close" }).click();
    await page.getByRole("heading", { name: "Welcome to Northwind Robotics" }).waitFor();
  });

  it("pages through the access log by its oldest line", async () => {
    const view = makeAdminView();
    const oldest = view.access?.at(-1)?.at ?? 0;
    const older = { ...view, access: [{ at: oldest - 1, viewer: "older00000", view: "list", people: 3 }] };
    const board = await serve({ ...FULL, [`/v1/admin?accessBefore=${oldest}`]: older });
    const { page } = await open(board, "/admin");
    const card = page.locator("section", { has: page.getByRole("heading", { name: "Looks at names" }) });
    await card.getByRole("button", { name: "Older" }).click();
    await card.getByText("older00000").waitFor();
    await card.getByRole("button", { name: "Newer" }).click();
    await card.getByText("older00000").waitFor({ state: "detached" });
  });

  it("looks at names once in a minute, however often the page is turned to", async () => {
    const board = await serve(FULL);
    const { page } = await open(board, "/volume");
    for (const name of ["Practice", "Volume", "Practice", "Volume"]) {
      await page.getByRole("tab", { name }).click();
      await page.getByRole("heading", { level: 1, name }).waitFor();
    }
    assert.equal(board.asked.filter((path) => path === "/v1/volume").length, 1);
  });

  it("has only the pages of who looks", async () => {
    const board = await serve({ ...FULL, "/v1/viewer": makeViewer(["auditor"]) });
    const { page } = await open(board, "/practice");
    assert.deepEqual(await page.getByRole("tab").allTextContents(), ["Practice", "Volume", "Me", "Admin"]);
    board.answers = { ...FULL, "/v1/viewer": makeViewer(["member"]) };
    await page.goto(`${board.origin}/admin`);
    await page.getByRole("heading", { level: 1, name: "Practice" }).waitFor();
    assert.deepEqual(await page.getByRole("tab").allTextContents(), ["Practice", "Volume", "Me"]);
  });

  it("tells who takes no part how to, with the address and a code", async () => {
    const link = { code: "a2bc-d3ef-g4hj-k5mn-p6qr", expiresAt: NOW_MS + 900_000 };
    const board = await serve({ ...FULL, "/v1/viewer": makeViewer([]), "POST /v1/me/links": link });
    const { page } = await open(board, "/me");
    await page.getByText(board.origin).waitFor();
    await page.getByRole("button", { name: "Make a code" }).click();
    await page.getByText(link.code).waitFor();
    assert.ok(!board.asked.includes("/v1/me/page"));
  });

  it("keeps the colours that were chosen, over a reload", async () => {
    const { page } = await openFull("/practice");
    const ground = (): Promise<string> => page.evaluate("getComputedStyle(document.body).backgroundColor");
    const light = await ground();
    await page.getByLabel("Colours").selectOption("dark");
    const dark = await ground();
    assert.notEqual(dark, light);
    await page.reload();
    await page.locator("h1").waitFor();
    assert.equal(await ground(), dark);
  });
});
