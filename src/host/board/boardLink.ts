import { readCode } from "../../shared/board/readCode.ts";
import { readBoardAddress } from "../../sync/boardAddress.ts";

/** What a link brings along. It fills in fields and does nothing by itself. */
export interface BoardLink {
  readonly url: string | undefined;
  readonly code: string | undefined;
}

/** Reads `vscode://token-legend.token-legend/join?board=…&code=…`; `undefined` for a link to anything else. */
export function readBoardLink({
  path,
  query,
}: {
  readonly path: string;
  readonly query: string;
}): BoardLink | undefined {
  if (path !== "/join") return undefined;
  const given = new URLSearchParams(query);
  const address = readBoardAddress(given.get("board") ?? "");
  return {
    url: "url" in address ? address.url : undefined,
    code: readCode(given.get("code") ?? ""),
  };
}
