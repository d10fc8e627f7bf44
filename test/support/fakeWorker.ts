import type { WorkerPort } from "../../src/host/workerClient.ts";
import type { ToWorker } from "../../src/shared/workerProtocol.ts";

/** A worker that does nothing by itself: a test says what it sends and when it ends. */
export class FakeWorker implements WorkerPort {
  readonly received: ToWorker[] = [];
  isTerminated = false;
  #onMessage: (message: unknown) => void = () => undefined;
  #onError: (error: unknown) => void = () => undefined;
  #onExit: (code: number) => void = () => undefined;

  post(message: ToWorker): void {
    this.received.push(message);
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#onMessage = listener;
  }

  onError(listener: (error: unknown) => void): void {
    this.#onError = listener;
  }

  onExit(listener: (code: number) => void): void {
    this.#onExit = listener;
  }

  terminate(): void {
    if (this.isTerminated) return;
    this.isTerminated = true;
    this.#onExit(1);
  }

  send(message: unknown): void {
    this.#onMessage(message);
  }

  exit(code: number): void {
    this.#onExit(code);
  }

  crash(error: unknown): void {
    this.#onError(error);
    this.#onExit(1);
  }
}
