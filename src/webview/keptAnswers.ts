import type { AnswerOf, PanelQuestion, QuestionName } from "../shared/panelQuestions.ts";
import { readAnswer } from "../shared/panelQuestions.ts";

/** The last answer to the last question of each name: drawn at once when the page comes back, until the host answers. */
export type KeptAnswers = Readonly<Partial<Record<QuestionName, KeptAnswer>>>;

interface KeptAnswer {
  /** The question, as text. */
  readonly question: string;
  readonly answer: unknown;
}

/** VS Code keeps a page's state as text, and writes it often. */
const LONGEST_KEPT = 200_000;

export function keepAnswer(kept: KeptAnswers, question: PanelQuestion, answer: unknown): KeptAnswers {
  if (JSON.stringify(answer).length > LONGEST_KEPT) return kept;
  return { ...kept, [question.name]: { question: JSON.stringify(question), answer } };
}

/** The answer that was kept for just this question. What was kept may be of another version: it is read anew. */
export function keptAnswerTo<Name extends QuestionName>(
  kept: KeptAnswers,
  question: PanelQuestion & { readonly name: Name },
): AnswerOf<Name> | undefined {
  const last = kept[question.name];
  if (last?.question !== JSON.stringify(question)) return undefined;
  return readAnswer<Name>(question.name, last.answer);
}
