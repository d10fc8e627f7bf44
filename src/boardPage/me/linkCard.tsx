import type { VNode } from "preact";
import { LinkCode } from "./linkCode.tsx";
import { meTexts } from "./meTexts.ts";

/** Brings in another device. */
export function LinkCard(): VNode {
  const texts = meTexts.link;
  return (
    <section class="card" aria-labelledby="link">
      <h2 id="link">{texts.heading}</h2>
      <p class="quiet">{texts.about}</p>
      <LinkCode button={texts.make} />
    </section>
  );
}
