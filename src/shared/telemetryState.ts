/** How the receiver of telemetry is set; not there where it is turned off. */
export interface TelemetrySettings {
  /** 0: one that is chosen once for this ledger and kept. */
  readonly port: number;
  readonly requireToken: boolean;
}

/** What came in of one assistant since the receiver was started. */
export interface TelemetrySource {
  readonly sourceId: string;
  /** Calls, repeated ones included. */
  readonly calls: number;
  readonly callTokens: number;
  /** Tokens by the assistant's own metrics: only to compare, never counted. */
  readonly metricTokens: number;
}

/** What the receiver of telemetry is doing. */
export interface TelemetryState {
  /** `elsewhere`: another window holds the ledger, and listens if it is set to. */
  readonly state: "off" | "starting" | "listening" | "elsewhere" | "failed";
  /** The port of this ledger's receiver, also while it does not listen; `undefined` where none was chosen yet. */
  readonly port: number | undefined;
  /** Bearer token to show; `undefined` where none is asked for. */
  readonly token: string | undefined;
  /** Why it failed, as a sentence that names the way out. */
  readonly problem: string | undefined;
  readonly requests: number;
  readonly refused: number;
  readonly sources: readonly TelemetrySource[];
}

export const TELEMETRY_OFF: TelemetryState = {
  state: "off",
  port: undefined,
  token: undefined,
  problem: undefined,
  requests: 0,
  refused: 0,
  sources: [],
};
