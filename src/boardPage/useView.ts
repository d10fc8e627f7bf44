import { useContext, useEffect, useReducer } from "preact/hooks";
import type * as v from "valibot";
import { BoardContext } from "./boardContext.ts";
import type { Fault } from "./fault.ts";
import type { Loaded } from "./views.ts";

/** A view of the board, loaded when it is first drawn, and anew on request. */
export function useView<Schema extends v.GenericSchema>(
  path: string,
  schema: Schema,
): Loaded<v.InferOutput<Schema>> & { readonly reload: () => Promise<Fault | undefined> } {
  const { views, onSignedOut } = useContext(BoardContext);
  const [, draw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => views.listen(() => draw(undefined)), [views]);
  useEffect(() => {
    void views.loadUnlessFresh(path, schema);
  }, [views, path]);
  const loaded = views.read(path, schema);
  const isSignedOut = loaded.fault?.kind === "signedOut";
  useEffect(() => {
    if (isSignedOut) onSignedOut();
  }, [isSignedOut]);
  return { ...loaded, reload: () => views.load(path, schema) };
}
