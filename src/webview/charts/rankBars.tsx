import type { VNode } from "preact";

/** One of a ranking. */
export interface RankEntry {
  readonly key: string;
  readonly name: string;
  /** All of it, where the name is a short form. */
  readonly fullName: string;
  readonly value: number;
  /** The value as it reads. */
  readonly text: string;
  /** More about it, in small. */
  readonly detail: string;
}

/** A ranking as bars. Each entry can be picked, to see only that, and let go again. */
export function RankBars(props: {
  readonly label: string;
  readonly entries: readonly RankEntry[];
  /** Key of the one that is picked; without a `pick` the entries are plain text. */
  readonly picked?: string | undefined;
  readonly pick?: ((key: string | undefined) => void) | undefined;
}): VNode {
  const { label, entries, picked, pick } = props;
  const largest = Math.max(0, ...entries.map(({ value }) => value));
  return (
    <ol class="rank" aria-label={label}>
      {entries.map((entry) => (
        <li key={entry.key}>
          {pick === undefined ? (
            <div class="rank-row" title={entry.fullName}>
              <RankRow entry={entry} largest={largest} />
            </div>
          ) : (
            <button
              type="button"
              class="rank-row"
              title={entry.fullName}
              aria-pressed={entry.key === picked}
              onClick={() => pick(entry.key === picked ? undefined : entry.key)}
            >
              <RankRow entry={entry} largest={largest} />
            </button>
          )}
        </li>
      ))}
    </ol>
  );
}

function RankRow({ entry, largest }: { readonly entry: RankEntry; readonly largest: number }): VNode {
  const share = largest > 0 ? Math.max(0, entry.value) / largest : 0;
  return (
    <>
      <span class="rank-name">
        <bdi>{entry.name}</bdi>
      </span>
      <span class="rank-value">{entry.text}</span>
      <span class="rank-track" aria-hidden="true">
        <span class="rank-bar" style={{ inlineSize: `${share * 100}%` }} />
      </span>
      {entry.detail !== "" && <span class="rank-detail quiet">{entry.detail}</span>}
    </>
  );
}
