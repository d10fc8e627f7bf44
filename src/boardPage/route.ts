/** The pages of the board, as they stand in the address. */
export const TABS = ["practice", "volume", "me", "admin"] as const;
export type Tab = (typeof TABS)[number];

/** What an address stands for. */
export interface Route {
  readonly tab: Tab;
  /** `team:3`: what the practice page is narrowed to; absent for the company. */
  readonly slice?: string | undefined;
}

/** An address that is none of the board's opens the first page. */
export function readRoute(path: string, query: string): Route {
  const name = path.replace(/^\/+|\/+$/g, "");
  const tab = TABS.find((one) => one === name) ?? "practice";
  const slice = new URLSearchParams(query).get("slice") ?? undefined;
  return tab === "practice" && slice !== undefined && isSliceKey(slice) ? { tab, slice } : { tab };
}

export function addressOf({ tab, slice }: Route): string {
  return slice === undefined ? `/${tab}` : `/${tab}?${new URLSearchParams({ slice }).toString()}`;
}

function isSliceKey(text: string): boolean {
  return /^(?:team|tool|model):[^\s]{1,100}$/.test(text);
}
