import * as v from "valibot";

import { codeSchema } from "../../shared/board/membership.ts";
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

/** A code as it was typed or pasted, in the form that boards take; `undefined` for what is none. */
export function readCode(typed: string): string | undefined {
  const bare = typed.toLowerCase().replace(/[\s-]/g, "");
  const code = (bare.match(/.{1,4}/g) ?? []).join("-");
  return v.is(codeSchema, code) ? code : undefined;
}
