import type { MeView } from "../../shared/board/meView.ts";
import { numberIn, optionalNumberIn, type Queries } from "../database/boardDatabase.ts";
import { ANTHROPIC } from "./providerLinks.ts";

/**
 * What a member sees of their link to the provider's report; `undefined` where there is nothing to link to and nothing linked. A
 * link that was made before the board stopped reading reports is still shown, so that it can be taken away.
 */
export async function readProviderLink(
  queries: Queries,
  member: number,
  { isRead, canLink }: { readonly isRead: boolean; readonly canLink: boolean },
): Promise<MeView["provider"] | undefined> {
  const [link] = await queries.query("SELECT linked_ms FROM provider_link WHERE member_id = $1 AND provider = $2", [
    member,
    ANTHROPIC,
  ]);
  if (link === undefined) return isRead ? { provider: ANTHROPIC, isRead, canLink, days: 0 } : undefined;
  const [reported] = await queries.query(
    "SELECT count(*) AS n, max(day) AS newest FROM provider_day WHERE member_id = $1 AND provider = $2",
    [member, ANTHROPIC],
  );
  const newestDay = optionalNumberIn(reported, "newest");
  return {
    provider: ANTHROPIC,
    isRead,
    canLink,
    linkedAt: numberIn(link, "linked_ms"),
    days: numberIn(reported, "n"),
    ...(newestDay === undefined ? {} : { newestDay }),
  };
}
