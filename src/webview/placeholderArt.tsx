import type { VNode } from "preact";

import type { Grade } from "../shared/gameSnapshot.ts";

/** Stands in for a badge's art. */
export function BadgeArt({
  size,
}: {
  readonly id: string;
  readonly grade: Grade | undefined;
  readonly size: number;
}): VNode {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <circle cx="8" cy="8" r="7" fill="none" stroke="currentColor" />
    </svg>
  );
}

/** Stands in for a tier's art. */
export function TierArt({ size }: { readonly name: string; readonly size: number }): VNode {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <path d="M8 1 15 5v6l-7 4-7-4V5z" fill="none" stroke="currentColor" />
    </svg>
  );
}
