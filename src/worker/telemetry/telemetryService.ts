import { t } from "@vscode/l10n";
import { totalTokens } from "../../shared/tokenCounts.ts";
import { TELEMETRY_OFF, type TelemetrySettings, type TelemetryState } from "../../shared/telemetryState.ts";
import { EMITTERS } from "../../otel/emitters.ts";
import { MetricSums } from "../../otel/metricSums.ts";
import { readCalls } from "../../otel/readCalls.ts";
import { Receiver } from "../../otel/receiver.ts";
import type { Telemetry } from "../../otel/telemetry.ts";
import { isSystemError } from "../isSystemError.ts";
import type { CallSpool } from "./callSpool.ts";
import { newToken, randomPort, readReceiverFile, writeReceiverFile } from "./receiverFile.ts";

/** A port that is taken may be given back: by the window that listened before, say. */
const RETRY_MS = 5000;
/** How many ports are tried where any will do. */
const TRIES = 20;

export interface TelemetryServiceOptions {
  /** `undefined`: turned off. */
  readonly settings: TelemetrySettings | undefined;
  readonly ledgerFolder: string;
  readonly spool: CallSpool;
  /** Told of each file that calls were written to. */
  readonly onSpooled: (path: string) => void;
  readonly clock: () => number;
}

interface SourceSums {
  calls: number;
  callTokens: number;
  metricTokens: number;
}

/** Receives telemetry while this process holds the ledger, and writes its calls down for the ledger to read. */
export class TelemetryService {
  readonly #options: TelemetryServiceOptions;
  readonly #sums = new Map<string, SourceSums>();
  readonly #metrics: MetricSums;
  #receiver: Receiver | undefined;
  #isElsewhere = false;
  #problem: string | undefined;
  #triedMs = -Infinity;
  #requests = 0;
  #refused = 0;

  constructor(options: TelemetryServiceOptions) {
    this.#options = options;
    this.#metrics = new MetricSums(options.clock());
  }

  /** Listens where this process holds the ledger, and not where another does. */
  async follow(isHolder: boolean): Promise<void> {
    const { settings, clock } = this.#options;
    if (settings === undefined) return;
    this.#isElsewhere = !isHolder;
    if (!isHolder) {
      await this.stop();
      return;
    }
    const nowMs = clock();
    // A clock that was set back must not keep it from trying again.
    if (this.#receiver !== undefined || Math.abs(nowMs - this.#triedMs) < RETRY_MS) return;
    this.#triedMs = nowMs;
    try {
      this.#receiver = await this.#listen(settings);
      this.#problem = undefined;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      this.#problem = sentenceFor(error, this.#portOf(settings));
    }
  }

  async #listen(settings: TelemetrySettings): Promise<Receiver> {
    const kept = readReceiverFile(this.#options.ledgerFolder);
    const token = settings.requireToken ? (kept.token ?? newToken()) : undefined;
    const wanted = settings.port === 0 ? kept.port : settings.port;
    const receiver = await this.#listenOn(wanted, token);
    try {
      const port = receiver.address?.port;
      const file = { port: settings.port === 0 ? port : kept.port, token: token ?? kept.token };
      if (file.port !== kept.port || file.token !== kept.token) {
        writeReceiverFile(this.#options.ledgerFolder, file);
      }
    } catch (error) {
      await receiver.stop();
      throw error;
    }
    return receiver;
  }

  /** @param wanted `undefined` where none was chosen yet */
  async #listenOn(wanted: number | undefined, token: string | undefined): Promise<Receiver> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await Receiver.start({
          port: wanted ?? randomPort(),
          token,
          keep: (telemetry) => this.#keep(telemetry),
          onAnswer: (status) => this.#noteAnswer(status),
        });
      } catch (error) {
        const isTaken = isSystemError(error) && error.code === "EADDRINUSE";
        if (!isTaken || wanted !== undefined || tries === TRIES) throw error;
      }
    }
  }

  /** Writes the calls down; answers how many things could not be read, or nothing where they cannot be kept now. */
  #keep(telemetry: Telemetry): number | undefined {
    const { calls, rejected } = readCalls(telemetry, EMITTERS);
    for (const [source, ofSource] of calls) {
      const path = this.#options.spool.append(source, ofSource);
      if (path === undefined) return undefined;
      this.#options.onSpooled(path);
    }
    for (const [source, ofSource] of calls) {
      const sums = this.#sumsOf(source);
      sums.calls += ofSource.length;
      for (const { tokens } of ofSource) sums.callTokens += totalTokens(tokens);
    }
    for (const point of telemetry.points) {
      const emitter = EMITTERS.find((each) => each.countsTokens(point));
      if (emitter !== undefined) this.#sumsOf(emitter.sourceId).metricTokens += this.#metrics.add(point);
    }
    return rejected;
  }

  #sumsOf(source: string): SourceSums {
    const known = this.#sums.get(source);
    if (known !== undefined) return known;
    const sums = { calls: 0, callTokens: 0, metricTokens: 0 };
    this.#sums.set(source, sums);
    return sums;
  }

  #noteAnswer(status: number): void {
    this.#requests += 1;
    if (status !== 200) this.#refused += 1;
  }

  state(): TelemetryState {
    const { settings, ledgerFolder } = this.#options;
    if (settings === undefined) return TELEMETRY_OFF;
    const { token } = readReceiverFile(ledgerFolder);
    return {
      state: this.#stateName(),
      port: this.#receiver?.address?.port ?? this.#portOf(settings),
      token: settings.requireToken ? token : undefined,
      problem: this.#problem,
      requests: this.#requests,
      refused: this.#refused,
      sources: [...this.#sums].map(([sourceId, sums]) => ({ sourceId, ...sums })),
    };
  }

  #stateName(): TelemetryState["state"] {
    if (this.#isElsewhere) return "elsewhere";
    if (this.#receiver !== undefined) return "listening";
    return this.#problem === undefined ? "starting" : "failed";
  }

  #portOf({ port }: TelemetrySettings): number | undefined {
    return port === 0 ? readReceiverFile(this.#options.ledgerFolder).port : port;
  }

  /** Stops listening and closes the files. Safe twice; `follow` starts anew. */
  async stop(): Promise<void> {
    const receiver = this.#receiver;
    this.#receiver = undefined;
    this.#triedMs = -Infinity;
    await receiver?.stop();
    this.#options.spool.close();
  }
}

function sentenceFor(error: Error, port: number | undefined): string {
  const code = isSystemError(error) ? error.code : undefined;
  if (code === "EADDRINUSE") {
    return `Port ${port ?? ""} of this machine is taken by another program. Close it or choose another port in the setting tokenLegend.openTelemetry.port.`;
  }
  if (code === "EACCES") {
    return `Port ${port ?? ""} may not be listened on. Choose another one, above 1023, in the setting tokenLegend.openTelemetry.port.`;
  }
  return t("The receiver of OpenTelemetry could not be started ({0}).", code ?? error.message);
}
