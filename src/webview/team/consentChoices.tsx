import { t } from "@vscode/l10n";
import * as v from "valibot";
import type { VNode } from "preact";
import { useState } from "preact/hooks";

import { handleSchema } from "../../shared/board/membership.ts";
import type { TeamStage } from "../../shared/teamState.ts";
import type { AskTeam } from "./teamProps.ts";

/** Two switches that nobody has turned on for the reader, and two buttons of the same weight. */
export function ConsentChoices(props: {
  readonly stage: Extract<TeamStage, { readonly kind: "consent" }>;
  readonly consentVersion: number;
  readonly isBusy: boolean;
  readonly ask: AskTeam;
}): VNode {
  const { stage, consentVersion, isBusy, ask } = props;
  const [isCounted, setCounted] = useState(false);
  const [isListed, setListed] = useState(false);
  const [handle, setHandle] = useState("");
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const agree = (): void => {
    const found = problemOf({ isCounted, isListed, handle });
    setProblem(found);
    if (found !== undefined || isBusy) return;
    const listing = isListed ? ({ listed: true, handle: handle.trim() } as const) : ({ listed: false } as const);
    ask({ kind: "agree", consentVersion, listing });
  };
  return (
    <section class="card" aria-labelledby="consent-choice">
      <h2 id="consent-choice">{t("Your choice")}</h2>
      <div class="team-switches">
        <Switch id="consent-count" isOn={isCounted} set={setCounted} label={t("Count me anonymously in totals")}>
          {t("Sums per hour are sent from now on, the last 35 days first. Your name is not among them.")}
        </Switch>
        <Switch id="consent-list" isOn={isListed} set={setListed} label={t("List me by display name")}>
          {t("Everybody who is signed in sees this name with your tokens, tier and shared badges.")}
        </Switch>
        {isListed && (
          <HandleField
            handle={handle}
            set={setHandle}
            problemId="consent-problem"
            isWrong={problem !== undefined && !isHandle(handle)}
          />
        )}
      </div>
      <p class="quiet">
        {stage.sharesOutcomes
          ? t(
              "What came of it (merged changes, test runs) is a third switch, in the settings, and you have turned it on: sums per day are sent too.",
            )
          : t("What came of it (merged changes, test runs) is a third switch, in the settings, and off.")}{" "}
        {t("Nobody is told who has not joined.")}{" "}
        <button type="button" class="link-button" onClick={() => ask({ kind: "openBoardSettings" })}>
          {t("Change in the settings")}
        </button>
      </p>
      <p class="field-help" id="consent-problem" role="alert">
        {problem}
      </p>
      <p class="buttons">
        <button type="button" class="button" aria-disabled={isBusy} onClick={agree}>
          {stage.why === "join" ? t("Agree and Join") : t("Agree and Go On")}
        </button>
        <button type="button" class="button" onClick={() => ask({ kind: "cancel" })}>
          {stage.why === "join" ? t("Cancel, Send Nothing") : t("Cancel, Stay Paused")}
        </button>
      </p>
    </section>
  );
}

/** A box to tick, with what it means below. */
export function Switch(props: {
  readonly id: string;
  readonly isOn: boolean;
  readonly set: (isOn: boolean) => void;
  readonly label: string;
  readonly children: string;
}): VNode {
  const { id, isOn, set, label, children } = props;
  return (
    <div class="team-switch">
      <input
        id={id}
        type="checkbox"
        checked={isOn}
        aria-describedby={`${id}-about`}
        onChange={({ currentTarget }) => set(currentTarget.checked)}
      />
      <label for={id}>{label}</label>
      <p id={`${id}-about`} class="quiet">
        {children}
      </p>
    </div>
  );
}

export function HandleField(props: {
  readonly handle: string;
  readonly set: (handle: string) => void;
  readonly problemId: string;
  readonly isWrong: boolean;
}): VNode {
  const { handle, set, problemId, isWrong } = props;
  return (
    <div class="team-handle">
      <label for="team-handle">{t("Display name")}</label>
      <input
        id="team-handle"
        type="text"
        class="search"
        autocomplete="off"
        spellcheck={false}
        maxLength={40}
        value={handle}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? problemId : undefined}
        onInput={({ currentTarget }) => set(currentTarget.value)}
      />
    </div>
  );
}

export function isHandle(handle: string): boolean {
  return v.is(handleSchema, handle.trim());
}

export function handleProblem(): string {
  return t("A display name has up to 40 letters, digits, spaces and . _ ' -, and begins with a letter or digit.");
}

function problemOf(choice: {
  readonly isCounted: boolean;
  readonly isListed: boolean;
  readonly handle: string;
}): string | undefined {
  if (!choice.isCounted) {
    return t("To join, turn on the first switch: without it there is nothing to join for.");
  }
  return choice.isListed && !isHandle(choice.handle) ? handleProblem() : undefined;
}
