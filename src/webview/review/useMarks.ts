import { useContext, useState } from "preact/hooks";

import type { Mark } from "../../shared/weeklyReview.ts";
import { PanelLinkContext } from "../useAnswer.ts";

/** Marks as their reader sets them. */
export interface Marks {
  /** What was chosen here, before the ledger says so as well. */
  readonly markOf: (id: number, kept: Mark | undefined) => Mark | undefined;
  readonly choose: (id: number, mark: Mark | undefined) => void;
  /** Why the last one was not kept: a sentence. */
  readonly failure: string | undefined;
}

/** @param onKept called when the ledger has one: answers of before do not hold it */
export function useMarks(onKept: () => void): Marks {
  const link = useContext(PanelLinkContext);
  const [chosen, setChosen] = useState<ReadonlyMap<number, Mark | undefined>>(new Map());
  const [failure, setFailure] = useState<string | undefined>(undefined);

  const forget = (id: number): void =>
    setChosen((previous) => new Map([...previous].filter(([session]) => session !== id)));

  return {
    markOf: (id, kept) => (chosen.has(id) ? chosen.get(id) : kept),
    choose: (id, mark) => {
      setChosen((previous) => new Map([...previous, [id, mark]]));
      setFailure(undefined);
      link.answers
        .ask<"markSession">({ name: "markSession", argument: mark === undefined ? { id } : { id, mark } })
        .then(
          () => onKept(),
          (fault: unknown) => {
            forget(id);
            setFailure(fault instanceof Error ? fault.message : String(fault));
          },
        );
    },
    failure,
  };
}
