import { createHash } from "node:crypto";

import { type Task, TaskGroup, TaskScope, type Uri, tasks, window } from "vscode";

import { isTestCommand } from "../../core/review/isTestCommand.ts";
import type { TestRun } from "../../shared/workerProtocol.ts";
import { type Disposable, DisposableStore } from "../disposableStore.ts";

/**
 * Tells of test runs that end in this window: tasks of the group Test, and known test runners in terminals. A run whose exit
 * code or folder is not known is not told. What was run stays here.
 */
export function watchTestRuns(nowMs: () => number, onRun: (run: TestRun) => void): Disposable {
  const store = new DisposableStore();
  const tell = (folder: Uri | undefined, what: string, exitCode: number | undefined): void => {
    if (folder?.scheme !== "file" || exitCode === undefined) return;
    onRun({ folder: folder.fsPath, command: fingerprint(what), atMs: nowMs(), passed: exitCode === 0 });
  };
  store.add(
    tasks.onDidEndTaskProcess(({ execution: { task }, exitCode }) => {
      if (task.group?.id === TaskGroup.Test.id) tell(folderOf(task), task.name, exitCode);
    }),
  );
  store.add(
    window.onDidEndTerminalShellExecution(({ execution, exitCode }) => {
      if (isTestCommand(execution.commandLine.value)) tell(execution.cwd, execution.commandLine.value.trim(), exitCode);
    }),
  );
  return store;
}

function fingerprint(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

/** Folder of the workspace that a task belongs to; one of the whole workspace or of the person has none. */
function folderOf({ scope }: Task): Uri | undefined {
  return scope === undefined || scope === TaskScope.Global || scope === TaskScope.Workspace ? undefined : scope.uri;
}
