import { t } from "@vscode/l10n";

import type { Grade } from "../shared/gameSnapshot.ts";

export function gradeName(grade: Grade): string {
  switch (grade) {
    case "bronze":
      return t("Bronze");
    case "silver":
      return t("Silver");
    case "gold":
      return t("Gold");
    case "diamond":
      return t("Diamond");
  }
}
