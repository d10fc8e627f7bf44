import type { VNode } from "preact";
import { useContext, useState } from "preact/hooks";
import * as v from "valibot";
import { subjectSchema, viewerIdSchema } from "../../shared/board/adminRequests.ts";
import { BoardContext } from "../boardContext.ts";
import { ChangeError } from "../shell/changeError.tsx";
import { Confirm } from "../shell/confirm.tsx";
import { useChange } from "../useChange.ts";
import { adminTexts } from "./adminTexts.ts";
import { type PersonKind, PersonField } from "./personField.tsx";
import { ReasonField, isReason } from "./reasonField.tsx";

/** Ends the access of who has left the company. Nothing on it tells whether they ever came. */
export function DepartureCard(): VNode {
  const { directory, session } = useContext(BoardContext);
  const [kind, setKind] = useState<PersonKind>(directory === undefined ? "viewerId" : "subject");
  const [who, setWho] = useState("");
  const [reason, setReason] = useState("");
  const [isTried, setIsTried] = useState(false);
  const [isDone, setIsDone] = useState(false);
  const { departures: texts, reasonMissing, reason: reasonLabel } = adminTexts.operator;
  const change = useChange(texts.done, { forbidden: texts.refused });
  const fault = faultOf(kind, who.trim(), session.viewerId);
  const note = async (): Promise<boolean> => {
    setIsTried(true);
    if (fault !== "" || !isReason(reason)) return false;
    const body = { [kind]: who.trim(), reason: reason.trim() };
    if (!(await change.send("POST", "/v1/admin/departures", body))) return false;
    setIsTried(false);
    setIsDone(true);
    setWho("");
    setReason("");
    return true;
  };
  return (
    <section class="card" aria-labelledby="departures">
      <h2 id="departures">{texts.heading}</h2>
      <p class="quiet">{texts.about}</p>
      <div class="buttons">
        <Confirm
          text={texts.open}
          question={texts.question}
          yes={texts.yes}
          no={texts.no}
          isDanger
          isBusy={change.isBusy}
          act={note}
        >
          <PersonField
            directory={directory}
            kind={kind}
            setKind={setKind}
            who={who}
            setWho={setWho}
            error={isTried ? fault : ""}
          />
          <ReasonField
            id="departure-reason"
            label={reasonLabel}
            value={reason}
            error={isTried && !isReason(reason) ? reasonMissing : ""}
            set={setReason}
          />
        </Confirm>
      </div>
      <p role="status">{isDone ? texts.done : ""}</p>
      <ChangeError error={change.error} />
    </section>
  );
}

/** What is wrong with who was named; empty where nothing is. */
function faultOf(kind: PersonKind, who: string, own: string): string {
  const { departures, roles } = adminTexts.operator;
  if (kind === "viewerId" && who === own) return departures.own;
  if (kind === "subject") return v.is(subjectSchema, who) ? "" : departures.subjectMalformed;
  return v.is(viewerIdSchema, who) ? "" : roles.viewerMalformed;
}
