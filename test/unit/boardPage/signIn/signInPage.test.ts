import { assertHas, assertLacks } from "../../../support/assertHas.ts";
import { SIGNED_OUT } from "../../../support/boardPage/personViews.ts";
import { BoardRenderer, wordsOf } from "../../../support/boardPage/renderBoard.ts";

describe("the page to sign in by", () => {
  let renderer: BoardRenderer;

  before(async () => {
    renderer = await BoardRenderer.load();
  });

  it("offers the directory and a code, and says what the board is not", () => {
    const html = renderer.signIn(SIGNED_OUT);
    assertHas(html, 'href="/auth/oidc"', 'for="code"');
    assertHas(wordsOf(html), "Sign in with Northwind Directory", "Token Legend: Open Team Board");
    assertHas(wordsOf(html), "Do not use them for pay, promotion or dismissal.", "No view for managers");
  });

  it("offers only what the board has", () => {
    const codes = renderer.signIn({ ...SIGNED_OUT, signIn: { code: true } });
    assertLacks(codes, "/auth/oidc");
    const nothing = renderer.signIn({ ...SIGNED_OUT, signIn: { code: false } });
    assertHas(nothing, "no way to sign in yet");
    assertLacks(nothing, 'for="code"');
  });

  it("tells who comes back from a session that has ended", () => {
    assertHas(renderer.signIn(SIGNED_OUT, true), "Your session has ended. Sign in again.");
  });

  it("tells who comes back from the directory without having signed in", () => {
    assertHas(renderer.signIn(SIGNED_OUT, false, "failed"), "The directory did not sign you in");
    assertHas(renderer.signIn(SIGNED_OUT, false, "away"), "The directory does not answer.");
  });
});
