import type { SignInFault, Viewer } from "../../../src/shared/board/viewer.ts";
import { importWebview } from "../importWebview.ts";
import { NOW_MS } from "./companyViews.ts";
import { makeViewer } from "./personViews.ts";

const ENTRY = `
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { adminViewSchema } from "./src/shared/board/adminView.ts";
import { meViewSchema } from "./src/shared/board/meView.ts";
import { practiceViewSchema } from "./src/shared/board/practiceView.ts";
import { volumeViewSchema } from "./src/shared/board/volumeView.ts";
import { AdminPage } from "./src/boardPage/admin/adminPage.tsx";
import { BoardClient } from "./src/boardPage/boardClient.ts";
import { BoardContext } from "./src/boardPage/boardContext.ts";
import { MePage } from "./src/boardPage/me/mePage.tsx";
import { PracticePage } from "./src/boardPage/practice/practicePage.tsx";
import { SignInPage } from "./src/boardPage/signIn/signInPage.tsx";
import { Views } from "./src/boardPage/views.ts";
import { VolumePage } from "./src/boardPage/volume/volumePage.tsx";

const PAGES = {
  practice: ["/v1/practice", practiceViewSchema, () => h(PracticePage, { choose() {} })],
  volume: ["/v1/volume", volumeViewSchema, () => h(VolumePage)],
  me: ["/v1/me/page", meViewSchema, () => h(MePage)],
  admin: ["/v1/admin", adminViewSchema, () => h(AdminPage)],
};

export async function render(name, answer, session, nowMs) {
  const [path, schema, page] = PAGES[name];
  const status = typeof answer === "number" ? answer : 200;
  const body = JSON.stringify(status === 200 ? answer : { error: "busy" });
  const views = new Views(new BoardClient(async () => new Response(body, { status }), "csrf"), () => nowMs);
  if (answer !== undefined) await views.load(path, schema);
  const board = { name: "Board", origin: "https://board.test", directory: "Example & Co", leastPeople: 8, session, views, announce() {}, onSignedOut() {}, onSignedIn: async () => undefined, clock: () => nowMs };
  return renderToString(h(BoardContext.Provider, { value: board }, page()));
}

export function renderSignIn(viewer, hasEnded, fault) {
  const client = new BoardClient(async () => new Response("{}"), undefined);
  return renderToString(h(SignInPage, { viewer, hasEnded, fault, client, signedIn() {} }));
}
`;

interface Rendered {
  readonly render: (name: string, answer: unknown, session: Viewer["session"], nowMs: number) => Promise<string>;
  readonly renderSignIn: (viewer: Viewer, hasEnded: boolean, fault: SignInFault | undefined) => string;
}

/** Draws pages of the board as HTML, with an answer that the board has given. */
export class BoardRenderer {
  readonly #rendered: Rendered;

  private constructor(rendered: Rendered) {
    this.#rendered = rendered;
  }

  static async load(): Promise<BoardRenderer> {
    return new BoardRenderer(await importWebview<Rendered>(ENTRY));
  }

  /** @param answer `undefined` while it is on its way, a number for a refusal with that status */
  html(page: "practice" | "volume" | "me" | "admin", answer: unknown, viewer: Viewer = makeViewer()): Promise<string> {
    return this.#rendered.render(page, answer, viewer.session, NOW_MS);
  }

  signIn(viewer: Viewer, hasEnded = false, fault?: SignInFault): string {
    return this.#rendered.renderSignIn(viewer, hasEnded, fault);
  }
}

/** The words of a page as a reader meets them. */
export function wordsOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, " ")
    .replaceAll("&amp;", "&")
    .replaceAll("&lt;", "<")
    .replaceAll("&quot;", '"')
    .replace(/\s+/g, " ");
}
