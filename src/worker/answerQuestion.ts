import type { PanelQuestion } from "../shared/panelQuestions.ts";
import { UserError } from "../shared/userError.ts";
import { answerInsights } from "./answerInsights.ts";
import type { QuestionGround } from "./questionGround.ts";

/** Answers a page's question from the ledger. The answer is of the kind that `PANEL_QUESTIONS` says. */
export function answerQuestion(question: PanelQuestion, ground: QuestionGround): unknown {
  switch (question.name) {
    case "insights":
      return answerInsights(question.argument, ground);
    case "sessions":
    case "session":
      throw new UserError(`The question "${question.name}" cannot be answered yet.`);
  }
}
