import type { PageState } from "../../src/webview/pageState.ts";
import type { PanelView } from "../../src/shared/panelProtocol.ts";
import { importWebview } from "./importWebview.ts";

const ENTRY = `
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { AchievementsPage } from "./src/webview/achievements/achievementsPage.tsx";
const actions = { act() {}, see() {}, chooseTitle() {}, change() {} };
export const render = (view, state, nowMs) => renderToString(h(AchievementsPage, { view, state, nowMs, actions }));
`;

/** Draws the achievements page as HTML. */
export type RenderPage = (view: PanelView, state: PageState, nowMs: number) => string;

/** Loads the page for this process. */
export async function loadRenderPage(): Promise<RenderPage> {
  return (await importWebview<{ readonly render: RenderPage }>(ENTRY)).render;
}
