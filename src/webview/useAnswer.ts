import { createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";

import type { AnswerOf, PanelQuestion, QuestionName } from "../shared/panelQuestions.ts";
import type { Answers } from "./answers.ts";
import { type KeptAnswers, keptAnswerTo } from "./keptAnswers.ts";

/** What a page needs to ask. */
export interface PanelLink {
  readonly answers: Pick<Answers, "ask">;
  readonly kept: KeptAnswers;
  /** Of what the host has: when it differs, answers may. */
  readonly revision: number;
  keep(question: PanelQuestion, answer: unknown): void;
}

/** Given by the app to its pages. */
export const PanelLinkContext = createContext<PanelLink>({
  answers: { ask: () => Promise.reject(new Error("There is nobody to ask.")) },
  kept: {},
  revision: 0,
  keep: () => undefined,
});

export interface Asked<Name extends QuestionName> {
  /** The latest answer, to this question or, while the first one to it is on its way, to the one before. */
  readonly answer: AnswerOf<Name> | undefined;
  readonly isWaiting: boolean;
  /** Why there is no newer answer: a sentence. */
  readonly failure: string | undefined;
  readonly askAgain: () => void;
}

/** Asks the ledger whenever the question or what it is about has changed, and shows what was kept until then. */
export function useAnswer<Name extends QuestionName>(question: PanelQuestion & { readonly name: Name }): Asked<Name> {
  const link = useContext(PanelLinkContext);
  const [answer, setAnswer] = useState(() => keptAnswerTo<Name>(link.kept, question));
  const [isWaiting, setWaiting] = useState(true);
  const [failure, setFailure] = useState<string | undefined>(undefined);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let isCurrent = true;
    setWaiting(true);
    link.answers.ask<Name>(question).then(
      (found) => {
        if (!isCurrent) return;
        setAnswer(found);
        setFailure(undefined);
        setWaiting(false);
        link.keep(question, found);
      },
      (fault: unknown) => {
        if (!isCurrent) return;
        setFailure(fault instanceof Error ? fault.message : String(fault));
        setWaiting(false);
      },
    );
    return () => {
      isCurrent = false;
    };
    // The question by its content: a page makes a new object each time it draws.
  }, [JSON.stringify(question), link.revision, attempt]);

  return { answer, isWaiting, failure, askAgain: () => setAttempt((count) => count + 1) };
}
