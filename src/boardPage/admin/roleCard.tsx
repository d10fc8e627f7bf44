import * as v from "valibot";
import type { VNode } from "preact";
import { rolesSchema } from "../../shared/board/adminRequests.ts";
import { ChangeError } from "../shell/changeError.tsx";
import { useChange } from "../useChange.ts";
import { adminTexts } from "./adminTexts.ts";
import { RoleForm } from "./roleForm.tsx";

/** Gives roles to somebody, or takes them. */
export function RoleCard(): VNode {
  const texts = adminTexts.operator.roles;
  const change = useChange(texts.saved);
  return (
    <section class="card" aria-labelledby="roles">
      <h2 id="roles">{texts.heading}</h2>
      <p class="quiet">{texts.about}</p>
      <RoleForm
        id="role-viewer"
        who={texts.viewer}
        help={texts.viewerHelp}
        malformed={texts.viewerMalformed}
        isWho={(text) => v.is(rolesSchema.entries.viewerId, text)}
        button={texts.save}
        send={(viewerId, roles, reason) => void change.send("PUT", "/v1/admin/roles", { viewerId, roles, reason })}
      >
        <ChangeError error={change.error} />
      </RoleForm>
    </section>
  );
}
