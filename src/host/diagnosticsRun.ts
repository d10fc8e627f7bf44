import { t } from "@vscode/l10n";
import { env, version, window, workspace } from "vscode";

import type { Problem } from "../shared/meterSnapshot.ts";
import { UserError } from "../shared/userError.ts";
import { systemClock } from "./clock.ts";
import { describeFault } from "./describeFault.ts";
import { diagnosticsMarkdown } from "./diagnosticsMarkdown.ts";
import { type Disposable, DisposableStore } from "./disposableStore.ts";
import { foundTools } from "./foundTools.ts";
import { type CommandName, DOCUMENT_SCHEME } from "./ids.ts";
import { ReadOnlyDocument } from "./readOnlyDocument.ts";
import { remoteKind } from "./remoteKind.ts";
import { showSummary } from "./showSummary.ts";
import type { WorkerClient } from "./workerClient.ts";

type DiagnosticsCommand = Extract<CommandName, "runDiagnostics" | "copyDiagnostics" | "showFoundTools">;

export interface DiagnosticsRunOptions {
  readonly ask: WorkerClient["request"];
  readonly extensionVersion: string;
  /** What is wrong with the settings. */
  readonly settingsProblems: () => readonly Problem[];
}

/** What the extension tells of itself and of what it has found: the commands for it, and the page that it is shown on. */
export class DiagnosticsRun implements Disposable {
  readonly commands: Readonly<Record<DiagnosticsCommand, () => unknown>>;
  readonly #options: DiagnosticsRunOptions;
  readonly #store = new DisposableStore();

  constructor(options: DiagnosticsRunOptions) {
    this.#options = options;
    const page = this.#store.add(new ReadOnlyDocument(DOCUMENT_SCHEME));
    this.commands = {
      runDiagnostics: async () => page.show(`${t("Token Legend Diagnostics")}.md`, await this.#diagnose()),
      copyDiagnostics: async () => {
        await env.clipboard.writeText(await this.#diagnose());
        window.setStatusBarMessage(t("Token Legend: diagnostics copied"), 3000);
      },
      showFoundTools: async () => {
        const found = await options.ask("diagnostics", null);
        showSummary(foundTools(found, systemClock.nowMs()), t("Assistants whose logs are read"));
      },
    };
  }

  /** Also while the worker does not answer: then it tells why. */
  async #diagnose(): Promise<string> {
    const { ask, extensionVersion, settingsProblems } = this.#options;
    const found = await ask("diagnostics", null).catch((fault: unknown) => ({
      failure: fault instanceof UserError ? fault.message : describeFault(fault),
    }));
    const telemetry = await ask("telemetry", null).catch(() => undefined);
    const facts = {
      extensionVersion,
      editor: `${env.appName} ${version}`,
      remote: remoteKind(env.remoteName),
      isTrusted: workspace.isTrusted,
      problems: settingsProblems(),
      telemetry,
    };
    return diagnosticsMarkdown(facts, found, systemClock.nowMs());
  }

  dispose(): void {
    this.#store.dispose();
  }
}
