import type { VNode } from "preact";
import type { AdminView } from "../../shared/board/adminView.ts";
import { formatCount } from "../../core/format.ts";
import { momentWords } from "../dayWords.ts";
import { adminTexts } from "./adminTexts.ts";
import { LogTable } from "./logTable.tsx";

/** For auditors: who has read names. */
export function AccessLog({ entries }: { readonly entries: NonNullable<AdminView["access"]> }): VNode {
  const texts = adminTexts.auditor.access;
  return (
    <LogTable
      id="access"
      heading={texts.heading}
      about={texts.about}
      none={texts.none}
      columns={[texts.at, texts.viewer, texts.view, texts.people]}
      entries={entries}
      cells={({ at, viewer, view, people }) => [momentWords(at), viewer, view, formatCount(people)]}
    />
  );
}
