import { t } from "@vscode/l10n";
import type { VNode } from "preact";
import { useState } from "preact/hooks";

import { formatCount, formatDay } from "../../core/format.ts";
import { EXPLANATIONS, type Signal } from "../../shared/board/meView.ts";
import type { AskTeam } from "./teamProps.ts";
import { explanationText, figureName, signalText, signalTitle } from "./signalWords.ts";

const DAY_MS = 86_400_000;
const LONGEST_EXPLANATION = 280;

/** What a check noticed about the reader's rows, and the three answers to it. */
export function SignalsCard(props: {
  readonly signals: readonly Signal[];
  readonly nowMs: number;
  readonly ask: AskTeam;
}): VNode {
  return (
    <section class="card" aria-labelledby="team-signals">
      <h2 id="team-signals">{t("What checks noticed")}</h2>
      <p class="quiet">
        {t("Only you and the moderators see this. Uploads go on, and most of it comes from faults of tools.")}
      </p>
      <ul class="team-signals">
        {openFirst(props.signals).map((signal) => (
          <li key={signal.signalId}>
            <OneSignal signal={signal} nowMs={props.nowMs} ask={props.ask} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What can be answered stands before what is over. */
function openFirst(signals: readonly Signal[]): readonly Signal[] {
  const isOver = ({ status }: Signal): boolean => status !== "open";
  return signals.toSorted((one, other) => Number(isOver(one)) - Number(isOver(other)) || other.day - one.day);
}

function OneSignal(props: { readonly signal: Signal; readonly nowMs: number; readonly ask: AskTeam }): VNode {
  const { signal, ask } = props;
  const isOpen = signal.status === "open";
  return (
    <>
      <h3>{signalTitle(signal)}</h3>
      <p>{signalText(signal.code)}</p>
      <dl class="team-facts">
        <div>
          <dt>{t("Day")}</dt>
          <dd>{formatDay(signal.day * DAY_MS)}</dd>
        </div>
        {Object.entries(signal.figures).map(([name, value]) => (
          <div key={name}>
            <dt>{figureName(name)}</dt>
            <dd>{formatCount(value)}</dd>
          </div>
        ))}
        {signal.toolVersion !== undefined && (
          <div>
            <dt>{t("Version of the assistant")}</dt>
            <dd>
              <bdi>{signal.toolVersion}</bdi>
            </dd>
          </div>
        )}
      </dl>
      {isOpen && signal.endsAt !== undefined && (
        <p class="quiet">{t("It ends by itself on {0}, unless a person decides before.", formatDay(signal.endsAt))}</p>
      )}
      {signal.decision !== undefined && <p>{t("Decided: {0}", signal.decision.text)}</p>}
      {isOpen && signal.appeal === undefined && <AppealButtons signal={signal} ask={ask} />}
      {signal.appeal !== undefined && <p class="quiet">{t("You have answered.")}</p>}
    </>
  );
}

function AppealButtons({ signal, ask }: { readonly signal: Signal; readonly ask: AskTeam }): VNode {
  const [isExplaining, setExplaining] = useState(false);
  const { signalId } = signal;
  return (
    <>
      <p class="buttons">
        <button
          type="button"
          class="button"
          onClick={() => ask({ kind: "appeal", signalId, appeal: { kind: "resend" } })}
        >
          {t("Scan Again and Resend")}
        </button>
        <button
          type="button"
          class="button secondary"
          aria-expanded={isExplaining}
          onClick={() => setExplaining(!isExplaining)}
        >
          {t("Explain…")}
        </button>
        <button
          type="button"
          class="button secondary"
          onClick={() => ask({ kind: "appeal", signalId, appeal: { kind: "askPerson" } })}
        >
          {t("Ask a Person")}
        </button>
      </p>
      {isExplaining && <Explanation signalId={signalId} ask={ask} />}
    </>
  );
}

function Explanation({ signalId, ask }: { readonly signalId: number; readonly ask: AskTeam }): VNode {
  const [choice, setChoice] = useState<(typeof EXPLANATIONS)[number]>("other");
  const [text, setText] = useState("");
  return (
    <div class="team-explain">
      <label for={`explain-${signalId}`}>{t("What it was")}</label>
      <select
        id={`explain-${signalId}`}
        value={choice}
        onChange={({ currentTarget }) => setChoice(EXPLANATIONS.find((one) => one === currentTarget.value) ?? "other")}
      >
        {EXPLANATIONS.map((one) => (
          <option key={one} value={one}>
            {explanationText(one)}
          </option>
        ))}
      </select>
      <label for={`explain-text-${signalId}`}>{t("In your words, up to {0} characters", LONGEST_EXPLANATION)}</label>
      <textarea
        id={`explain-text-${signalId}`}
        class="search"
        rows={3}
        maxLength={LONGEST_EXPLANATION}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <p class="buttons">
        <button
          type="button"
          class="button"
          onClick={() => ask({ kind: "appeal", signalId, appeal: { kind: "explain", choice, text } })}
        >
          {t("Send Explanation")}
        </button>
      </p>
    </div>
  );
}
