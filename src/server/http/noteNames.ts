import { noteNamedRead, type NamedView } from "../logs/accessLog.ts";
import type { BoardServices } from "./boardServices.ts";
import { Refusal } from "./refusal.ts";
import type { Viewer } from "./requireViewer.ts";

/**
 * To be called before names of others are sent: writes the reading down, for the auditors and for those whose names they are.
 *
 * @throws Refusal for who has read names too often within an hour
 */
export async function noteNames(
  { writes, clock }: Pick<BoardServices, "writes" | "clock">,
  viewer: Viewer,
  view: NamedView,
  subjects: readonly number[],
): Promise<void> {
  const refused = await noteNamedRead(writes, { viewer, view, subjects, nowMs: clock() });
  if (refused !== undefined) throw new Refusal("tooMany", refused.retryAfterS);
}
