import type { LedgerQuestion } from "../shared/panelQuestions.ts";
import { answerInsights } from "./answerInsights.ts";
import { answerSession, answerSessions } from "./answerSessions.ts";
import type { QuestionGround } from "./questionGround.ts";
import { answerOutcomes } from "./review/answerOutcomes.ts";
import { answerReview } from "./review/answerReview.ts";
import { keepMark } from "./review/keepMark.ts";

/** Answers a page's question from the ledger; with a promise where it needs more than that. The answer is of the kind that `PANEL_QUESTIONS` says. */
export function answerQuestion(question: LedgerQuestion, ground: QuestionGround): unknown {
  switch (question.name) {
    case "insights":
      return answerInsights(question.argument, ground);
    case "review":
      return answerReview(question.argument, ground);
    case "outcomes":
      return answerOutcomes(question.argument, ground);
    case "markSession":
      return keepMark(question.argument, ground);
    case "sessions":
      return answerSessions(question.argument, ground);
    case "session":
      return answerSession(question.argument, ground);
  }
}
