import { Component, type VNode } from "preact";
import type { VolumeEntry } from "../../shared/board/volumeView.ts";
import { formatCount, formatTokens } from "../../core/format.ts";
import { TierArt } from "../../webview/art/tierArt.tsx";
import { badgeFacts } from "../badgeFacts.ts";
import { generalTexts } from "../generalTexts.ts";
import { BadgeStrip } from "../shell/badgeStrip.tsx";
import { TrustMark } from "./trustMark.tsx";
import { volumeTexts } from "./volumeTexts.ts";

interface EntryRowProps {
  readonly entry: VolumeEntry;
  /** In the list as it is shown, from 0. */
  readonly index: number;
  /** What the whole length of a bar stands for; what was seen above it is not drawn. */
  readonly longest: number;
  /** Where the row stands, for a list that draws only those in sight. */
  readonly topPx: number | undefined;
  readonly tabIndex: number | undefined;
  /** In a grid that keys go through, or in a table that is read. */
  readonly cell: "gridcell" | "cell";
}

/** One person of the list: a row of a grid. Not drawn anew while others scroll. */
export class EntryRow extends Component<EntryRowProps> {
  override shouldComponentUpdate(next: EntryRowProps): boolean {
    const { entry, index, longest, topPx, tabIndex } = this.props;
    return (
      next.entry !== entry ||
      next.index !== index ||
      next.longest !== longest ||
      next.topPx !== topPx ||
      next.tabIndex !== tabIndex
    );
  }

  override render({ entry, index, longest, topPx, tabIndex, cell }: EntryRowProps): VNode {
    const texts = volumeTexts.list;
    return (
      <div
        role="row"
        class={entry.isYou ? "entry you" : "entry"}
        aria-rowindex={index + 2}
        tabIndex={tabIndex}
        data-index={index}
        style={topPx === undefined ? undefined : { transform: `translateY(${topPx}px)` }}
      >
        <div role={cell} class="entry-rank">
          {entry.rank === undefined ? <Unranked /> : formatCount(entry.rank)}
        </div>
        <div role={cell} class="entry-name">
          <TierArt name={entry.tier} size={36} title={entry.tier ?? texts.noTier} />
          <Name entry={entry} />
        </div>
        <div role={cell} class="entry-counted">
          <span>
            <strong>{formatTokens(entry.counted)}</strong>
            {entry.provisional > 0 && (
              <span class="quiet entry-settling"> {texts.settling(formatTokens(entry.provisional))}</span>
            )}
          </span>
          <span class="entry-bar" aria-hidden="true">
            <span class="entry-bar-seen" style={{ inlineSize: `${Math.min(1, entry.seen / longest) * 100}%` }} />
            <span class="entry-bar-counted" style={{ inlineSize: `${(entry.counted / longest) * 100}%` }} />
          </span>
        </div>
        <div role={cell} class="entry-seen">
          <span class="wide-only">{formatTokens(entry.seen)}</span>
          <span class="narrow-only quiet">{texts.seenShort(formatTokens(entry.seen))}</span>
        </div>
        <div role={cell} class="entry-days">
          <span class="wide-only">{entry.activeDays}</span>
          <span class="narrow-only quiet">{texts.daysShort(entry.activeDays)}</span>
        </div>
        <div role={cell} class="entry-badges">
          {entry.badges.length === 0 ? (
            <span class="for-screen-reader">{texts.noBadges}</span>
          ) : (
            <BadgeStrip badges={entry.badges} most={4} size={26} />
          )}
        </div>
      </div>
    );
  }
}

function Unranked(): VNode {
  return (
    <>
      <span aria-hidden="true">–</span>
      <span class="for-screen-reader">{volumeTexts.list.noRank}</span>
    </>
  );
}

function Name({ entry }: { readonly entry: VolumeEntry }): VNode {
  return (
    <span class="entry-who">
      <span class="entry-handle-line">
        <bdi class="entry-handle" title={entry.handle}>
          {entry.handle}
        </bdi>
        {entry.isYou && <span class="chip you-chip">{generalTexts.you}</span>}
      </span>
      <span class="entry-title quiet">
        {entry.title !== undefined && <span>{badgeFacts(entry.title, 1).name}</span>}
        <TrustMark mark={entry.trust} />
      </span>
    </span>
  );
}
