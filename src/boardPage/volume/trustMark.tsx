import type { VNode } from "preact";
import type { TrustMark as Mark } from "../../shared/board/trust.ts";
import { Icon } from "../../webview/icon.tsx";
import { generalTexts } from "../generalTexts.ts";

/** How far a figure can be relied on, in a word. */
export function TrustMark({ mark }: { readonly mark: Mark }): VNode {
  const { word, about } = generalTexts.trust[mark];
  return (
    <span class={`trust trust-${mark}`} title={about}>
      {mark === "verified" && <Icon name="check" />}
      {word}
    </span>
  );
}
