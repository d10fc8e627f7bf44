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
  const names: Readonly<Record<string, () => string>> = {
    C1: () => t("More input per call than the model can take in at once."),
    C2: () => t("More output per call than the model can write at once."),
    C3: () => t("More output per second than the model can write."),
    C4: () => t("More calls than the time they took allows."),
    C5: () => t("Your cost and the board's differ. The board's counts."),
    C6: () => t("The assistant reports far more output than its texts hold."),
    C7: () => t("The same session was sent by two people."),
    C8: () => t("The same hours were sent by two devices."),
    C9: () => t("Work around the clock."),
    C10: () => t("Much ran unattended."),
    C11: () => t("Calls at very regular intervals."),
    C12: () => t("A day far from your others."),
    C13: () => t("A large part of the board's total."),
    C14: () => t("Many new devices in a short time."),
    C15: () => t("One provider's account was used by several people."),
    C17: () =>
      t("What came more than a week late, hours or more in them: it is your history and does not count for the rank."),
    C18: () => t("The version that read the logs is not known to the board, or was withdrawn."),
    C19: () => t("The provider's own report shows less."),
  };
  return (Object.hasOwn(names, code) ? names[code]?.() : undefined) ?? t("See the board's page about its checks.");
}

/** What a figure of a check is; the board's own word where this version does not know it. */
export function figureName(name: string): string {
  const names: Readonly<Record<string, () => string>> = {
    prompt: () => t("Input tokens"),
    output: () => t("Output tokens"),
    most: () => t("Possible at most"),
    calls: () => t("Calls to the model"),
    busySeconds: () => t("Seconds that calls ran"),
    hoursLate: () => t("Hours late"),
    lateTokens: () => t("Tokens that came late"),
    lateTurns: () => t("Messages that came late"),
    reported: () => t("Output as reported"),
    recount: () => t("Output counted here"),
    busyDays: () => t("Busy days"),
    activeHours: () => t("Active hours a day"),
    seen: () => t("Seen tokens"),
    unattended: () => t("Unattended tokens"),
    turns: () => t("Messages that you typed, counted"),
    counted: () => t("Counted tokens"),
    usual: () => t("Usual for you"),
    ofBoard: () => t("Of the whole board"),
    devices: () => t("Devices"),
  };
  return (Object.hasOwn(names, name) ? names[name]?.() : undefined) ?? name;
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
