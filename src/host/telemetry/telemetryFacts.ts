import { formatCount, formatQuantity, formatTokens } from "../../core/format.ts";
import type { TelemetrySource, TelemetryState } from "../../shared/telemetryState.ts";
import { TELEMETRY_TOOLS } from "./telemetryTools.ts";

/** What the receiver does and what came in, for diagnostics: never its token. */
export function telemetryFacts(state: TelemetryState): readonly string[] {
  return [
    stateText(state),
    ...(state.state === "off"
      ? []
      : [`${formatQuantity(state.requests, "request")}, ${formatCount(state.refused)} refused`]),
    ...state.sources.map(sourceText),
  ];
}

function stateText({ state, port, token, problem }: TelemetryState): string {
  const place = port === undefined ? "a port that is not chosen yet" : `127.0.0.1:${port}`;
  switch (state) {
    case "off":
      return "Turned off";
    case "listening":
      return `Listens on ${place}${token === undefined ? "" : ", with a token"}`;
    case "elsewhere":
      return `Left to the window that holds the ledger, on ${place}`;
    case "starting":
      return `About to listen on ${place}`;
    case "failed":
      return problem ?? `Cannot listen on ${place}`;
  }
}

/** Calls beside the tool's own metrics: what one lacks shows. Both are since the receiver was started. */
function sourceText({ sourceId, calls, callTokens, metricTokens }: TelemetrySource): string {
  const name = TELEMETRY_TOOLS.find((tool) => tool.sourceId === sourceId)?.name ?? sourceId;
  if (calls === 0)
    return `${name}: metrics only (${formatTokens(metricTokens)} tokens), which are not counted; turn on its events too`;
  const metrics = metricTokens === 0 ? "" : `; its metrics say ${formatTokens(metricTokens)}`;
  return `${name}: ${formatQuantity(calls, "call")} with ${formatTokens(callTokens)} tokens received${metrics}`;
}
