import { t } from "@vscode/l10n";

import type { Condition } from "./condition.ts";
import type { Criterion } from "./efficiency.ts";

/** The preview of what would be sent was on the screen. */
export const previewRead: Criterion = ({ board }) =>
  done(board.previewRead, t("the preview read"), t("the preview not read yet"));

/** Own data was exported: the ledger's, or what the board holds. */
export const exportMade: Criterion = ({ board }) => done(board.exported, t("an export made"), t("no export made yet"));

/** A lower total was sent, or a question about one's figures was answered and settled. */
export const trueUp: Criterion = ({ board: { corrected, appealResolved } }) => {
  const isSettled = corrected === undefined && appealResolved !== undefined;
  const condition = done(
    corrected ?? appealResolved,
    t("one corrected total synced, or one question settled in your favour"),
    t("no corrected total synced and no question settled yet"),
  );
  if (!condition.isMet) return condition;
  return {
    ...condition,
    stands: isSettled ? t("one question settled in your favour") : t("one corrected total synced"),
  };
};

function done(sinceMs: number | undefined, asks: string, notYet: string): Condition {
  const isMet = sinceMs !== undefined;
  return { asks, stands: isMet ? asks : notYet, isMet, progress: isMet ? 1 : 0 };
}
