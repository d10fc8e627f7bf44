import type { ComponentChildren, VNode } from "preact";
import { useContext, useEffect, useReducer } from "preact/hooks";
import { BoardContext } from "../boardContext.ts";
import { type Fault, faultWords } from "../fault.ts";
import { formatAge } from "../../core/format.ts";
import { generalTexts } from "../generalTexts.ts";
import type { Loaded } from "../views.ts";
import { FaultNotice } from "./faultNotice.tsx";
import { Loading } from "./loading.tsx";

/** Ages are shown in minutes. */
const TICK_MS = 30_000;

/** A page around a view: its heading, the age of its figures, and what stands there before they come or when they do not. */
export function ViewFrame<Value extends { readonly asOf: number }>(props: {
  readonly heading: string;
  readonly lead: string;
  readonly loaded: Loaded<Value> & { readonly reload: () => Promise<Fault | undefined> };
  readonly children: (value: Value) => ComponentChildren;
}): VNode {
  const { heading, lead, loaded, children } = props;
  const { value, fault, isLoading, reload } = loaded;
  const { announce, clock } = useContext(BoardContext);
  const [, tick] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const timer = setInterval(() => tick(undefined), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const refresh = (): void => {
    // Emptied first, as the same words twice are not read out twice.
    announce("");
    void reload().then((failure) => announce(failure === undefined ? generalTexts.refreshed : faultWords(failure)));
  };
  return (
    <>
      <div class="view-head">
        <div>
          <h1>{heading}</h1>
          <p class="lead">{lead}</p>
        </div>
        {value !== undefined && (
          <p class="view-age quiet">
            {fault === undefined ? generalTexts.asOf(formatAge(clock() - value.asOf)) : faultWords(fault)}{" "}
            <button type="button" class="link-button" aria-disabled={isLoading} onClick={refresh}>
              {generalTexts.refresh}
            </button>
          </p>
        )}
      </div>
      {value !== undefined && children(value)}
      {value === undefined && fault !== undefined && <FaultNotice fault={fault} retry={refresh} />}
      {value === undefined && fault === undefined && <Loading />}
    </>
  );
}
