import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import type { TierGate } from "../../shared/gameSnapshot.ts";
import { Icon } from "../icon.tsx";

/** What a tier asks for besides volume, met or not. */
export function Gates({ tier, gates }: { readonly tier: string; readonly gates: readonly TierGate[] }): VNode | null {
  if (gates.length === 0) return null;
  return (
    <div class="gates">
      <h3 id="gates">{t("{0} also asks for", tier)}</h3>
      <ul aria-labelledby="gates">
        {gates.map(({ asks, stands, isMet }) => (
          <li key={asks} class={isMet ? "gate met" : "gate"}>
            <Icon name={isMet ? "check" : "open"} />
            <span class="gate-asks">{asks}</span>
            <span class="quiet">{isMet ? t("Met: {0}", stands) : t("Not met: {0}", stands)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
