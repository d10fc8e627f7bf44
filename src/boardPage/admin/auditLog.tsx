import type { VNode } from "preact";
import { momentWords } from "../dayWords.ts";
import { adminTexts } from "./adminTexts.ts";
import { useLogPages } from "./logPages.ts";
import { LogTable } from "./logTable.tsx";

/** For auditors: what people with roles have done. */
export function AuditLog(): VNode {
  const texts = adminTexts.auditor.audit;
  const pages = useLogPages("auditBefore", ({ audit }) => audit);
  return (
    <LogTable
      id="audit"
      heading={texts.heading}
      about={texts.about}
      none={texts.none}
      columns={[texts.at, texts.actor, texts.action, texts.subject, texts.reason]}
      pages={pages}
      cells={({ at, actor, action, subject, reason }) => [
        momentWords(at),
        actor,
        texts.actions[action] ?? action,
        subject ?? "–",
        <bdi key="reason">{reason}</bdi>,
      ]}
    />
  );
}
