import { t } from "@vscode/l10n";

import { type AnswerOf, type PanelQuestion, type QuestionName, readAnswer } from "../shared/panelQuestions.ts";
import { type FromPanel, readToPanel } from "../shared/panelProtocol.ts";

interface Waiting {
  readonly name: QuestionName;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (fault: Error) => void;
}

/** Asks the host, and gives each answer to whoever asked. */
export class Answers {
  readonly #post: (message: FromPanel) => void;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  constructor(post: (message: FromPanel) => void) {
    this.#post = post;
  }

  /** Resolves with the answer; rejects with a sentence for the reader where there is none. */
  ask<Name extends QuestionName>(question: PanelQuestion & { readonly name: Name }): Promise<AnswerOf<Name>> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise<AnswerOf<Name>>((resolve, reject) => {
      // `readAnswer` has made sure that it is the answer of this name.
      const take = (answer: unknown): void => resolve(answer as AnswerOf<Name>);
      this.#waiting.set(id, { name: question.name, resolve: take, reject });
      this.#post({ type: "ask", id, question });
    });
  }

  /** Takes a message of any shape; what answers nothing that was asked here is dropped. */
  receive(raw: unknown): void {
    const message = readToPanel(raw);
    if (message?.type !== "answer") return;
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (waiting === undefined) return;
    if (!message.ok) {
      waiting.reject(new Error(message.reason));
      return;
    }
    const answer = readAnswer(waiting.name, message.answer);
    if (answer === undefined)
      waiting.reject(new Error(t("The answer cannot be read. Reload the window and try again.")));
    else waiting.resolve(answer);
  }

  /** Ends with the page: nobody waits any more. */
  dispose(): void {
    for (const { reject } of this.#waiting.values()) reject(new Error(t("The page was closed.")));
    this.#waiting.clear();
  }
}
