import { createLocalCalendar } from "../../core/localDay.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { SessionCache } from "./sessionCache.ts";

/** Keeps one cache of sessions: that of the ledger and the time zone last asked for. */
export class SessionKeeper {
  #kept: { readonly ledger: Ledger; readonly timeZone: string; readonly cache: SessionCache } | undefined;

  /** The cache, with whatever it has taken in so far. */
  cacheOf(ledger: Ledger, timeZone: string): SessionCache {
    if (this.#kept?.ledger !== ledger || this.#kept.timeZone !== timeZone) {
      const cache = new SessionCache(ledger.database, createLocalCalendar(timeZone), ledger.pricer);
      this.#kept = { ledger, timeZone, cache };
    }
    return this.#kept.cache;
  }
}
