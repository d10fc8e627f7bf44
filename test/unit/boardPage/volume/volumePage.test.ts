import assert from "node:assert/strict";
import { assertHas, assertLacks } from "../../../support/assertHas.ts";
import { HOSTILE_HANDLES } from "../../../support/boardPage/handles.ts";
import { makeEmptyVolume, makeVolumeView } from "../../../support/boardPage/companyViews.ts";
import { makeViewer } from "../../../support/boardPage/personViews.ts";
import { BoardRenderer, wordsOf } from "../../../support/boardPage/renderBoard.ts";

describe("the page about volume", () => {
  let renderer: BoardRenderer;

  before(async () => {
    renderer = await BoardRenderer.load();
  });

  it("begins with the warning, before its heading", async () => {
    const html = await renderer.html("volume", makeVolumeView());
    assert.ok(html.indexOf("Do not use them for pay, promotion or dismissal") < html.indexOf("<h1>"));
  });

  it("shows counted beside seen, what settles, tier, title, trust and badges of the first on the list", async () => {
    const view = makeVolumeView();
    const html = await renderer.html("volume", view);
    const page = wordsOf(html);
    assertHas(page, "283.2B", "323.8B", "+5B settling", "settled", "verified", "Toolsmith");
    assertHas(html, 'aria-label="Token Legend"', 'aria-rowcount="251"', "aria-rowindex");
  });

  it("draws only the rows in sight", async () => {
    const rows = (await renderer.html("volume", makeVolumeView())).split('role="row"').length - 1;
    assert.ok(rows > 10 && rows < 40, String(rows));
  });

  it("shows names as text, whatever they hold", async () => {
    const html = await renderer.html("volume", makeVolumeView());
    for (const name of HOSTILE_HANDLES) {
      assertLacks(html, name);
      assertHas(wordsOf(html), name);
    }
  });

  it("puts costs at four assumptions side by side, and milestones of all together", async () => {
    const page = wordsOf(await renderer.html("volume", makeVolumeView()));
    assertHas(
      page,
      "without 1.3T of models that have no list price",
      "$65M",
      "$0.92 per million $73M",
      "$5.50 per million $430M",
      "$15.00 per million $1.2B",
    );
    assertHas(page, "30× the Library of Congress", "3.9× all books ever published");
  });

  it("leaves out milestones that a small company is nowhere near, and says that people are counted roughly", async () => {
    const view = makeVolumeView();
    const [first, second, third] = view.milestones;
    assert.ok(first !== undefined && second !== undefined && third !== undefined);
    const milestones = [
      { ...first, times: { kind: "band", from: 0, to: 0.04 } as const },
      { ...second, times: { kind: "value", value: 0.3 } as const },
      { ...third, times: { kind: "value", value: 0.01 } as const },
    ];
    const page = wordsOf(await renderer.html("volume", { ...view, milestones }));
    assertHas(page, "0.3×", "about 84,970");
    assertLacks(page, "0×  to", "0× ");
  });

  it("draws bars by what counts, so that one person's odd figure makes nobody's bar vanish", async () => {
    const view = makeVolumeView();
    const [odd, ...others] = view.entries;
    assert.ok(odd !== undefined);
    const html = await renderer.html("volume", { ...view, entries: [{ ...odd, seen: odd.counted * 1000 }, ...others] });
    const lengths = [...html.matchAll(/entry-bar-(seen|counted)" style="inline-size: ?([\d.e-]+)%/g)].map(
      ([, kind, length]) => ({
        kind,
        length: Number(length),
      }),
    );
    assert.ok(lengths.length > 10, String(lengths.length));
    assert.ok(lengths.every(({ length }) => length <= 100));
    assert.ok(lengths.filter(({ kind, length }) => kind === "counted" && length > 10).length > 2);
  });

  it("shows a band where one person would stand out, and says why a slice is not shown", async () => {
    const page = wordsOf(await renderer.html("volume", makeVolumeView()));
    assertHas(page, "200B to 500B", "not shown: fewer than 8 people");
  });

  it("announces the viewer's mark in words, and hides the tiles from screen readers", async () => {
    const html = await renderer.html("volume", makeVolumeView());
    assertHas(html, 'class="viewer-mark" aria-hidden="true"');
    assert.equal(wordsOf(html).split("This list carries your mark, 7kq2m9xd4t").length - 1, 1);
    assertHas(wordsOf(html), "Others looked at the list 17 times today.");
  });

  it("says that names are off and that a list is empty, and then has neither names nor mark", async () => {
    const off = await renderer.html("volume", { ...makeVolumeView(), areNamesOff: true, entries: [] });
    assertHas(wordsOf(off), "Names are turned off", "60T");
    const outside = await renderer.html(
      "volume",
      { ...makeVolumeView(), areNamesOff: true, entries: [] },
      makeViewer(["auditor"]),
    );
    assertHas(wordsOf(outside), "Names are shown to who takes part");
    const empty = await renderer.html("volume", makeEmptyVolume());
    assertHas(wordsOf(empty), "Nobody is on the list yet", "No day is settled yet.");
    for (const html of [off, empty]) assertLacks(html, "viewer-mark", 'role="grid"');
  });

  it("tells a member who is not listed where to change that, and nobody else", async () => {
    const view = makeVolumeView();
    const entries = view.entries.filter(({ isYou }) => !isYou);
    assertHas(wordsOf(await renderer.html("volume", { ...view, entries })), "It is yours to choose, on your page.");
    const auditor = makeViewer(["auditor"]);
    assertLacks(wordsOf(await renderer.html("volume", { ...view, entries }, auditor)), "It is yours to choose");
  });
});
