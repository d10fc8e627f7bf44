import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import { formatAlternatives, formatPercent } from "../core/format.ts";
import type { PanelAction, PanelStatus } from "../shared/panelProtocol.ts";
import { Notice, type NoticeButton } from "./notice.tsx";
import { ProgressBar } from "./progressBar.tsx";

const FEW_TOOLS = 4;

function emptyButtons(): readonly NoticeButton[] {
  return [
    { text: t("Open Settings"), action: "openSettings" },
    { text: t("Rescan All Logs"), action: "rescan" },
    { text: t("Run Diagnostics"), action: "runDiagnostics" },
  ];
}

function failedButtons(): readonly NoticeButton[] {
  return [
    { text: t("Try Again"), action: "retry" },
    { text: t("Run Diagnostics"), action: "runDiagnostics" },
  ];
}

/** What is under way or in the way; nothing while all is well. */
export function StatusNotice(props: {
  readonly status: PanelStatus;
  /** Whether there are numbers below, however old. */
  readonly hasNumbers: boolean;
  readonly act: (action: PanelAction) => void;
}): VNode | null {
  const { status, hasNumbers, act } = props;
  switch (status.kind) {
    case "normal":
      return hasNumbers ? null : <Scanning title={t("Adding up what you earned")} fraction={undefined} act={act} />;
    case "starting":
      return hasNumbers ? null : <Scanning title={t("Opening the ledger")} fraction={undefined} act={act} />;
    case "scanning":
      return <Scanning title={t("Reading the usage logs")} fraction={status.fraction} act={act} />;
    case "failed":
      return (
        <Notice
          kind="warning"
          title={hasNumbers ? t("What is shown may be old") : t("There is nothing to show yet")}
          buttons={failedButtons()}
          act={act}
        >
          <p>{status.reason}</p>
        </Notice>
      );
    case "empty":
      return status.logsFound ? (
        <Notice kind="info" title={t("No AI usage yet")} buttons={emptyButtons().slice(1)} act={act}>
          <p>
            {t(
              "Logs were found, but no call to a model in them. Ask an assistant something; this page fills by itself.",
            )}
          </p>
        </Notice>
      ) : (
        <Notice kind="info" title={t("No logs of an AI assistant were found")} buttons={emptyButtons()} act={act}>
          <p>
            {t(
              "Use {0} on this machine, or name the folder of their logs in the settings. This page fills by itself; nothing leaves your machine.",
              anyOf(status.tools),
            )}
          </p>
        </Notice>
      );
  }
}

/** What a screen reader says when the status changes; steps of progress are left to the bar. */
export function announcement(status: PanelStatus): string {
  switch (status.kind) {
    case "starting":
    case "empty":
    case "normal":
      return "";
    case "scanning":
      return t("Reading the usage logs");
    case "failed":
      return status.reason;
  }
}

function Scanning(props: {
  readonly title: string;
  readonly fraction: number | undefined;
  readonly act: (action: PanelAction) => void;
}): VNode {
  return (
    <Notice kind="info" title={props.title} buttons={[]} act={props.act}>
      <p>
        {props.fraction === undefined
          ? t("This takes seconds as a rule, and minutes the first time where there is much to read.")
          : t("{0} done. Numbers and badges grow until this is over.", formatPercent(props.fraction))}
      </p>
      {props.fraction !== undefined && (
        <ProgressBar
          fraction={props.fraction}
          label={t("Reading the usage logs")}
          words={t("{0} done", formatPercent(props.fraction))}
        />
      )}
    </Notice>
  );
}

function anyOf(tools: readonly string[]): string {
  const named = tools.slice(0, FEW_TOOLS);
  const rest = tools.length > FEW_TOOLS ? [t("another of the {0} assistants that are read", tools.length)] : [];
  const all = [...named, ...rest];
  return all.length === 0 ? t("an AI assistant") : formatAlternatives(all);
}
