import type { PanelStatus } from "../../shared/panelProtocol.ts";
import { type MeterView, meterState } from "../meterView.ts";

/** The meter's state as the page tells it. */
export function panelStatus(view: MeterView, nowMs: number): PanelStatus {
  const state = meterState(view, nowMs);
  switch (state.kind) {
    case "starting":
    case "normal":
      return { kind: state.kind };
    case "scanning":
      return { kind: "scanning", fraction: state.fraction };
    case "failed":
    case "stale":
      return { kind: "failed", reason: state.reason };
    case "empty": {
      const { logsFound, toolNames } = state.snapshot;
      return { kind: "empty", logsFound, tools: Object.values(toolNames) };
    }
  }
}
