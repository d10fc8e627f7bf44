import type { VNode } from "preact";

/** Width and height of a tile in pixels: some of it lies in every part of a picture of the list. */
const TILE = { width: 240, height: 92 };

/**
 * Who looks and when, faintly over a view with names, so that a picture of it tells where it comes from. It deters and
 * attributes; it cannot prevent. Words beside the list announce it, so that it is hidden here from screen readers.
 */
export function ViewerMark({ viewerId, day }: { readonly viewerId: string; readonly day: string }): VNode {
  const { width, height } = TILE;
  return (
    <svg class="viewer-mark" aria-hidden="true" width="100%" height="100%">
      <defs>
        <pattern
          id="viewer-mark"
          width={width}
          height={height}
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(-18)"
        >
          <text x="8" y="34">
            {viewerId}
          </text>
          <text x="104" y="80">
            {day}
          </text>
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill="url(#viewer-mark)" />
    </svg>
  );
}
