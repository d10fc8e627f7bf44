import type { ComponentChildren, VNode } from "preact";
import { useState } from "preact/hooks";
import type { Role } from "../../shared/board/viewer.ts";
import { adminTexts } from "./adminTexts.ts";
import { ReasonField, isReason } from "./reasonField.tsx";

export type StaffRole = Exclude<Role, "member">;
const STAFF_ROLES: readonly StaffRole[] = ["moderator", "operator", "auditor"];

/** Somebody, the roles they are to have, and why. */
export function RoleForm(props: {
  /** Makes the fields' ids. */
  readonly id: string;
  readonly who: string;
  readonly help: string;
  readonly malformed: string;
  readonly isWho: (text: string) => boolean;
  readonly button: string;
  readonly send: (who: string, roles: readonly StaffRole[], reason: string) => void;
  readonly children?: ComponentChildren;
}): VNode {
  const { id, who: label, help, malformed, isWho, button, send, children } = props;
  const [who, setWho] = useState("");
  const [roles, setRoles] = useState<readonly StaffRole[]>([]);
  const [reason, setReason] = useState("");
  const [isTried, setIsTried] = useState(false);
  const texts = adminTexts.operator;
  const submit = (event: Event): void => {
    event.preventDefault();
    setIsTried(true);
    if (!isWho(who.trim()) || !isReason(reason)) return;
    setIsTried(false);
    send(who.trim(), roles, reason.trim());
  };
  const isWrong = isTried && !isWho(who.trim());
  return (
    <form class="stack role-form" noValidate onSubmit={submit}>
      <div class="field">
        <label for={id}>{label}</label>
        <input
          id={id}
          class="search"
          type="text"
          dir="auto"
          autocomplete="off"
          maxLength={60}
          value={who}
          aria-invalid={isWrong}
          aria-describedby={`${id}-help ${id}-error`}
          onInput={({ currentTarget }) => setWho(currentTarget.value)}
        />
        <p id={`${id}-help`} class="field-help">
          {help}
        </p>
        <p id={`${id}-error`} class="field-error" role="alert">
          {isWrong ? malformed : ""}
        </p>
      </div>
      <RoleChoice roles={roles} setRoles={setRoles} />
      <ReasonField
        id={`${id}-reason`}
        label={texts.reason}
        value={reason}
        error={isTried && !isReason(reason) ? texts.reasonMissing : ""}
        set={setReason}
      />
      <p class="buttons">
        <button type="submit" class="button secondary">
          {button}
        </button>
      </p>
      {children}
    </form>
  );
}

function RoleChoice(props: {
  readonly roles: readonly StaffRole[];
  readonly setRoles: (roles: readonly StaffRole[]) => void;
}): VNode {
  const { roles, setRoles } = props;
  const texts = adminTexts.operator;
  return (
    <fieldset class="roles">
      <legend>{texts.which}</legend>
      {STAFF_ROLES.map((role) => (
        <label key={role}>
          <input
            type="checkbox"
            checked={roles.includes(role)}
            onChange={({ currentTarget: { checked } }) =>
              setRoles(checked ? [...roles, role] : roles.filter((one) => one !== role))
            }
          />
          {texts.roleNames[role]}
        </label>
      ))}
    </fieldset>
  );
}
