import type { MarkQuery } from "../../shared/weeklyReview.ts";
import { writeBriefly } from "../ledger/writeBriefly.ts";
import type { QuestionGround } from "../questionGround.ts";
import { SessionMarks } from "./sessionMarks.ts";

/** Keeps what a person thinks of a session. @throws UserError where the ledger cannot be written */
export function keepMark({ id, mark }: MarkQuery, { ledger, nowMs }: QuestionGround): { readonly isKept: boolean } {
  const marks = new SessionMarks(ledger.database);
  return { isKept: writeBriefly(ledger, () => marks.setMark(id, mark, nowMs)) };
}
