import { t } from "@vscode/l10n";
import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";

import { formatCount } from "../../core/format.ts";
import { OUTCOMES_UPLOAD, type Uploads } from "../../shared/teamQuestions.ts";
import { useAnswer } from "../useAnswer.ts";
import { agoText } from "./teamWords.ts";

/** A page that has to be drawn first takes a moment. */
const LATEST_MS = 30_000;

/** The last uploads, as they were sent. */
export function UploadsCard(props: {
  readonly nowMs: number;
  /** When a command asked to see them. */
  readonly wantedMs: number | undefined;
}): VNode {
  const { nowMs, wantedMs } = props;
  const section = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const { answer = [], failure } = useAnswer<"teamUploads">({ name: "teamUploads", argument: {} });
  useEffect(() => {
    // Who comes back to the page later is not taken there again.
    if (wantedMs === undefined || Date.now() - wantedMs > LATEST_MS) return;
    section.current?.scrollIntoView();
    // So that keys go on from there.
    heading.current?.focus({ preventScroll: true });
  }, [wantedMs]);
  return (
    <section ref={section} class="card" aria-labelledby="team-uploads">
      <h2 id="team-uploads" ref={heading} tabIndex={-1}>
        {t("Last uploads")}
      </h2>
      {failure !== undefined && <p role="alert">{failure}</p>}
      {answer.length === 0 ? (
        <p class="quiet">{t("Nothing was sent yet.")}</p>
      ) : (
        <ul class="team-uploads">
          {answer.map((upload) => (
            <li key={upload.batchId}>
              <details>
                <summary>
                  {titleOf(upload, nowMs)} <span class="quiet">{outcomeText(upload.outcome)}</span>
                </summary>
                <pre class="team-text" tabIndex={0} role="region" aria-label={titleOf(upload, nowMs)}>
                  {upload.text}
                </pre>
              </details>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function titleOf({ batchId, seq, sentMs, rows }: Uploads[number], nowMs: number): string {
  const [number, ago] = [String(seq), agoText(sentMs, nowMs)];
  if (batchId === OUTCOMES_UPLOAD)
    return rows === 1 ? t("Outcomes, {0}, 1 day", ago) : t("Outcomes, {0}, {1} days", ago, formatCount(rows));
  return rows === 1
    ? t("Upload {0}, {1}, 1 row", number, ago)
    : t("Upload {0}, {1}, {2} rows", number, ago, formatCount(rows));
}

function outcomeText(outcome: Uploads[number]["outcome"]): string {
  switch (outcome.kind) {
    case "unanswered":
      return t("no answer yet");
    case "refused":
      return outcome.cause;
    case "stored":
      return outcome.refused === 0 && outcome.stale === 0
        ? t("all taken")
        : t("{0} taken, {1} known already, {2} refused", outcome.accepted, outcome.stale, outcome.refused);
  }
}
