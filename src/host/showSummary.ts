import { commands, type QuickPickItem, QuickPickItemKind, window } from "vscode";

import { DisposableStore } from "./disposableStore.ts";
import { COMMANDS, type CommandName, PRODUCT_NAME } from "./ids.ts";
import type { SummaryEntry } from "./summary.ts";

interface SummaryItem extends QuickPickItem {
  readonly command?: CommandName;
}

/**
 * Opens the summary, or another such list, as a list that can be read, searched and left by keyboard; only actions do something.
 */
export function showSummary(entries: readonly SummaryEntry[], placeholder: string): void {
  const store = new DisposableStore();
  const picker = store.add(window.createQuickPick<SummaryItem>());
  picker.title = PRODUCT_NAME;
  picker.placeholder = placeholder;
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.items = entries.map(itemOf);
  store.add(
    picker.onDidAccept(() => {
      const command = picker.selectedItems[0]?.command;
      if (command === undefined) return;
      picker.hide();
      void commands.executeCommand(COMMANDS[command]);
    }),
  );
  store.add(picker.onDidHide(() => store.dispose()));
  picker.show();
}

function itemOf(entry: SummaryEntry): SummaryItem {
  switch (entry.kind) {
    case "section":
      return { label: entry.label, kind: QuickPickItemKind.Separator };
    case "fact":
      return {
        label: entry.label,
        description: entry.description,
        ...(entry.detail === undefined ? {} : { detail: entry.detail }),
      };
    case "action":
      return { label: entry.label, command: entry.command };
  }
}
