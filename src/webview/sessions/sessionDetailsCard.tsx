import { t } from "@vscode/l10n";
import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";

import { formatCost, formatCount, formatDuration, formatPercent, formatTokens } from "../../core/format.ts";
import type { Currency } from "../../shared/currency.ts";
import type { SessionDetails } from "../../shared/sessionTable.ts";
import { cacheHitRate, totalTokens } from "../../shared/tokenCounts.ts";
import { DataTable } from "../charts/dataTable.tsx";
import type { TableChoice } from "../charts/tableChoice.ts";
import type { TableContent } from "../charts/tableContent.ts";
import { Icon } from "../icon.tsx";
import { FailedNotice } from "../insights/answerNotice.tsx";
import { costCell, countCell, shareCell, totalCell } from "../insights/cells.ts";
import { nameOfKey } from "../insights/names.ts";
import { useAnswer } from "../useAnswer.ts";
import { ContextChart, CostChart } from "./sessionCharts.tsx";
import { startWords } from "./sessionCells.tsx";
import { type ToolNames, steeredShare } from "./sessionColumns.ts";

/** All about one session. */
export function SessionDetailsCard(props: {
  readonly id: number;
  readonly currency: Currency;
  readonly toolNames: ToolNames;
  readonly choice: TableChoice;
  /** Whether a person has just opened it. */
  readonly takesFocus: boolean;
  readonly close: () => void;
}): VNode {
  const { id, currency, toolNames, choice, takesFocus, close } = props;
  const { answer, isWaiting, failure, askAgain } = useAnswer({ name: "session", argument: { id } });
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!takesFocus) return;
    card.current?.querySelector<HTMLElement>("h3")?.focus({ preventScroll: true });
    card.current?.scrollIntoView({ block: "nearest" });
  }, []);
  // The kept answer may be of another session.
  const details = answer !== undefined && answer !== null && answer.row.id === id ? answer : undefined;
  return (
    <section
      ref={card}
      class="session-details"
      aria-labelledby="session-heading"
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
      }}
    >
      <div class="chart-head">
        <h3 id="session-heading" tabIndex={-1}>
          {details === undefined ? t("Session") : <bdi>{nameOfKey("project", details.row.project, toolNames)}</bdi>}
        </h3>
        <button type="button" class="button secondary icon-button" aria-label={t("Close the session")} onClick={close}>
          <Icon name="close" />
        </button>
      </div>
      {failure !== undefined && !isWaiting && (
        <FailedNotice reason={failure} hasNumbers={details !== undefined} again={askAgain} />
      )}
      {details === undefined && isWaiting && <p class="quiet">{t("Reading the session…")}</p>}
      {answer === null && !isWaiting && <p>{t("The ledger has this session no more.")}</p>}
      {details !== undefined && <Details details={details} currency={currency} toolNames={toolNames} choice={choice} />}
    </section>
  );
}

function Details(props: {
  readonly details: SessionDetails;
  readonly currency: Currency;
  readonly toolNames: ToolNames;
  readonly choice: TableChoice;
}): VNode {
  const { details, currency, toolNames, choice } = props;
  const { row, agents } = details;
  return (
    <>
      <p class="quiet">{sentence(details, toolNames)}</p>
      <dl class="headline">
        {figuresOf(details, currency).map(([name, figure, more]) => (
          <div key={name} class="figure">
            <dt class="quiet">{name}</dt>
            <dd>
              <span class="figure-value">{figure}</span>
              {more !== "" && <span class="quiet figure-more">{more}</span>}
            </dd>
          </div>
        ))}
      </dl>
      <ContextChart details={details} currency={currency} choice={choice} />
      <CostChart details={details} currency={currency} choice={choice} />
      <div class="pair">
        <div>
          <h4>{t("Models")}</h4>
          <DataTable table={modelTable(details, currency)} />
        </div>
        {agents.length > 0 && (
          <div>
            <h4>{t("Agents")}</h4>
            <DataTable table={agentTable(details, currency)} />
            {row.agents > agents.length && (
              <p class="quiet">{t("The {0} most expensive of {1}.", agents.length, formatCount(row.agents))}</p>
            )}
          </div>
        )}
      </div>
    </>
  );
}

function sentence({ row, calls, points }: SessionDetails, toolNames: ToolNames): string {
  const tool = toolNames[row.tool] ?? row.tool;
  const lasted = formatDuration(row.endMs - row.startMs);
  return points.length < calls
    ? t(
        "{0}, begun {1}, {2} long. {3} of {4} calls are drawn: of each stretch the one with the largest prompt.",
        tool,
        startWords(row.startMs),
        lasted,
        formatCount(points.length),
        formatCount(calls),
      )
    : t("{0}, begun {1}, {2} long.", tool, startWords(row.startMs), lasted);
}

function figuresOf({ row, calls }: SessionDetails, currency: Currency): readonly (readonly [string, string, string])[] {
  const hit = cacheHitRate(row.totals);
  const steered = steeredShare(row);
  const peak = formatTokens(row.peakPromptTokens);
  return [
    [
      t("Tokens"),
      formatTokens(totalTokens(row.totals)),
      calls === 1 ? t("1 call") : t("{0} calls", formatCount(calls)),
    ],
    [t("Cost"), formatCost(row.totals, currency), ""],
    [t("Turns"), formatCount(row.turns), steered === undefined ? "" : t("{0} steered", formatPercent(steered))],
    [t("Cache hit"), hit === undefined ? "–" : formatPercent(hit), ""],
    [
      t("Largest prompt"),
      peak,
      row.peakWindowShare === undefined
        ? t("window not known")
        : t("{0} of the window", formatPercent(row.peakWindowShare)),
    ],
  ];
}

function modelTable({ models }: SessionDetails, currency: Currency): TableContent {
  return {
    title: t("Models of the session"),
    columns: [t("Model"), t("Tokens"), t("Cost"), t("Calls"), t("Cache hit")],
    rows: models.map(({ key, totals }) => [
      nameOfKey("model", key, {}),
      totalCell(totals),
      costCell(totals, currency),
      countCell(totals.calls),
      shareCell(cacheHitRate(totals)),
    ]),
  };
}

function agentTable({ agents }: SessionDetails, currency: Currency): TableContent {
  return {
    title: t("Agents of the session"),
    columns: [t("Agent"), t("Lasted"), t("Tokens"), t("Cost"), t("Calls")],
    rows: agents.map(({ name, startMs, endMs, totals }) => [
      name,
      { text: formatDuration(endMs - startMs), value: endMs - startMs },
      totalCell(totals),
      costCell(totals, currency),
      countCell(totals.calls),
    ]),
  };
}
