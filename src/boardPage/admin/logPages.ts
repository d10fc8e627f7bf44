import { useRef, useState } from "preact/hooks";
import { type AdminView, adminViewSchema } from "../../shared/board/adminView.ts";
import type { Fault } from "../fault.ts";
import { useView } from "../useView.ts";

/** As many as the server gives at a time, or a few more of one instant: fewer are the last. */
const PAGE_LINES = 100;

/** A page of a log, and the ways to its neighbours. */
export interface LogPages<Entry> {
  readonly entries: readonly Entry[];
  /** `undefined` on the newest page. */
  readonly newer: (() => void) | undefined;
  /** `undefined` on the last page. */
  readonly older: (() => void) | undefined;
  /** Why the page that was asked for is not shown. */
  readonly fault: Fault | undefined;
}

/** Goes through a log by the instant of the last line that was seen: new lines shift nothing. */
export function useLogPages<Entry extends { readonly at: number }>(
  query: "auditBefore" | "accessBefore",
  linesOf: (view: AdminView) => readonly Entry[] | undefined,
): LogPages<Entry> {
  const [before, setBefore] = useState<readonly number[]>([]);
  const last = before.at(-1);
  const path = last === undefined ? "/v1/admin" : `/v1/admin?${query}=${last}`;
  const { value, fault } = useView(path, adminViewSchema);
  const shown = useRef<readonly Entry[]>([]);
  // The page before stays until the next is there.
  shown.current = (value === undefined ? undefined : linesOf(value)) ?? shown.current;
  const entries = shown.current;
  const oldest = entries.at(-1)?.at;
  const hasMore = entries.length >= PAGE_LINES && oldest !== undefined && oldest !== last;
  return {
    entries,
    newer: before.length === 0 ? undefined : () => setBefore(before.slice(0, -1)),
    older: hasMore && fault === undefined ? () => setBefore([...before, oldest]) : undefined,
    fault: value === undefined ? fault : undefined,
  };
}
