import { assertHas, assertLacks } from "../../../support/assertHas.ts";
import { makeAdminView } from "../../../support/boardPage/personViews.ts";
import { BoardRenderer, wordsOf } from "../../../support/boardPage/renderBoard.ts";

describe("the page of roles", () => {
  let renderer: BoardRenderer;

  before(async () => {
    renderer = await BoardRenderer.load();
  });

  it("shows a moderator signals by number, with reason, figures and answer, to decide about", async () => {
    const { asOf, signals } = makeAdminView();
    const page = wordsOf(await renderer.html("admin", { asOf, signals }));
    assertHas(
      page,
      "Person a31f09c2d4",
      "Prompts larger than the model takes",
      "1,031,000,000",
      "Clear it",
      "Uphold it",
    );
    assertLacks(page, "Turn names off", "Looks at names");
  });

  it("shows an operator the machine, the switch for names, jobs, retention, teams and invitations", async () => {
    const { asOf, operation } = makeAdminView();
    const page = wordsOf(await renderer.html("admin", { asOf, operation }));
    assertHas(
      page,
      "Turn names off for everybody",
      "PostgreSQL 15",
      "14.3 GB",
      "Hours of use 35 days",
      "about 84,970",
      "Moderator: sees signals and decides",
    );
    assertHas(
      page,
      "checks not yet 2",
      "C19",
      "Payments & Billing",
      "Make an invitation",
      "Works council: A. Weiß p3mm8ra2zz auditor",
      "Somebody has left the company",
      "Note a departure …",
    );
    assertLacks(page, "Person a31f09c2d4");
  });

  it("shows an auditor both logs in pages, reasons as text", async () => {
    const { asOf, audit, access } = makeAdminView();
    const html = await renderer.html("admin", { asOf, audit, access });
    assertHas(wordsOf(html), "Names turned off", "The list", "Older", "<b>Checked</b> with the person");
    assertLacks(html, "<b>Checked</b>");
  });

  it("says so where a role has nothing here", async () => {
    assertHas(wordsOf(await renderer.html("admin", { asOf: 0 })), "None of your roles has anything here.");
  });
});
