import assert from "node:assert/strict";
import type { MeView } from "../../../../src/shared/board/meView.ts";
import { assertHas, assertLacks } from "../../../support/assertHas.ts";
import { makeHeldMe, makeMeView, makeViewer } from "../../../support/boardPage/personViews.ts";
import { meTexts } from "../../../../src/boardPage/me/meTexts.ts";
import { MEMBER_TABLES } from "../../../../src/server/membership/leave.ts";
import { BoardRenderer, wordsOf } from "../../../support/boardPage/renderBoard.ts";

describe("a person's own page", () => {
  let renderer: BoardRenderer;

  before(async () => {
    renderer = await BoardRenderer.load();
  });

  it("shows the place, both counts, the neighbours and all that the server holds", async () => {
    const page = wordsOf(await renderer.html("me", makeMeView()));
    assertHas(page, "Place 137 on the list", "9.2B and 214M still settling", "11.4B", "Active days 21");
    assertHas(page, "132", "Mira Q. you", "142", "Hours of use 840", "Device 4711", "last upload 4 min ago", "revoked");
    assertHas(page, "Cache Wizard, Gold since Oct 11, 2026", "Nothing. All your rows passed.");
  });

  it("gives who is not listed a band and never a number", async () => {
    const page = wordsOf(await renderer.html("me", makeHeldMe()));
    assertHas(page, "Between the first 5% and 10%", "Only who is on the list has a number", "nobody sees you here");
    assertLacks(page, "Place ");
  });

  it("tells of a hold in plain words with its figures, and offers three ways to answer", async () => {
    const page = wordsOf(await renderer.html("me", makeHeldMe()));
    assertHas(page, "Held open", "Prompts larger than the model takes", "You are not ranked meanwhile.");
    assertHas(page, "Prompt 1,031,000,000", "Most 204,000,000", "Calls 1,000", "Version of the tool: 2.1.0.");
    assertHas(page, "Ends by itself on Dec 2, 2026.", "Re-scan and resend", "Explain", "Ask a person");
    assertLacks(page.toLowerCase(), "abuse", "cheat", "fraud");
  });

  it("shows what was answered and decided, as text", async () => {
    const html = await renderer.html("me", makeHeldMe());
    assertHas(wordsOf(html), "You explained: Automation that I meant to run", "Our parser counted it right.");
    assertLacks(html, "<b>dependency</b>");
  });

  it("asks for nothing of who takes no part, and tells them how to", async () => {
    const page = wordsOf(await renderer.html("me", undefined, makeViewer([])));
    assertHas(page, "it holds nothing of yours", "https://board.test", "Make a code");
    assertHas(page, "I have joined already", "From then on Example & Co signs you in as that member");
  });

  it("offers to be a member who joined before only to who came by the directory and is nothing else", async () => {
    assertLacks(wordsOf(await renderer.html("me", undefined, makeViewer(["auditor"]))), "I have joined already");
  });

  it("tells of the provider's report what is linked, never to which address, and nothing where there is none", async () => {
    const me = makeMeView();
    assertHas(
      wordsOf(await renderer.html("me", me)),
      "Linked since Oct 31, 2026",
      "17 the newest is Nov 19, 2026",
      "Unlink",
    );
    const { provider: _none, ...without } = me;
    assertLacks(wordsOf(await renderer.html("me", without)), "own report");
    const off: MeView = {
      ...without,
      provider: { provider: "anthropic", isRead: false, canLink: false, linkedAt: 0, days: 0 },
    };
    assertHas(wordsOf(await renderer.html("me", off)), "none yet", "This board reads no report at present.", "Unlink");
  });

  it("offers to link only where the directory told the address, and says elsewhere how it comes to tell it", async () => {
    const unlinked: MeView = {
      ...makeMeView(),
      provider: { provider: "anthropic", isRead: true, canLink: true, days: 0 },
    };
    assertHas(wordsOf(await renderer.html("me", unlinked)), "Link it", "the address that Example & Co told of you");
    const untold: MeView = { ...unlinked, provider: { provider: "anthropic", isRead: true, canLink: false, days: 0 } };
    const page = wordsOf(await renderer.html("me", untold));
    assertHas(page, "sign out and sign in with Example & Co");
    assertLacks(page, "Link it");
  });

  it("asks before it deletes", async () => {
    const html = await renderer.html("me", makeMeView());
    assertHas(wordsOf(html), "Leave and delete …");
    assertLacks(wordsOf(html), "Delete it all and leave");
  });

  it("has a name for every kind of row that leaving deletes", () => {
    for (const table of MEMBER_TABLES) assert.ok(Object.hasOwn(meTexts.held.names, table), table);
  });
});
