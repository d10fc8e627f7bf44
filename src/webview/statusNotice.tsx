import type { VNode } from "preact";

import { formatPercent } from "../core/format.ts";
import type { PanelAction, PanelStatus } from "../shared/panelProtocol.ts";
import { Notice, type NoticeButton } from "./notice.tsx";
import { ProgressBar } from "./progressBar.tsx";

const FEW_TOOLS = 4;

const EMPTY_BUTTONS: readonly NoticeButton[] = [
  { text: "Open Settings", action: "openSettings" },
  { text: "Rescan All Logs", action: "rescan" },
  { text: "Run Diagnostics", action: "runDiagnostics" },
];
const FAILED_BUTTONS: readonly NoticeButton[] = [
  { text: "Try Again", action: "retry" },
  { text: "Run Diagnostics", action: "runDiagnostics" },
];

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
      return hasNumbers ? null : <Scanning title="Adding up what you earned" fraction={undefined} act={act} />;
    case "starting":
      return hasNumbers ? null : <Scanning title="Opening the ledger" fraction={undefined} act={act} />;
    case "scanning":
      return <Scanning title="Reading the usage logs" fraction={status.fraction} act={act} />;
    case "failed":
      return (
        <Notice
          kind="warning"
          title={hasNumbers ? "What is shown may be old" : "There is nothing to show yet"}
          buttons={FAILED_BUTTONS}
          act={act}
        >
          <p>{status.reason}</p>
        </Notice>
      );
    case "empty":
      return status.logsFound ? (
        <Notice kind="info" title="No AI usage yet" buttons={EMPTY_BUTTONS.slice(1)} act={act}>
          <p>Logs were found, but no call to a model in them. Ask an assistant something; this page fills by itself.</p>
        </Notice>
      ) : (
        <Notice kind="info" title="No logs of an AI assistant were found" buttons={EMPTY_BUTTONS} act={act}>
          <p>
            Use {anyOf(status.tools)} on this machine, or name the folder of their logs in the settings. This page fills
            by itself; nothing leaves your machine.
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
      return "Reading the usage logs";
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
          ? "This takes seconds as a rule, and minutes the first time where there is much to read."
          : `${formatPercent(props.fraction)} done. Numbers and badges grow until this is over.`}
      </p>
      {props.fraction !== undefined && (
        <ProgressBar
          fraction={props.fraction}
          label="Reading the usage logs"
          words={`${formatPercent(props.fraction)} done`}
        />
      )}
    </Notice>
  );
}

function anyOf(tools: readonly string[]): string {
  const named = tools.slice(0, FEW_TOOLS);
  const rest = tools.length > FEW_TOOLS ? [`another of the ${tools.length} assistants that are read`] : [];
  const all = [...named, ...rest];
  return all.length === 0 ? "an AI assistant" : new Intl.ListFormat("en", { type: "disjunction" }).format(all);
}
