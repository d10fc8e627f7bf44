import type { Texts } from "../shared/workerProtocol.ts";
import type { FromPanel } from "../shared/panelProtocol.ts";

/** What VS Code gives to a webview: messages to the host, and a state that outlives the page. */
export interface VscodeApi {
  postMessage(message: FromPanel): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare global {
  /** VS Code allows one call. */
  function acquireVsCodeApi(): VscodeApi;
  /** Set by the script of a translation, where there is one. */
  var tokenLegendTexts: Texts | undefined;
}
