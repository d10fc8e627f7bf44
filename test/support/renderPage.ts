import type { PageState } from "../../src/webview/pageState.ts";
import type { PanelView } from "../../src/shared/panelProtocol.ts";
import { importWebview } from "./importWebview.ts";

const ENTRY = `
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { AchievementsPage } from "./src/webview/achievements/achievementsPage.tsx";
const actions = { act() {}, see() {}, chooseTitle() {}, change() {}, save() {} };
export const render = (view, state, nowMs) => renderToString(h(AchievementsPage, { view, state, nowMs, actions }));
`;

const INSIGHTS_ENTRY = `
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { PanelLinkContext } from "./src/webview/useAnswer.ts";
import { InsightsPage } from "./src/webview/insights/insightsPage.tsx";
const actions = { act() {}, see() {}, chooseTitle() {}, change() {}, save() {} };
const link = (kept) => ({ answers: { ask: () => new Promise(() => undefined) }, kept, revision: 0, keep() {} });
export const render = (view, state, nowMs) =>
  renderToString(
    h(PanelLinkContext.Provider, { value: link(state.answers) }, h(InsightsPage, { view, state, nowMs, actions })),
  );
`;

/** Draws a page as HTML. */
export type RenderPage = (view: PanelView, state: PageState, nowMs: number) => string;

/** Loads the achievements page for this process. */
export async function loadRenderPage(): Promise<RenderPage> {
  return (await importWebview<{ readonly render: RenderPage }>(ENTRY)).render;
}

/** Loads the insights page, which shows the answers that its state has kept. */
export async function loadRenderInsights(): Promise<RenderPage> {
  return (await importWebview<{ readonly render: RenderPage }>(INSIGHTS_ENTRY)).render;
}
