import type { PanelQuestion } from "../shared/panelQuestions.ts";
import { answerInsights } from "./answerInsights.ts";
import { answerSession, answerSessions } from "./answerSessions.ts";
import type { QuestionGround } from "./questionGround.ts";

/** Answers a page's question from the ledger. The answer is of the kind that `PANEL_QUESTIONS` says. */
export function answerQuestion(question: PanelQuestion, ground: QuestionGround): unknown {
  switch (question.name) {
    case "insights":
      return answerInsights(question.argument, ground);
    case "sessions":
      return answerSessions(question.argument, ground);
    case "session":
      return answerSession(question.argument, ground);
  }
}
