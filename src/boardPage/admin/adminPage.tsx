import type { VNode } from "preact";
import { type AdminView, adminViewSchema } from "../../shared/board/adminView.ts";
import { generalTexts } from "../generalTexts.ts";
import { ViewFrame } from "../shell/viewFrame.tsx";
import { useView } from "../useView.ts";
import { AccessLog } from "./accessLog.tsx";
import { adminTexts } from "./adminTexts.ts";
import { AuditLog } from "./auditLog.tsx";
import { Operation } from "./operation.tsx";
import { OpenSignals } from "./openSignals.tsx";

/** What the viewer's roles are for; the server leaves out the rest. */
export function AdminPage(): VNode {
  const loaded = useView("/v1/admin", adminViewSchema);
  return (
    <ViewFrame heading={generalTexts.tabs.admin} lead={adminTexts.lead} loaded={loaded}>
      {(view) => <Admin view={view} reload={() => void loaded.reload()} />}
    </ViewFrame>
  );
}

function Admin({ view, reload }: { readonly view: AdminView; readonly reload: () => void }): VNode {
  const { signals, operation, audit, access } = view;
  const parts = [signals, operation, audit, access];
  return (
    <>
      {parts.every((part) => part === undefined) && <p class="card empty">{adminTexts.nothing}</p>}
      {signals !== undefined && <OpenSignals signals={signals} reload={reload} />}
      {operation !== undefined && <Operation operation={operation} reload={reload} />}
      {audit !== undefined && <AuditLog />}
      {access !== undefined && <AccessLog />}
    </>
  );
}
