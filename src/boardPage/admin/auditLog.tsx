import type { VNode } from "preact";
import type { AdminView } from "../../shared/board/adminView.ts";
import { momentWords } from "../dayWords.ts";
import { adminTexts } from "./adminTexts.ts";
import { LogTable } from "./logTable.tsx";

/** For auditors: what people with roles have done. */
export function AuditLog({ entries }: { readonly entries: NonNullable<AdminView["audit"]> }): VNode {
  const texts = adminTexts.auditor.audit;
  return (
    <LogTable
      id="audit"
      heading={texts.heading}
      about={texts.about}
      none={texts.none}
      columns={[texts.at, texts.actor, texts.action, texts.subject, texts.reason]}
      entries={entries}
      cells={({ at, actor, action, subject, reason }) => [
        momentWords(at),
        actor,
        action,
        subject ?? "–",
        <bdi key="reason">{reason}</bdi>,
      ]}
    />
  );
}
