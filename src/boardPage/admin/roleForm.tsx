import type { ComponentChildren, VNode } from "preact";
import { useState } from "preact/hooks";
import type { Role } from "../../shared/board/viewer.ts";
import { Confirm } from "../shell/confirm.tsx";
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
  /** What is asked where no role is ticked; without it one has to be. */
  readonly withoutRoles?: { readonly question: string; readonly yes: string; readonly no: string };
  readonly isBusy: boolean;
  /** @returns whether it was done */
  readonly send: (who: string, roles: readonly StaffRole[], reason: string) => Promise<boolean>;
  readonly children?: ComponentChildren;
}): VNode {
  const { id, who: label, help, malformed, isWho, button, withoutRoles, isBusy, send, children } = props;
  const [who, setWho] = useState("");
  const [roles, setRoles] = useState<readonly StaffRole[]>([]);
  const [reason, setReason] = useState("");
  const [isTried, setIsTried] = useState(false);
  const texts = adminTexts.operator;
  const mayHaveNone = withoutRoles !== undefined;
  const submit = async (): Promise<boolean> => {
    setIsTried(true);
    if (!isWho(who.trim()) || !isReason(reason) || (roles.length === 0 && !mayHaveNone) || isBusy) return false;
    setIsTried(false);
    if (!(await send(who.trim(), roles, reason.trim()))) return false;
    setWho("");
    setRoles([]);
    setReason("");
    return true;
  };
  const isWrong = isTried && !isWho(who.trim());
  return (
    <form
      class="stack role-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        // By Enter in a field, where a question has to be asked first.
        if (roles.length > 0 || !mayHaveNone) void submit();
      }}
    >
      <WhoField id={id} label={label} help={help} who={who} error={isWrong ? malformed : ""} setWho={setWho} />
      <RoleChoice
        id={`${id}-roles`}
        roles={roles}
        error={isTried && roles.length === 0 && !mayHaveNone ? texts.whichMissing : ""}
        setRoles={setRoles}
      />
      <ReasonField
        id={`${id}-reason`}
        label={texts.reason}
        value={reason}
        error={isTried && !isReason(reason) ? texts.reasonMissing : ""}
        set={setReason}
      />
      {withoutRoles !== undefined && roles.length === 0 ? (
        <div class="buttons">
          <Confirm text={button} isBusy={isBusy} act={submit} {...withoutRoles} />
        </div>
      ) : (
        <p class="buttons">
          <button type="submit" class="button secondary" aria-disabled={isBusy}>
            {button}
          </button>
        </p>
      )}
      {children}
    </form>
  );
}

function WhoField(props: {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly who: string;
  readonly error: string;
  readonly setWho: (who: string) => void;
}): VNode {
  const { id, label, help, who, error, setWho } = props;
  return (
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
        aria-invalid={error !== ""}
        aria-describedby={`${id}-help ${id}-error`}
        onInput={({ currentTarget }) => setWho(currentTarget.value)}
      />
      <p id={`${id}-help`} class="field-help">
        {help}
      </p>
      <p id={`${id}-error`} class="field-error" role="alert">
        {error}
      </p>
    </div>
  );
}

function RoleChoice(props: {
  readonly id: string;
  readonly error: string;
  readonly roles: readonly StaffRole[];
  readonly setRoles: (roles: readonly StaffRole[]) => void;
}): VNode {
  const { id, error, roles, setRoles } = props;
  const texts = adminTexts.operator;
  return (
    <fieldset class="roles" aria-describedby={id}>
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
      <p id={id} class="field-error" role="alert">
        {error}
      </p>
    </fieldset>
  );
}
