/** Prices of one period in US dollars per million tokens. A kind without a figure costs what plain input costs. */
export interface Figures {
  readonly in: number;
  readonly out: number;
  /** Read from a prompt cache. */
  readonly read?: number;
  /** Short-lived cache write: 5 minutes at Anthropic, 30 at OpenAI. */
  readonly w5m?: number;
  readonly w1h?: number;
}

/** Figures for whole requests whose prompt is longer than `above` tokens. */
export interface TierEntry extends Figures {
  readonly above: number;
}

export interface RateEntry extends Figures {
  /** First UTC instant in force. Only the first rate of a model has none. */
  readonly from?: string;
  /** Ascending by `above`; the last one passed holds for the whole request. */
  readonly tiers?: readonly TierEntry[];
  /** Factor during the provider's `weekdayPeakUtc`. */
  readonly peak?: number;
  /** Factor for cloud endpoints that are bound to a region. */
  readonly regional?: number;
  readonly fast?: number;
  readonly ultrafast?: number;
  /** Letters of `sources`. */
  readonly src: string;
  readonly note?: string;
}

export interface ProviderEntry {
  readonly batch?: number;
  readonly flex?: number;
  /** The priority tier is sold at the model's `fast` factor; without it priority costs as standard. */
  readonly priorityIsFast?: boolean;
  /** Factor for inference pinned to US data centres. */
  readonly usOnly?: number;
  readonly webSearchPer1000?: number;
  /** Logs hold the speed the call was served at, not the one asked for, so that a fast call was really billed as fast. */
  readonly reportsSpeed?: boolean;
  /** Hours `[from, to)` from Monday to Friday, UTC. */
  readonly weekdayPeakUtc?: readonly (readonly number[])[];
  /** The models are known under these names to one assistant only: the word its source id or the name's prefix holds. */
  readonly onlySource?: string;
  /** Rates ascending by date, or the name of the model whose rates these are. */
  readonly models: Readonly<Record<string, string | readonly RateEntry[]>>;
}

/** `modelPrices.json`. See docs/prices.md for how it is kept. */
export interface PriceFile {
  /** Day the snapshot was made, and its identity. */
  readonly generated: string;
  readonly unit: string;
  readonly sources: Readonly<Record<string, string>>;
  readonly providers: Readonly<Record<string, ProviderEntry>>;
}
