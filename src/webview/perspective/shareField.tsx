import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import { readPercent } from "../../core/perspective/readAmount.ts";
import { shareDigits, shareWords } from "./shareWords.ts";
import { TypedField } from "./typedField.tsx";

/** What a field of percent reads, or what can be typed instead. */
export function readShare(typed: string): number | string {
  return readPercent(typed) ?? t("Write a number from 0 to 100.");
}

/** A share that is typed in percent, or moved. */
export function ShareField(props: {
  readonly id: string;
  readonly label: string;
  readonly share: number;
  readonly set: (share: number) => void;
  /** Where the slider ends, 0 to 1; more can be typed. */
  readonly most?: number;
}): VNode {
  const { id, label, share, set, most = 1 } = props;
  const moved = Math.min(most, share);
  return (
    <div class="share-field">
      <TypedField id={id} label={label} value={share} write={shareDigits} read={readShare} set={set} />
      <input
        type="range"
        min={0}
        max={most * 100}
        step={0.1}
        value={moved * 100}
        style={{ "--filled": `${(moved / most) * 100}%` }}
        aria-label={t("{0}, as a slider", label)}
        aria-valuetext={shareWords(share)}
        onInput={({ currentTarget }) => set(Number(currentTarget.value) / 100)}
      />
    </div>
  );
}
