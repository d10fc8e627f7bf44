import type { VNode } from "preact";
import { BadgeArt } from "../../webview/art/badgeArt.tsx";
import { badgeFacts } from "../badgeFacts.ts";

/** A few badges in small, the best first, and how many more there are. */
export function BadgeStrip(props: {
  readonly badges: readonly { readonly badge: string; readonly grade: number }[];
  readonly most: number;
  readonly size: number;
}): VNode {
  const best = props.badges.toSorted((a, b) => b.grade - a.grade);
  const more = best.length - props.most;
  return (
    <span class="badge-strip">
      {best.slice(0, props.most).map(({ badge, grade }) => {
        const { form, words } = badgeFacts(badge, grade);
        return (
          <span key={badge} title={words}>
            <BadgeArt id={badge} grade={form} size={props.size} title={words} />
          </span>
        );
      })}
      {more > 0 && <span class="quiet">+{more}</span>}
    </span>
  );
}
