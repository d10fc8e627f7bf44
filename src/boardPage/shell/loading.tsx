import type { VNode } from "preact";
import { generalTexts } from "../generalTexts.ts";

/** While the first answer is on its way. */
export function Loading(): VNode {
  return (
    <div class="loading" role="status">
      <span class="loading-bars" aria-hidden="true" />
      <span>{generalTexts.loading}</span>
    </div>
  );
}
