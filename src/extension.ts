import { t } from "@vscode/l10n";
import { type ExtensionContext, window } from "vscode";

import { applyDisplayLanguage } from "./host/applyDisplayLanguage.ts";
import { describeFault } from "./host/describeFault.ts";
import { DisposableStore } from "./host/disposableStore.ts";
import { PRODUCT_NAME } from "./host/ids.ts";
import { MeterRun } from "./host/meterRun.ts";
import type { TokenLegendApi } from "./host/tokenLegendApi.ts";

/** VS Code hands nothing from `activate` to `deactivate`, so the run is kept here. */
let run: MeterRun | undefined;

export function activate(context: ExtensionContext): TokenLegendApi {
  const startedMs = performance.now();
  applyDisplayLanguage();
  const log = window.createOutputChannel(PRODUCT_NAME, { log: true });
  const store = new DisposableStore();
  context.subscriptions.push(log, store);
  try {
    run = new MeterRun(context, log, store);
    const activationMs = performance.now() - startedMs;
    log.info(`Activated in ${Math.round(activationMs)} ms`);
    return { ...run.api, activationMs };
  } catch (fault) {
    store.dispose();
    log.error(`activate: ${describeFault(fault)}`);
    void window.showErrorMessage(t("Token Legend could not start: {0}. Its log says more.", describeFault(fault)));
    throw fault;
  }
}

export async function deactivate(): Promise<void> {
  const ending = run;
  run = undefined;
  await ending?.stop();
}
