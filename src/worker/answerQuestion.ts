import type { PanelQuestion } from "../shared/panelQuestions.ts";
import { UserError } from "../shared/userError.ts";
import type { Ledger } from "./ledger/ledger.ts";

/** What an answer is made from. */
export interface QuestionGround {
  readonly ledger: Ledger;
  /** IANA time zone that days are cut in. */
  readonly timeZone: string;
  readonly nowMs: number;
}

/** Answers a page's question from the ledger. The answer is of the kind that `PANEL_QUESTIONS` says. */
export function answerQuestion(question: PanelQuestion, _ground: QuestionGround): unknown {
  throw new UserError(`The question "${question.name}" cannot be answered yet.`);
}
