import { resolve } from "node:path";

import { build } from "esbuild";

import type { PageState } from "../../src/webview/pageState.ts";
import type { PanelView } from "../../src/shared/panelProtocol.ts";

const ENTRY = `
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { AchievementsPage } from "./src/webview/achievements/achievementsPage.tsx";
const actions = { act() {}, see() {}, chooseTitle() {}, change() {} };
export const render = (view, state, nowMs) => renderToString(h(AchievementsPage, { view, state, nowMs, actions }));
`;

/** Draws the achievements page as HTML. */
export type RenderPage = (view: PanelView, state: PageState, nowMs: number) => string;

/** Bundles the page for this process: Node runs no JSX. */
export async function loadRenderPage(): Promise<RenderPage> {
  const { outputFiles } = await build({
    stdin: { contents: ENTRY, resolveDir: resolve(import.meta.dirname, "../.."), loader: "js" },
    bundle: true,
    format: "esm",
    platform: "browser",
    jsx: "automatic",
    jsxImportSource: "preact",
    tsconfigRaw: {},
    write: false,
    logLevel: "silent",
  });
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  const module = (await import(`data:text/javascript;base64,${Buffer.from(code).toString("base64")}`)) as {
    readonly render: RenderPage;
  };
  return module.render;
}
