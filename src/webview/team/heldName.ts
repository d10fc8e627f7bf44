import { t } from "@vscode/l10n";

/** What a kind of row at the board is called, by its name in receipts and in what is told of what is held. */
export function heldName(kind: string): string {
  const names: Readonly<Record<string, () => string>> = {
    usage_hour: () => t("Rows of hours"),
    hours: () => t("Rows of hours"),
    member_day: () => t("Sums of days"),
    days: () => t("Sums of days"),
    window30: () => t("Sums of 30 days"),
    batch_reply: () => t("Replies to uploads"),
    registration: () => t("Registrations"),
    handle: () => t("Display names"),
    invitation: () => t("Codes"),
    device: () => t("Devices"),
    devices: () => t("Devices"),
    member: () => t("Memberships"),
    badge: () => t("Shared badges"),
    badges: () => t("Shared badges"),
    outcome_day: () => t("Outcomes of days"),
    outcomes: () => t("Outcomes of days"),
    rank_snapshot: () => t("Places on past lists"),
    snapshots: () => t("Places on past lists"),
    team_day: () => t("Days in a team"),
    flag: () => t("Notes of checks"),
    session: () => t("Sign-ins"),
    sign_in_code: () => t("Sign-ins"),
    account: () => t("Accounts to sign in with"),
    identity: () => t("Accounts to sign in with"),
    look_day: () => t("Looks at your name"),
  };
  // A newer board's own word where there is none here.
  return (Object.hasOwn(names, kind) ? names[kind]?.() : undefined) ?? kind;
}
