import type { VNode } from "preact";
import type { AdminView } from "../../shared/board/adminView.ts";
import { SignalFacts } from "../me/signalFacts.tsx";
import { adminTexts } from "./adminTexts.ts";
import { DecisionForm } from "./decisionForm.tsx";

type Signals = NonNullable<AdminView["signals"]>;

/** For moderators: what checks have noticed, by person without a name, and deciding about it. */
export function OpenSignals(props: { readonly signals: Signals; readonly reload: () => void }): VNode {
  const { signals, reload } = props;
  const texts = adminTexts.moderator;
  return (
    <section class="card stack" aria-labelledby="open-signals">
      <h2 id="open-signals">{texts.heading}</h2>
      <p class="quiet">{texts.about}</p>
      {signals.length === 0 && <p class="empty">{texts.none}</p>}
      <ul class="signals">
        {signals.map(({ subject, signal }) => (
          <li key={`${subject}-${signal.signalId}`} class={`signal signal-${signal.effect}`}>
            <p class="signal-subject">{texts.subject(subject)}</p>
            <SignalFacts signal={signal} />
            {signal.status === "open" && (
              <DecisionForm subject={subject} signalId={signal.signalId} code={signal.code} reload={reload} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
