import { basename } from "node:path";

import { t } from "@vscode/l10n";
import { commands, Uri, window } from "vscode";

import { UserError } from "../../shared/userError.ts";
import type { Disposable } from "../disposableStore.ts";
import { PROPOSAL_SCHEME } from "../ids.ts";
import { ReadOnlyDocument } from "../readOnlyDocument.ts";
import { type HookChange, HookInstaller } from "./hookInstaller.ts";
import { codeOf } from "./replaceFile.ts";
import type { HookSurroundings, ToolHook } from "./toolHook.ts";

/** Shows what a hook changes, asks, and only then changes it. */
export class HookCommands implements Disposable {
  readonly #surroundings: HookSurroundings;
  readonly #proposals = new ReadOnlyDocument(PROPOSAL_SCHEME);

  constructor(surroundings: HookSurroundings) {
    this.#surroundings = surroundings;
  }

  async install(hook: ToolHook, ledgerFolder: string): Promise<void> {
    const installer = new HookInstaller(hook, this.#surroundings, ledgerFolder);
    const change = await told(() => installer.planInstall());
    if (change === undefined) {
      await window.showInformationMessage(t("The hook for {0} is installed already.", hook.toolName));
      return;
    }
    const question = t("Install this hook in {0}? {1}", change.file, hook.purpose());
    const isWanted = await this.#confirm(change, (name) => t("{0}: install the hook?", name), question, t("Install"));
    if (!isWanted) return;
    await told(() => installer.applyInstall(change));
    await window.showInformationMessage(
      t(
        "The hook is installed. {0} uses it from its next start on. What the file was before lies beside it.",
        hook.toolName,
      ),
    );
  }

  async remove(hook: ToolHook, ledgerFolder: string): Promise<void> {
    const installer = new HookInstaller(hook, this.#surroundings, ledgerFolder);
    const change = await told(() => installer.planRemoval());
    if (change === undefined) {
      await window.showInformationMessage(t("No hook of Token Legend is installed for {0}.", hook.toolName));
      return;
    }
    const question = t("Remove the hook from {0}? What it told stays counted.", change.file);
    const isWanted = await this.#confirm(change, (name) => t("{0}: remove the hook?", name), question, t("Remove"));
    if (!isWanted) return;
    await told(() => installer.applyRemoval(change));
    await window.showInformationMessage(t("The hook for {0} is removed.", hook.toolName));
  }

  /** Shows the file as it is beside the file as it would be. The question does not cover them. */
  async #confirm(
    { file, before, after }: HookChange,
    titleOf: (name: string) => string,
    question: string,
    action: string,
  ): Promise<boolean> {
    const name = basename(file);
    const left = before === undefined ? this.#proposals.set(t("no {0} yet", name), "") : Uri.file(file);
    const right = this.#proposals.set(name, after ?? "");
    await commands.executeCommand("vscode.diff", left, right, titleOf(name));
    return (await window.showInformationMessage(question, action, t("Cancel"))) === action;
  }

  dispose(): void {
    this.#proposals.dispose();
  }
}

/** Faults of the file system in a sentence, with the code that tells the kind. */
async function told<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    const code = codeOf(cause);
    if (cause instanceof UserError || typeof code !== "string") throw cause;
    throw new UserError(t("The file of hooks cannot be read or written ({0}). Check its permissions.", code), {
      cause,
    });
  }
}
