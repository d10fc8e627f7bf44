import type { VNode } from "preact";
import type { Signal } from "../../shared/board/meView.ts";
import { dayOf, dayWords, momentWords } from "../dayWords.ts";
import { meTexts } from "./meTexts.ts";
import { figureName, figureWords, checkWords } from "./signalWords.ts";

/** A signal in plain words: what it is, what it does, the figures, and what was said of it. */
export function SignalFacts({ signal }: { readonly signal: Signal }): VNode {
  const texts = meTexts.signals;
  const { code, day, effect, status, figures, toolVersion, endsAt, decision } = signal;
  const { title, notice } = checkWords(code);
  const isOpen = status === "open";
  return (
    <>
      <p class="signal-head">
        <span class="chip">{texts.effects[effect]}</span> <span class="chip-quiet">{texts.status[status]}</span>{" "}
        <span class="quiet">
          {texts.day(dayWords(day))} · {code}
        </span>
      </p>
      <h3>{title}</h3>
      <p>
        {notice} {isOpen && texts.effectAbout[effect]}{" "}
        {isOpen && endsAt !== undefined && texts.ends(dayWords(dayOf(endsAt)))}
      </p>
      {Object.keys(figures).length > 0 && (
        <dl class="signal-figures">
          {Object.entries(figures).map(([name, value]) => (
            <div key={name}>
              <dt>{figureName(name)}</dt>
              <dd>{figureWords(value)}</dd>
            </div>
          ))}
        </dl>
      )}
      {toolVersion !== undefined && <p class="quiet">{texts.version(toolVersion)}</p>}
      <AppealWords signal={signal} />
      {decision !== undefined && (
        <p>
          <strong>{texts.decided(momentWords(decision.at))}</strong> <bdi>{decision.text}</bdi>
        </p>
      )}
    </>
  );
}

/** What the person has answered. */
function AppealWords({ signal: { appeal } }: { readonly signal: Signal }): VNode | null {
  const { answered } = meTexts.signals;
  if (appeal === undefined) return null;
  if (appeal.kind !== "explain") return <p>{answered[appeal.kind]}</p>;
  return (
    <p>
      {answered.explain} {meTexts.appeal.choices[appeal.choice]}
      {appeal.text !== "" && (
        <>
          {" – "}
          <bdi>{appeal.text}</bdi>
        </>
      )}
    </p>
  );
}
