import type { VNode } from "preact";

import { formatCount } from "../../core/format.ts";
import { heldName } from "./heldName.ts";

/** How much a board holds, or has deleted, of each kind; nothing where there is none. */
export function HeldCounts({ counts }: { readonly counts: Readonly<Record<string, number>> }): VNode | null {
  const some = Object.entries(counts).filter(([, count]) => count > 0);
  if (some.length === 0) return null;
  return (
    <dl class="team-facts">
      {some.map(([kind, count]) => (
        <div key={kind}>
          <dt>{heldName(kind)}</dt>
          <dd>{formatCount(count)}</dd>
        </div>
      ))}
    </dl>
  );
}
