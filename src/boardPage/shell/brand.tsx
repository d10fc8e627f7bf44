import type { VNode } from "preact";
import { TierArt } from "../../webview/art/tierArt.tsx";
import { generalTexts } from "../generalTexts.ts";

/** Whose board this is. */
export function Brand({ name }: { readonly name: string }): VNode {
  return (
    <p class="brand">
      <TierArt name="Token Legend" size={34} />
      <span>
        <bdi class="brand-name">{name}</bdi>
        <span class="brand-product">{generalTexts.product}</span>
      </span>
    </p>
  );
}
