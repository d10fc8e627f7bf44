import { t } from "@vscode/l10n";

import type { EXPLANATIONS, Signal } from "../../shared/board/meView.ts";

/** What becomes of it, neutrally: nothing here speaks of abuse. */
export function signalTitle({ effect, status, code }: Signal): string {
  if (status === "cleared") return t("{0}: cleared", code);
  if (status === "upheld") return t("{0}: decided", code);
  if (status === "expired") return t("{0}: ended by itself", code);
  switch (effect) {
    case "info":
    case "label":
      return t("{0}: noted, and nothing follows from it", code);
    case "ask":
      return t("{0}: a question", code);
    case "provisional":
      return t("{0}: these rows wait before they count", code);
    case "held":
      return t("{0}: your rank waits while somebody looks", code);
  }
}

/** What each check looks at; see docs/integrity.md. */
export function signalText(code: string): string {
  switch (code) {
    case "C1":
      return t("More input per call than the model can take in at once.");
    case "C2":
      return t("More output per call than the model can write at once.");
    case "C3":
      return t("More output per second than the model can write.");
    case "C4":
      return t("More calls than the time they took allows.");
    case "C5":
      return t("Your cost and the board's differ. The board's counts.");
    case "C6":
      return t("The assistant reports far more output than its texts hold.");
    case "C7":
      return t("The same session was sent by two people.");
    case "C8":
      return t("The same hours were sent by two devices.");
    case "C9":
      return t("Work around the clock.");
    case "C10":
      return t("Much ran unattended.");
    case "C11":
      return t("Calls at very regular intervals.");
    case "C12":
      return t("A day far from your others.");
    case "C13":
      return t("A large part of the board's total.");
    case "C14":
      return t("Many new devices in a short time.");
    case "C15":
      return t("One provider's account was used by several people.");
    case "C17":
      return t("Hours that came more than a week late: they are your history and do not count for the rank.");
    case "C18":
      return t("The version that read the logs is not known to the board, or was withdrawn.");
    case "C19":
      return t("The provider's own report shows less.");
    default:
      return t("See the board's page about its checks.");
  }
}

/** Names of figures come from the board's checks; unknown ones are shown as they are. */
export function figureName(name: string): string {
  return name;
}

export function explanationText(choice: (typeof EXPLANATIONS)[number]): string {
  switch (choice) {
    case "automation":
      return t("An automation of mine ran");
    case "sharedMachine":
      return t("Several people use this machine");
    case "newTool":
      return t("I tried a new tool or version");
    case "importedHistory":
      return t("I brought older history along");
    case "other":
      return t("Something else");
  }
}
