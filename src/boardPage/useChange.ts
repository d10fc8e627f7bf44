import { useContext, useState } from "preact/hooks";
import * as v from "valibot";
import { BoardContext } from "./boardContext.ts";
import type { Method } from "./boardClient.ts";
import { type RefusalWords, faultWords } from "./fault.ts";

/** Sends changes to the board, one at a time, and tells what became of them. */
export interface Change {
  readonly isBusy: boolean;
  /** What the last one failed of; empty where it did not. */
  readonly error: string;
  /** @returns whether the board took it */
  readonly send: (method: Method, path: string, body: unknown) => Promise<boolean>;
  /** @returns the answer; `undefined` where the board did not take it */
  readonly ask: <Schema extends v.GenericSchema>(
    method: Method,
    path: string,
    body: unknown,
    schema: Schema,
  ) => Promise<v.InferOutput<Schema> | undefined>;
}

/** @param done is announced when a change was taken */
export function useChange(done: string, refusals: RefusalWords = {}): Change {
  const { views, announce, onSignedOut } = useContext(BoardContext);
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState("");
  const ask: Change["ask"] = async (method, path, body, schema) => {
    setIsBusy(true);
    const answer = await views.client.send(method, path, body, schema);
    setIsBusy(false);
    if (answer.kind === "ok") {
      views.expire();
      setError("");
      announce(done);
      return answer.value;
    }
    if (answer.fault.kind === "signedOut") onSignedOut();
    setError(faultWords(answer.fault, refusals));
    return undefined;
  };
  // An answer without content is an answer too.
  const send: Change["send"] = async (method, path, body) => (await ask(method, path, body, ANY_ANSWER)) !== undefined;
  return { isBusy, error, send, ask };
}

const ANY_ANSWER = v.pipe(
  v.unknown(),
  v.transform(() => true),
);
