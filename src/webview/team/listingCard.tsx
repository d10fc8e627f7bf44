import { t } from "@vscode/l10n";
import type { VNode } from "preact";
import { useState } from "preact/hooks";

import type { JoinedStage } from "../../shared/teamState.ts";
import { HandleField, Switch, handleProblem, isHandle } from "./consentChoices.tsx";
import type { AskTeam } from "./teamProps.ts";

/** Whether one is named on the list, to be changed at any time. */
export function ListingCard({ stage, ask }: { readonly stage: JoinedStage; readonly ask: AskTeam }): VNode {
  const [isListed, setListed] = useState(stage.listed);
  const [handle, setHandle] = useState(stage.handle ?? "");
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const save = (): void => {
    const found = isListed && !isHandle(handle) ? handleProblem() : undefined;
    setProblem(found);
    if (found !== undefined) return;
    const listing = isListed ? ({ listed: true, handle: handle.trim() } as const) : ({ listed: false } as const);
    ask({ kind: "setListing", listing });
  };
  return (
    <section class="card" aria-labelledby="team-listing">
      <h2 id="team-listing">{t("Your name on the list")}</h2>
      <p class="team-state">{stage.listed ? <bdi>{stage.handle}</bdi> : t("You are counted without a name.")}</p>
      <div class="team-switches">
        <Switch id="team-list" isOn={isListed} set={setListed} label={t("List me by display name")}>
          {t("Turned off, your name goes from the list at once, and from lists of the past.")}
        </Switch>
        {isListed && (
          <HandleField
            handle={handle}
            set={setHandle}
            problemId="team-listing-problem"
            isWrong={problem !== undefined && !isHandle(handle)}
          />
        )}
      </div>
      <p class="field-help" id="team-listing-problem" role="alert">
        {problem}
      </p>
      <p class="buttons">
        <button type="button" class="button" onClick={save}>
          {t("Save")}
        </button>
      </p>
      <p class="quiet">
        {stage.sharesOutcomes
          ? t("Outcomes per day (merged changes, test runs) are sent too.")
          : t("Outcomes per day (merged changes, test runs) are not sent.")}{" "}
        <button type="button" class="link-button" onClick={() => ask({ kind: "openBoardSettings" })}>
          {t("Change in the settings")}
        </button>
      </p>
    </section>
  );
}
