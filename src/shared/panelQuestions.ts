import * as v from "valibot";

import { insightsQuerySchema, insightsSchema } from "./insights.ts";
import { sessionAnswerSchema, sessionQuerySchema, sessionsQuerySchema, sessionTableSchema } from "./sessionTable.ts";
import { TEAM_QUESTIONS } from "./teamQuestions.ts";
import {
  markAnswerSchema,
  markQuerySchema,
  outcomesQuerySchema,
  outcomesSchema,
  reviewQuerySchema,
  reviewSchema,
} from "./weeklyReview.ts";

/**
 * Everything a page may ask the ledger, by name: what a question holds and what its answer is. The worker answers; the host
 * hands on. Adding a question touches this table and the worker's `answerQuestion`.
 */
const LEDGER_QUESTIONS = {
  insights: { argument: insightsQuerySchema, answer: insightsSchema },
  sessions: { argument: sessionsQuerySchema, answer: sessionTableSchema },
  session: { argument: sessionQuerySchema, answer: sessionAnswerSchema },
  review: { argument: reviewQuerySchema, answer: reviewSchema },
  outcomes: { argument: outcomesQuerySchema, answer: outcomesSchema },
  markSession: { argument: markQuerySchema, answer: markAnswerSchema },
} as const;

/** All that a page may ask: the ledger through the worker, and the host about the team board. */
export const PANEL_QUESTIONS = { ...LEDGER_QUESTIONS, ...TEAM_QUESTIONS } as const satisfies Readonly<
  Record<string, { readonly argument: v.GenericSchema; readonly answer: v.GenericSchema }>
>;

export type QuestionName = keyof typeof PANEL_QUESTIONS;
export type ArgumentOf<Name extends QuestionName> = v.InferOutput<(typeof PANEL_QUESTIONS)[Name]["argument"]>;
export type AnswerOf<Name extends QuestionName> = v.InferOutput<(typeof PANEL_QUESTIONS)[Name]["answer"]>;

export type PanelQuestion = {
  readonly [Name in QuestionName]: { readonly name: Name; readonly argument: ArgumentOf<Name> };
}[QuestionName];

export type TeamQuestion = Extract<PanelQuestion, { readonly name: keyof typeof TEAM_QUESTIONS }>;
export type LedgerQuestion = Exclude<PanelQuestion, TeamQuestion>;

/** Whether the host answers it, and not the ledger. */
export function isTeamQuestion(question: PanelQuestion): question is TeamQuestion {
  return question.name in TEAM_QUESTIONS;
}

const questionSchema = v.object({ name: v.picklist(namesOf(PANEL_QUESTIONS)), argument: v.unknown() });

/** A question of the page, or `undefined` for anything that may not be asked. */
export function readQuestion(value: unknown): PanelQuestion | undefined {
  const question = v.safeParse(questionSchema, value);
  if (!question.success) return undefined;
  const { name, argument } = question.output;
  const read = v.safeParse(PANEL_QUESTIONS[name].argument, argument);
  // The schema that was read by is that of the name.
  return read.success ? ({ name, argument: read.output } as PanelQuestion) : undefined;
}

/** An answer of the worker, or `undefined` for a value that is none. */
export function readAnswer<Name extends QuestionName>(name: Name, value: unknown): AnswerOf<Name> | undefined {
  const read = v.safeParse(PANEL_QUESTIONS[name].answer, value);
  return read.success ? read.output : undefined;
}

function namesOf<Table extends object>(table: Table): [keyof Table & string, ...(keyof Table & string)[]] {
  // Not empty: it is the table above.
  return Object.keys(table) as [keyof Table & string, ...(keyof Table & string)[]];
}
