import * as v from "valibot";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { viewerIdSchema } from "../../shared/board/adminRequests.ts";
import type { AdminView } from "../../shared/board/adminView.ts";
import { ChangeError } from "../shell/changeError.tsx";
import { useChange } from "../useChange.ts";
import { adminTexts } from "./adminTexts.ts";
import { RoleForm } from "./roleForm.tsx";

type Staff = NonNullable<NonNullable<AdminView["operation"]>["staff"]>;

/** Who has which role, and giving and taking them. */
export function RoleCard(props: { readonly staff: Staff | undefined; readonly reload: () => void }): VNode {
  const { staff, reload } = props;
  const texts = adminTexts.operator.roles;
  const [isSaved, setIsSaved] = useState(false);
  const change = useChange(texts.saved, { notFound: texts.unknown, forbidden: texts.refused });
  const save = async (body: unknown): Promise<boolean> => {
    setIsSaved(false);
    const isDone = await change.send("PUT", "/v1/admin/roles", body);
    setIsSaved(isDone);
    if (isDone) reload();
    return isDone;
  };
  return (
    <section class="card" aria-labelledby="roles">
      <h2 id="roles">{texts.heading}</h2>
      {staff !== undefined && <Holders staff={staff} />}
      <p class="quiet">{texts.about}</p>
      <RoleForm
        id="role-viewer"
        who={texts.viewer}
        help={texts.viewerHelp}
        malformed={texts.viewerMalformed}
        isWho={(text) => v.is(viewerIdSchema, text)}
        button={texts.save}
        withoutRoles={{ question: texts.noneQuestion, yes: texts.noneYes, no: texts.noneNo }}
        isBusy={change.isBusy}
        send={(viewerId, roles, reason) => save({ viewerId, roles, reason })}
      >
        {isSaved && <p class="quiet">{texts.saved}.</p>}
        <ChangeError error={change.error} />
      </RoleForm>
    </section>
  );
}

function Holders({ staff }: { readonly staff: Staff }): VNode {
  const texts = adminTexts.operator.roles;
  if (staff.length === 0) return <p class="quiet">{texts.nobody}</p>;
  return (
    <table class="plain-table">
      <thead>
        <tr>
          <th scope="col">{texts.who}</th>
          <th scope="col">{texts.what}</th>
        </tr>
      </thead>
      <tbody>
        {staff.map(({ viewerId, name, roles }) => (
          <tr key={viewerId}>
            <th scope="row">
              {name !== undefined && <bdi>{name} </bdi>}
              <code>{viewerId}</code>
            </th>
            <td>{roles.map((role) => texts.short[role]).join(", ")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
