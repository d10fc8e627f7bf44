import * as v from "valibot";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { plainNameSchema } from "../../shared/board/adminRequests.ts";
import { type CodeReply, codeReplySchema } from "../../shared/board/membership.ts";
import { ChangeError } from "../shell/changeError.tsx";
import { useChange } from "../useChange.ts";
import { adminTexts } from "./adminTexts.ts";
import { MadeCode } from "./madeCode.tsx";
import { RoleForm, type StaffRole } from "./roleForm.tsx";

/** Makes an account of its own for staff, and a code to sign in to it. */
export function StaffCard({ reload }: { readonly reload: () => void }): VNode {
  const [made, setMade] = useState<CodeReply | undefined>(undefined);
  const texts = adminTexts.operator.staff;
  const change = useChange(texts.done, { forbidden: texts.refused });
  const make = async (name: string, roles: readonly StaffRole[], reason: string): Promise<boolean> => {
    const code = await change.ask("POST", "/v1/admin/staff", { name, roles, reason }, codeReplySchema);
    setMade(code);
    if (code !== undefined) reload();
    return code !== undefined;
  };
  return (
    <section class="card" aria-labelledby="staff">
      <h2 id="staff">{texts.heading}</h2>
      <p class="quiet">{texts.about}</p>
      <RoleForm
        id="staff-name"
        who={texts.name}
        help={texts.nameHelp}
        malformed={texts.nameMalformed}
        isWho={(text) => v.is(plainNameSchema, text)}
        button={texts.make}
        isBusy={change.isBusy}
        send={make}
      >
        <MadeCode made={made} words={texts.made} />
        <ChangeError error={change.error} />
      </RoleForm>
    </section>
  );
}
