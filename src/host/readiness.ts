import { t } from "@vscode/l10n";

import { UserError } from "../shared/userError.ts";
import type { Disposable } from "./disposableStore.ts";

/** A promise that numbers will be there; broken on dispose, so that nobody waits for ever. */
export class Readiness implements Disposable {
  readonly reached: Promise<void>;
  #resolve: () => void = () => undefined;
  #reject: (error: Error) => void = () => undefined;

  constructor() {
    this.reached = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Perhaps nobody waits; that is no fault.
    this.reached.catch(() => undefined);
  }

  reach(): void {
    this.#resolve();
  }

  dispose(): void {
    this.#reject(new UserError(t("Token Legend was stopped before it had numbers to show.")));
  }
}
