import type { VNode } from "preact";
import { useState } from "preact/hooks";
import * as v from "valibot";
import { invitationSchema } from "../../shared/board/adminRequests.ts";
import { type CodeReply, codeReplySchema } from "../../shared/board/membership.ts";
import { ChangeError } from "../shell/changeError.tsx";
import { useChange } from "../useChange.ts";
import { adminTexts } from "./adminTexts.ts";
import { MadeCode } from "./madeCode.tsx";

/** Makes a code that people join with. */
export function InvitationForm(): VNode {
  const [uses, setUses] = useState("10");
  const [days, setDays] = useState("14");
  const [isMalformed, setIsMalformed] = useState(false);
  const [made, setMade] = useState<CodeReply | undefined>(undefined);
  const texts = adminTexts.operator.invitations;
  const change = useChange(texts.done);
  const make = async (event: Event): Promise<void> => {
    event.preventDefault();
    const body = { uses: Number(uses), days: Number(days) };
    const isWrong = !v.is(invitationSchema, body);
    setIsMalformed(isWrong);
    if (isWrong || change.isBusy) return;
    setMade(await change.ask("POST", "/v1/admin/invitations", body, codeReplySchema));
  };
  return (
    <section class="card" aria-labelledby="invitations">
      <h2 id="invitations">{texts.heading}</h2>
      <p class="quiet">{texts.about}</p>
      <form class="team-form" noValidate onSubmit={(event) => void make(event)}>
        <NumberField id="uses" label={texts.uses} value={uses} set={setUses} />
        <NumberField id="days-valid" label={texts.days} value={days} set={setDays} />
        <button type="submit" class="button secondary">
          {texts.make}
        </button>
      </form>
      <p id="invitation-error" class="field-error" role="alert">
        {isMalformed ? texts.malformed : ""}
      </p>
      <MadeCode made={made} words={texts.made} />
      <ChangeError error={change.error} />
    </section>
  );
}

function NumberField(props: {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly set: (value: string) => void;
}): VNode {
  const { id, label, value, set } = props;
  return (
    <div class="field number-field">
      <label for={id}>{label}</label>
      <input
        id={id}
        class="search"
        type="text"
        inputMode="numeric"
        autocomplete="off"
        value={value}
        aria-describedby="invitation-error"
        onInput={({ currentTarget }) => set(currentTarget.value)}
      />
    </div>
  );
}
