import { createInterface } from "node:readline";

/** What a person said to a question. */
export type Answer =
  /** The end of the input (Ctrl+D) is an empty line: it agrees to nothing. */
  | { readonly kind: "typed"; readonly text: string }
  /** By Ctrl+C. */
  | { readonly kind: "interrupted" }
  /** There is no terminal, as in a script. */
  | { readonly kind: "nobody" };

export interface TerminalStreams {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
}

/** Asks the person at the terminal. */
export function askAt({ input, output }: TerminalStreams, question: string): Promise<Answer> {
  if (input.isTTY !== true) return Promise.resolve({ kind: "nobody" });
  return new Promise((answered) => {
    const lines = createInterface({ input, output });
    let answer: Answer | undefined;
    const end = (by: Answer): void => {
      answer = by;
      lines.close();
    };
    lines.once("SIGINT", () => end({ kind: "interrupted" }));
    lines.once("close", () => {
      // Without Enter the question's line is still open.
      if (answer?.kind !== "typed") output.write("\n");
      answered(answer ?? { kind: "typed", text: "" });
    });
    lines.question(question, (text) => end({ kind: "typed", text }));
  });
}
