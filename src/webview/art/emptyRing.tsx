import type { VNode } from "preact";

/** The place of what is not earned yet. */
export function EmptyRing(): VNode {
  return <circle class="art-ring" cx="24" cy="24" r="22" />;
}
