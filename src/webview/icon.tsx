import type { VNode } from "preact";

/** Outlines in a square of 16; drawn in the colour of the text around them. */
const PATHS = {
  check: "M3 8.5 6.5 12 13 4.5",
  open: "M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11",
  chevron: "M4 6l4 4 4-4",
  close: "M4 4l8 8M12 4l-8 8",
  warning: "M8 2 14.5 13.5H1.5zM8 6.5v3M8 11.2v.6",
  info: "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12M8 7.2v4M8 4.6v.6",
} as const;

/** A small picture beside a text that says the same. */
export function Icon({ name }: { readonly name: keyof typeof PATHS }): VNode {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={PATHS[name]} fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" />
    </svg>
  );
}
