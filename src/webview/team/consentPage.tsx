import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import { formatCount } from "../../core/format.ts";
import type { ConsentPreview } from "../../shared/teamQuestions.ts";
import type { TeamStage } from "../../shared/teamState.ts";
import { FailureNotice } from "../failureNotice.tsx";
import { useAnswer } from "../useAnswer.ts";
import { ConsentChoices } from "./consentChoices.tsx";
import { ConsentTerms } from "./consentTerms.tsx";
import { FieldTable } from "./fieldTable.tsx";
import type { AskTeam } from "./teamProps.ts";

/** Everything that a person agrees to, before anything is sent. Nothing is chosen for them. */
export function ConsentPage(props: {
  readonly stage: Extract<TeamStage, { readonly kind: "consent" }>;
  readonly isBusy: boolean;
  readonly ask: AskTeam;
}): VNode {
  const { stage, isBusy, ask } = props;
  const { answer, failure, askAgain } = useAnswer<"teamConsent">({ name: "teamConsent", argument: {} });
  return (
    <>
      <header class="page-head">
        <h1>{stage.why === "join" ? t("Before you join") : t("Before you go on")}</h1>
        <button type="button" class="button secondary" onClick={() => ask({ kind: "cancel" })}>
          {t("Cancel")}
        </button>
      </header>
      <p>
        {stage.why === "join"
          ? t("Nothing has been sent yet. Read what would be, and decide then.")
          : t(
              "What is sent has changed since you agreed, and nothing was sent since. Read what it is now, and decide then.",
            )}
      </p>
      <section class="card" aria-labelledby="consent-board">
        <h2 id="consent-board">{t("Who would get it")}</h2>
        <dl class="team-facts">
          <div>
            <dt>{t("Board")}</dt>
            <dd>
              <bdi>{stage.board.name}</bdi>
            </dd>
          </div>
          <div>
            <dt>{t("Address")}</dt>
            <dd>
              <bdi>{stage.board.address}</bdi>
            </dd>
          </div>
        </dl>
        <p class="quiet">{t("The name is the board's own word. Whether it is your company's, the address tells.")}</p>
      </section>
      {failure !== undefined && (
        <FailureNotice title={t("What would be sent cannot be shown")} reason={failure} askAgain={askAgain} />
      )}
      {answer === undefined ? (
        failure === undefined && <p class="quiet">{t("Putting together what would be sent…")}</p>
      ) : (
        <Contract preview={answer} stage={stage} isBusy={isBusy} ask={ask} />
      )}
    </>
  );
}

function Contract(props: {
  readonly preview: ConsentPreview;
  readonly stage: Extract<TeamStage, { readonly kind: "consent" }>;
  readonly isBusy: boolean;
  readonly ask: AskTeam;
}): VNode {
  const { preview, stage, isBusy, ask } = props;
  return (
    <>
      <ExactText preview={preview} />
      <FieldTable text={preview.text} />
      <ConsentTerms preview={preview} />
      <ConsentChoices stage={stage} consentVersion={preview.consentVersion} isBusy={isBusy} ask={ask} />
    </>
  );
}

function ExactText({ preview }: { readonly preview: ConsentPreview }): VNode {
  const { text, rows, moreRows } = preview;
  return (
    <section class="card" aria-labelledby="consent-text">
      <h2 id="consent-text">{t("Exactly what would be sent")}</h2>
      <p class="quiet">
        {rows === 0
          ? t("There is nothing to send yet. An upload looks like this one, with rows once there are some.")
          : rows === 1
            ? t("This is the first upload, character for character, with 1 row.")
            : t("This is the first upload, character for character, with {0} rows.", formatCount(rows))}{" "}
        {moreRows === 1 && t("1 more row of the same form follows, of the last 35 days.")}
        {moreRows > 1 &&
          t("{0} more rows of the same form follow, all of the last 35 days.", formatCount(moreRows))}{" "}
        {t(
          "Numbers of member, device and upload, revisions and the time are set when it is sent, and stand for nothing else.",
        )}
      </p>
      <pre class="team-text" tabIndex={0} role="region" aria-label={t("Text of the upload")}>
        {text}
      </pre>
    </section>
  );
}
