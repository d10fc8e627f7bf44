import type { VNode } from "preact";
import type { MeView, Signal } from "../../shared/board/meView.ts";
import { AppealForm } from "./appealForm.tsx";
import { meTexts } from "./meTexts.ts";
import { SignalFacts } from "./signalFacts.tsx";

/** What checks have noticed about one's rows, with reasons, figures, and ways to answer. Open ones come first. */
export function SignalList(props: {
  readonly signals: MeView["signals"];
  readonly evidenceAsked: boolean;
  readonly reload: () => void;
}): VNode {
  const { signals, evidenceAsked, reload } = props;
  const texts = meTexts.signals;
  const sorted = signals.toSorted((a, b) => Number(b.status === "open") - Number(a.status === "open") || b.day - a.day);
  return (
    <section class="card stack" aria-labelledby="signals">
      <h2 id="signals">{texts.heading}</h2>
      {evidenceAsked && <p class="evidence-asked">{texts.evidence}</p>}
      <p class="quiet">{signals.length === 0 ? texts.none : texts.about}</p>
      {sorted.length > 0 && (
        <ul class="signals">
          {sorted.map((signal) => (
            <SignalItem key={signal.signalId} signal={signal} reload={reload} />
          ))}
        </ul>
      )}
    </section>
  );
}

function SignalItem({ signal, reload }: { readonly signal: Signal; readonly reload: () => void }): VNode {
  const isOpen = signal.status === "open";
  return (
    <li class={isOpen ? `signal signal-${signal.effect}` : "signal signal-done"}>
      <SignalFacts signal={signal} />
      {isOpen && signal.effect !== "info" && signal.appeal === undefined && (
        <AppealForm signal={signal} reload={reload} />
      )}
    </li>
  );
}
