import { t } from "@vscode/l10n";
import { ConfigurationTarget, env, type QuickPickItem, window, workspace } from "vscode";

import { formatCount, formatTokens } from "../../core/format.ts";
import type { TelemetryState } from "../../shared/telemetryState.ts";
import { UserError } from "../../shared/userError.ts";
import { SETTINGS } from "../ids.ts";
import { connectDocument } from "./connectDocument.ts";
import { existingEndpoint, type TelemetrySurroundings } from "./existingEndpoint.ts";
import { TELEMETRY_TOOLS, type Endpoint, type TelemetryTool } from "./telemetryTools.ts";

export interface ConnectParts {
  readonly state: () => Promise<TelemetryState>;
  readonly show: (name: string, markdown: string) => Promise<void>;
  readonly surroundings: Omit<TelemetrySurroundings, "setting">;
  readonly platform: NodeJS.Platform;
  /** Resolves after a moment. */
  readonly pause: () => Promise<void>;
}

interface ToolItem extends QuickPickItem {
  readonly tool?: TelemetryTool;
}

/** Looks at the receiver this often, and as often, after it was turned on. */
const LOOKS = 40;

/** Offers to turn the receiver on, then shows and copies what a tool has to be told. Changes no tool's settings. */
export async function connectOpenTelemetry(parts: ConnectParts): Promise<void> {
  const before = await parts.state();
  if (before.state === "off" && !(await turnOn())) return;
  const state = before.state === "off" ? await settled(parts, before) : before;
  if (state.state === "failed" || state.port === undefined) {
    throw new UserError(state.problem ?? t("The receiver of OpenTelemetry has not been started yet. Try again."));
  }
  const endpoint: Endpoint = { port: state.port, token: state.token };
  const setting = (id: string): unknown => workspace.getConfiguration().get(id);
  const surroundings = { ...parts.surroundings, setting };
  const picked = await window.showQuickPick<ToolItem>(
    [
      ...TELEMETRY_TOOLS.map((tool) => toolItem(tool, state, surroundings)),
      { label: t("Turn Off"), detail: t("Nothing is listened to any more. What was counted stays.") },
    ],
    { title: t("Token Legend: Connect OpenTelemetry"), placeHolder: placeHolderOf(state) },
  );
  if (picked === undefined) return;
  if (picked.tool === undefined) {
    await setEnabled(false);
    return;
  }
  const existing = existingEndpoint(picked.tool.sourceId, surroundings, state.port);
  const { markdown, copied } = connectDocument(picked.tool, endpoint, existing, parts.platform);
  await env.clipboard.writeText(copied);
  await parts.show(`${t("Connect {0}", picked.tool.name)}.md`, markdown);
  window.setStatusBarMessage(t("Token Legend: lines for {0} copied", picked.tool.name), 3000);
}

async function turnOn(): Promise<boolean> {
  const turnOnText = t("Turn On");
  const picked = await window.showInformationMessage(
    t("Receive OpenTelemetry from assistants on this machine?"),
    {
      modal: true,
      detail: t(
        "Some assistants can tell of calls that their logs leave out. Token Legend then listens on this machine's own address, which no other machine reaches, and keeps counts only. Nothing is sent anywhere, and no tool's settings are changed: you are shown the lines to put there.",
      ),
    },
    turnOnText,
  );
  if (picked !== turnOnText) return false;
  await setEnabled(true);
  return true;
}

async function setEnabled(enabled: boolean): Promise<void> {
  await workspace
    .getConfiguration()
    .update(SETTINGS.telemetryEnabled, enabled || undefined, ConfigurationTarget.Global);
}

/** The state once the worker has read the settings anew and tried to listen. */
async function settled({ state, pause }: ConnectParts, before: TelemetryState): Promise<TelemetryState> {
  let current = before;
  for (let looks = 0; looks < LOOKS && (current.state === "off" || current.state === "starting"); looks += 1) {
    await pause();
    // It is being restarted: not running for a moment is no failure.
    current = await state().catch(() => current);
  }
  return current;
}

function toolItem(
  tool: TelemetryTool,
  { port, sources }: TelemetryState,
  surroundings: TelemetrySurroundings,
): ToolItem {
  const existing = existingEndpoint(tool.sourceId, surroundings, port);
  const received = sources.find(({ sourceId }) => sourceId === tool.sourceId);
  const came =
    received === undefined
      ? ""
      : ` · ${t("{0} calls, {1} tokens received", formatCount(received.calls), formatTokens(received.callTokens))}`;
  const connection =
    existing === undefined ? t("not connected") : existing.isOurs ? t("connected") : t("sends to {0}", existing.origin);
  return { label: tool.name, description: `${connection}${came}`, detail: tool.adds(), tool };
}

function placeHolderOf({ state, port, requests, refused }: TelemetryState): string {
  if (state === "elsewhere") return t("Port {0}, by the window that holds the ledger. Choose a tool", port ?? "");
  return t(
    "Listening on port {0}, {1} requests, {2} refused. Choose a tool",
    port ?? "",
    formatCount(requests),
    formatCount(refused),
  );
}
