import { t } from "@vscode/l10n";

/** What a kind of row at the board is called; the board's own word where this version does not know it. */
export function heldName(kind: string): string {
  switch (kind) {
    case "usage_hour":
      return t("Rows of hours");
    case "member_day":
      return t("Sums of days");
    case "window30":
      return t("Sums of 30 days");
    case "batch_reply":
      return t("Replies to uploads");
    case "registration":
      return t("Registrations");
    case "handle":
      return t("Display names");
    case "invitation":
      return t("Codes");
    case "device":
      return t("Devices");
    case "member":
      return t("Memberships");
    case "badge":
      return t("Shared badges");
    case "outcome_day":
      return t("Outcomes of days");
    case "rank_snapshot":
      return t("Places on past lists");
    case "flag":
      return t("Notes of checks");
    case "session":
      return t("Sign-ins");
    default:
      return kind;
  }
}
