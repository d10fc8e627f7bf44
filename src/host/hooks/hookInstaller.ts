import { mkdir, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";

import { t } from "@vscode/l10n";

import { UserError } from "../../shared/userError.ts";
import { addHook, type HookEdit, removeHook } from "./hookFile.ts";
import { codeOf, readIfThere, replaceFile } from "./replaceFile.ts";
import { hookInstallation, type HookSurroundings, type ToolHook } from "./toolHook.ts";

/** A change to a tool's file of hooks, to be looked at before it is made. */
export interface HookChange {
  readonly file: string;
  /** `undefined`: there is no file, or is to be none. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

/** Beside the file: what it was before the hook was installed. */
function backupOf(file: string): string {
  return `${file}.token-legend-backup`;
}

/** Installs and removes one tool's hook for one ledger. Nothing is changed before a change is `applied`. */
export class HookInstaller {
  readonly #hook: ToolHook;
  readonly #surroundings: HookSurroundings;
  readonly #ledgerFolder: string;

  constructor(hook: ToolHook, surroundings: HookSurroundings, ledgerFolder: string) {
    this.#hook = hook;
    this.#surroundings = surroundings;
    this.#ledgerFolder = ledgerFolder;
  }

  get #file(): string {
    return this.#hook.file(this.#surroundings);
  }

  get #installation() {
    return hookInstallation(this.#hook, this.#ledgerFolder, this.#surroundings.platform);
  }

  /**
   * What installing would change; `undefined` where it is installed.
   * @throws UserError where the tool is not here, or its file cannot be understood
   */
  async planInstall(): Promise<HookChange | undefined> {
    const file = this.#file;
    if (!(await isFolder(dirname(file)))) {
      throw new UserError(t("{0} does not exist. Start {1} once, then try again.", dirname(file), this.#hook.toolName));
    }
    const before = await readIfThere(file);
    const after = textOf(file, addHook(before, this.#hook, this.#installation.command));
    if (after !== undefined) return { file, before, after };
    // It may have been deleted with the ledger.
    await this.#writeScript();
    return undefined;
  }

  /** @throws UserError where the file was changed since the plan was made */
  async applyInstall(change: HookChange): Promise<void> {
    await assertUnchanged(change);
    await this.#writeScript();
    if (change.before !== undefined) await replaceFile(backupOf(change.file), change.before, PRIVATE_FILE);
    else await rm(backupOf(change.file), { force: true });
    if (change.after !== undefined) await replaceFile(change.file, change.after, PRIVATE_FILE);
  }

  async #writeScript(): Promise<void> {
    const { script } = this.#installation;
    await mkdir(dirname(script.path), { recursive: true, mode: PRIVATE_FOLDER });
    await replaceFile(script.path, script.text, PRIVATE_FOLDER);
  }

  /**
   * What removing would change; `undefined` where it is not installed. Where nothing else was changed since it was
   * installed, the file becomes byte for byte what it was.
   * @throws UserError where the file cannot be understood
   */
  async planRemoval(): Promise<HookChange | undefined> {
    const file = this.#file;
    const before = await readIfThere(file);
    const after = textOf(file, removeHook(before, this.#hook));
    if (after === undefined) return undefined;
    const original = await readIfThere(backupOf(file));
    const installed = addHook(original, this.#hook, this.#installation.command);
    const isAsInstalled = installed.kind === "changed" && installed.text === before;
    return { file, before, after: isAsInstalled ? original : after };
  }

  /** @throws UserError where the file was changed since the plan was made */
  async applyRemoval(change: HookChange): Promise<void> {
    await assertUnchanged(change);
    if (change.after === undefined) await rm(change.file, { force: true });
    else await replaceFile(change.file, change.after, PRIVATE_FILE);
    // The script stays: a tool that is running may go on to use the hook until its next start.
    await rm(backupOf(change.file), { force: true });
  }
}

function textOf(file: string, edit: HookEdit): string | undefined {
  if (edit.kind === "refused") throw new UserError(edit.reason(file));
  return edit.kind === "changed" ? edit.text : undefined;
}

async function assertUnchanged({ file, before }: HookChange): Promise<void> {
  if ((await readIfThere(file)) === before) return;
  throw new UserError(t("{0} was changed meanwhile. Try again.", file));
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
    return false;
  }
}
