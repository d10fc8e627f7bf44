import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import type { TeamState } from "../../shared/teamState.ts";
import { Icon } from "../icon.tsx";
import { untilText } from "./teamWords.ts";

/** What came of the last request, and a code to type elsewhere. */
export function TeamNotice({ team, nowMs }: { readonly team: TeamState; readonly nowMs: number }): VNode {
  const { notice, code } = team;
  return (
    <>
      <div role="status">
        {notice !== undefined && (
          <div class={`notice notice-${notice.kind}`}>
            <Icon name={notice.kind} />
            <p>{notice.text}</p>
          </div>
        )}
      </div>
      {code !== undefined && code.expiresMs > nowMs && (
        <section class="notice team-code" aria-labelledby="team-code">
          <div>
            <h2 id="team-code">{code.use === "signIn" ? t("Code to sign in") : t("Code to link a device")}</h2>
            <p class="team-code-text">
              <code>{code.code}</code>
            </p>
            <p class="quiet">
              {code.use === "signIn"
                ? t(
                    "Type it on the board's page in your browser. It works once and ends {0}.",
                    untilText(code.expiresMs, nowMs),
                  )
                : t(
                    "On the other device choose Join Team Board… and type it as the invitation. It works once and ends {0}.",
                    untilText(code.expiresMs, nowMs),
                  )}
            </p>
          </div>
        </section>
      )}
    </>
  );
}
