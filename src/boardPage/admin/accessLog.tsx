import type { VNode } from "preact";
import { formatCount } from "../../core/format.ts";
import { momentWords } from "../dayWords.ts";
import { adminTexts } from "./adminTexts.ts";
import { useLogPages } from "./logPages.ts";
import { LogTable } from "./logTable.tsx";

/** For auditors: who has read names. */
export function AccessLog(): VNode {
  const texts = adminTexts.auditor.access;
  const pages = useLogPages("accessBefore", ({ access }) => access);
  return (
    <LogTable
      id="access"
      heading={texts.heading}
      about={texts.about}
      none={texts.none}
      columns={[texts.at, texts.viewer, texts.view, texts.people]}
      pages={pages}
      cells={({ at, viewer, view, people }) => [
        momentWords(at),
        viewer,
        texts.views[view] ?? view,
        formatCount(people),
      ]}
    />
  );
}
