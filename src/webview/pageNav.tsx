import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import type { PanelPageId } from "../shared/panelProtocol.ts";

/** The ways to the panel's pages. */
export function PageNav(props: {
  readonly pages: readonly PanelPageId[];
  readonly current: PanelPageId;
  readonly go: (page: PanelPageId) => void;
}): VNode {
  return (
    <nav class="page-nav" aria-label={t("Pages")}>
      <ul>
        {props.pages.map((page) => (
          <li key={page}>
            <button
              type="button"
              aria-current={page === props.current ? "page" : undefined}
              onClick={() => props.go(page)}
            >
              {pageName(page)}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function pageName(page: PanelPageId): string {
  switch (page) {
    case "achievements":
      return t("Achievements");
    case "insights":
      return t("Insights");
    case "perspective":
      return t("Perspective");
    case "review":
      return t("Weekly Review");
    case "team":
      return t("Team Board");
  }
}
