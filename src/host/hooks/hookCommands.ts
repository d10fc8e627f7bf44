import { basename } from "node:path";

import { commands, Uri, window } from "vscode";

import { UserError } from "../../shared/userError.ts";
import type { Disposable } from "../disposableStore.ts";
import { PRODUCT_NAME, PROPOSAL_SCHEME } from "../ids.ts";
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
      await window.showInformationMessage(`The hook for ${hook.toolName} is installed already.`);
      return;
    }
    if (!(await this.#confirm(change, `Install this hook in ${change.file}? ${hook.purpose}`, "Install"))) return;
    await told(() => installer.applyInstall(change));
    await window.showInformationMessage(
      `The hook is installed. ${hook.toolName} uses it from its next start on. What the file was before lies beside it.`,
    );
  }

  async remove(hook: ToolHook, ledgerFolder: string): Promise<void> {
    const installer = new HookInstaller(hook, this.#surroundings, ledgerFolder);
    const change = await told(() => installer.planRemoval());
    if (change === undefined) {
      await window.showInformationMessage(`No hook of ${PRODUCT_NAME} is installed for ${hook.toolName}.`);
      return;
    }
    if (!(await this.#confirm(change, `Remove the hook from ${change.file}? What it told stays counted.`, "Remove")))
      return;
    await told(() => installer.applyRemoval(change));
    await window.showInformationMessage(`The hook for ${hook.toolName} is removed.`);
  }

  /** Shows the file as it is beside the file as it would be. The question does not cover them. */
  async #confirm({ file, before, after }: HookChange, question: string, action: string): Promise<boolean> {
    const name = basename(file);
    const left = before === undefined ? this.#proposals.set(`no ${name} yet`, "") : Uri.file(file);
    const right = this.#proposals.set(name, after ?? "");
    await commands.executeCommand("vscode.diff", left, right, `${name}: ${action.toLowerCase()} the hook?`);
    return (await window.showInformationMessage(question, action, "Cancel")) === action;
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
    throw new UserError(`The file of hooks cannot be read or written (${code}). Check its permissions.`, { cause });
  }
}
