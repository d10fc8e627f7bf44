import type { VNode } from "preact";

import { ArtSvg, type ArtProps } from "./artSvg.tsx";
import { BADGE_FRAMES, type BadgeForm, type BadgeFrame } from "./badgeFrames.ts";
import { BADGE_GLYPHS } from "./badgeGlyphs.ts";
import { EmptyRing } from "./emptyRing.tsx";
import type { Glyph } from "./glyph.ts";

/** Below this size in pixels marks would blur: the silhouette alone tells the grade, and the picture is drawn larger. */
const COMPACT_BELOW = 24;

/** For a badge that this version does not know. */
const UNKNOWN_GLYPH: Glyph = { solid: "M24 8l16 16-16 16L8 24z" };

/** A badge: its picture in the medal of its grade, or in an empty ring while no grade is earned. */
export function BadgeArt(
  props: ArtProps & {
    readonly id: string;
    /** `undefined` while nothing is earned. */
    readonly grade: BadgeForm | undefined;
  },
): VNode {
  const { id, grade, size, title } = props;
  const isCompact = size < COMPACT_BELOW;
  const glyph = BADGE_GLYPHS.get(id) ?? UNKNOWN_GLYPH;
  const frame: BadgeFrame | undefined = grade === undefined ? undefined : BADGE_FRAMES[grade];
  const colours = `art-${grade ?? "unearned"}${isCompact ? " art-compact" : ""}`;
  return (
    <ArtSvg size={size} title={title} colours={colours}>
      {frame === undefined ? <EmptyRing /> : <Medal frame={frame} />}
      <Picture
        glyph={glyph}
        scale={(frame?.scale ?? 0.58) * (isCompact ? 1.25 : 1)}
        middle={frame === undefined || isCompact ? 24 : frame.middle}
      />
      {frame === undefined || frame.pips === 0 || isCompact ? null : <Pips count={frame.pips} />}
    </ArtSvg>
  );
}

function Medal({ frame }: { readonly frame: BadgeFrame }): VNode {
  return (
    <>
      <path class="art-metal" d={frame.shape} />
      <path class="art-shade" d={frame.bevel} />
      <path class="art-edge" d={frame.shape} />
      <path class="art-field" d={frame.field} />
    </>
  );
}

function Picture(props: { readonly glyph: Glyph; readonly scale: number; readonly middle: number }): VNode {
  const { glyph, scale, middle } = props;
  return (
    <g transform={`translate(24 ${middle}) scale(${scale.toFixed(2)}) translate(-24 -24)`}>
      {glyph.body === undefined ? null : <path class="art-body" d={glyph.body} />}
      {glyph.line === undefined ? null : <path class="art-line" d={glyph.line} />}
      {glyph.solid === undefined ? null : <path class="art-solid" d={glyph.solid} />}
    </g>
  );
}

/** The plate at a medal's foot, with a mark for every grade up to this one. */
function Pips({ count }: { readonly count: number }): VNode {
  const width = count * 5.5 + 3.5;
  return (
    <>
      <rect class="art-plate" x={24 - width / 2} y="38.8" width={width} height="9" rx="4.5" />
      {Array.from({ length: count }, (_, place) => (
        <circle key={place} class="art-pip" cx={24 + (place - (count - 1) / 2) * 5.5} cy="43.3" r="1.9" />
      ))}
    </>
  );
}
