import type { VNode } from "preact";

import { ArtSvg, type ArtProps } from "./artSvg.tsx";
import { EmptyRing } from "./emptyRing.tsx";
import { TIER_DRAWINGS } from "./tierDrawings.ts";

/** The emblem of a tier; an empty ring below the first one. */
export function TierArt(
  props: ArtProps & {
    readonly name: string | undefined;
    /** `false` for a tier that lies ahead: it is drawn in outlines. */
    readonly isReached?: boolean | undefined;
  },
): VNode {
  const { name, size, title, isReached = true } = props;
  const drawing = name === undefined ? undefined : TIER_DRAWINGS.get(name);
  const colours = drawing === undefined || !isReached ? "art-ahead" : `art-${drawing.colours}`;
  return (
    <ArtSvg size={size} title={title} colours={colours}>
      {drawing === undefined ? (
        <EmptyRing />
      ) : (
        drawing.layers.map(([paint, path], place) => <path key={place} class={`art-${paint}`} d={path} />)
      )}
    </ArtSvg>
  );
}
