import { t } from "@vscode/l10n";

import { formatCount, formatTokens } from "../../core/format.ts";
import type { TelemetrySource, TelemetryState } from "../../shared/telemetryState.ts";
import { TELEMETRY_TOOLS } from "./telemetryTools.ts";

/** What the receiver does and what came in, for diagnostics: never its token. */
export function telemetryFacts(state: TelemetryState): readonly string[] {
  return [
    stateText(state),
    ...(state.state === "off"
      ? []
      : [
          state.requests === 1
            ? t("1 request, {0} refused", formatCount(state.refused))
            : t("{0} requests, {1} refused", formatCount(state.requests), formatCount(state.refused)),
        ]),
    ...state.sources.map(sourceText),
  ];
}

function stateText({ state, port, token, problem }: TelemetryState): string {
  const place = port === undefined ? t("a port that is not chosen yet") : `127.0.0.1:${port}`;
  switch (state) {
    case "off":
      return t("Turned off");
    case "listening":
      return token === undefined ? t("Listens on {0}", place) : t("Listens on {0}, with a token", place);
    case "elsewhere":
      return t("Left to the window that holds the ledger, on {0}", place);
    case "starting":
      return t("About to listen on {0}", place);
    case "failed":
      return problem ?? t("Cannot listen on {0}", place);
  }
}

/** Calls beside the tool's own metrics: what one lacks shows. Both are since the receiver was started. */
function sourceText({ sourceId, calls, callTokens, metricTokens }: TelemetrySource): string {
  const name = TELEMETRY_TOOLS.find((tool) => tool.sourceId === sourceId)?.name ?? sourceId;
  if (calls === 0)
    return t(
      "{0}: metrics only ({1} tokens), which are not counted; turn on its events too",
      name,
      formatTokens(metricTokens),
    );
  const received =
    calls === 1
      ? t("{0}: 1 call with {1} tokens received", name, formatTokens(callTokens))
      : t("{0}: {1} calls with {2} tokens received", name, formatCount(calls), formatTokens(callTokens));
  return metricTokens === 0 ? received : t("{0}; its metrics say {1}", received, formatTokens(metricTokens));
}
