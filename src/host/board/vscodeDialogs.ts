import { basename, join } from "node:path";

import { t } from "@vscode/l10n";
import { Uri, commands, env, window } from "vscode";

import { readCode } from "../../shared/board/readCode.ts";
import type { BoardBlock, BoardPlace } from "../../shared/teamState.ts";
import { UserError } from "../../shared/userError.ts";
import { type AddressFault, readBoardAddress } from "../../sync/boardAddress.ts";
import { replaceFile } from "../hooks/replaceFile.ts";
import { SETTINGS } from "../ids.ts";
import type { BoardDialogs } from "./boardDialogs.ts";
import { heldExport } from "./heldExport.ts";

/** What the board holds is of its owner alone. */
const OWN_FILE = 0o600;
const BOARD_SETTINGS = "tokenLegend.board";
const BLOCKING_SETTING = {
  forbidden: SETTINGS.boardForbidden,
  telemetryOff: "telemetry.telemetryLevel",
} as const satisfies Record<Exclude<BoardBlock, "untrusted">, string>;

/** Asks in VS Code's own boxes, which work by keyboard and in every theme. */
export function vscodeDialogs(home: string): BoardDialogs {
  return {
    async askInvitation({ url, code }) {
      const address = await askAddress(url ?? "");
      if (address === undefined) return undefined;
      const typed = await askCode(code ?? "", address);
      return typed === undefined ? undefined : { url: address, code: typed };
    },
    confirmLeave: (board) =>
      confirm(
        t("Leave {0}?", placeName(board)),
        t(
          "The server deletes everything it holds of you, at once and for good: hours, days, your display name, badges and devices. Your ledger on this machine stays as it is.",
        ),
        t("Leave and Delete"),
      ),
    confirmForget: (board, why) =>
      confirm(
        t("Forget {0} on this machine?", placeName(board)),
        `${why} ${t(
          "Nothing is deleted there then: what the board holds of you stays until you leave on another device of yours or ask who runs it. To leave in order, try again later, or link this device again first.",
        )}`,
        t("Forget on This Machine"),
      ),
    saveHeld: (held) => saveHeld(home, held),
    async openPage(url) {
      await env.openExternal(Uri.parse(url));
    },
    async openSettings() {
      await commands.executeCommand("workbench.action.openSettings", BOARD_SETTINGS);
    },
    async openBlock(block) {
      if (block === "untrusted") await commands.executeCommand("workbench.trust.manage");
      else await commands.executeCommand("workbench.action.openSettings", BLOCKING_SETTING[block]);
    },
  };
}

async function askAddress(value: string): Promise<string | undefined> {
  const typed = await window.showInputBox({
    title: t("Join Team Board: Address"),
    prompt: t("The address of your team's board. Nothing is sent to it before you have seen what would be."),
    placeHolder: "https://board.example.com",
    value,
    ignoreFocusOut: true,
    validateInput: (text) => {
      const read = readBoardAddress(text);
      return "fault" in read && text.trim() !== "" ? addressFaultText(read.fault) : undefined;
    },
  });
  const read = readBoardAddress(typed ?? "");
  return "url" in read ? read.url : undefined;
}

async function askCode(value: string, url: string): Promise<string | undefined> {
  const typed = await window.showInputBox({
    title: t("Join Team Board: Invitation"),
    prompt: t("The invitation code for {0}, or a code that another device of yours shows.", url),
    placeHolder: "xxxx-xxxx-xxxx-xxxx-xxxx",
    value,
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() === "" || readCode(text) !== undefined
        ? undefined
        : t("A code has 20 letters and digits in groups of four."),
  });
  return readCode(typed ?? "");
}

function addressFaultText(fault: AddressFault): string {
  switch (fault) {
    case "notAnAddress":
      return t("This is no address of a web server.");
    case "notSecure":
      return t("The address has to begin with https: anything else can be read on the way.");
    case "morePartsThanAnAddress":
      return t("Only the server's address, without a path, a name or anything behind it.");
  }
}

async function confirm(question: string, detail: string, button: string): Promise<boolean> {
  return (await window.showWarningMessage(question, { modal: true, detail }, button)) === button;
}

async function saveHeld(home: string, held: Readonly<Record<string, unknown>>): Promise<string | undefined> {
  const target = await window.showSaveDialog({
    title: t("Export What the Board Holds"),
    defaultUri: Uri.file(join(home, "token-legend-board.json")),
    filters: { JSON: ["json"], CSV: ["csv"] },
  });
  if (target === undefined) return undefined;
  if (target.scheme !== "file") {
    throw new UserError(t("This can only be saved to a folder of the machine that the extension runs on."));
  }
  const kind = target.path.toLowerCase().endsWith(".csv") ? "csv" : "json";
  const name = basename(target.fsPath);
  try {
    await replaceFile(target.fsPath, new TextEncoder().encode(heldExport(held, kind)), OWN_FILE);
  } catch (fault) {
    throw new UserError(t("{0} cannot be written. Choose another folder.", name), { cause: fault });
  }
  return name;
}

function placeName({ name, address }: BoardPlace): string {
  return name === "" ? address : name;
}
