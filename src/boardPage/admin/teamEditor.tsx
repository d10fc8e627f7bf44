import type { VNode } from "preact";
import { useContext, useState } from "preact/hooks";
import * as v from "valibot";
import { plainNameSchema } from "../../shared/board/adminRequests.ts";
import type { AdminView } from "../../shared/board/adminView.ts";
import { BoardContext } from "../boardContext.ts";
import { ChangeError } from "../shell/changeError.tsx";
import { Confirm } from "../shell/confirm.tsx";
import { useChange } from "../useChange.ts";
import { adminTexts } from "./adminTexts.ts";

/** Adds and removes teams; who belongs to one is each person's own choice. */
export function TeamEditor(props: {
  readonly teams: NonNullable<AdminView["operation"]>["teams"];
  readonly reload: () => void;
}): VNode {
  const { teams, reload } = props;
  const { leastPeople } = useContext(BoardContext);
  const texts = adminTexts.operator.teams;
  const removing = useChange(texts.removed);
  const remove = async (teamId: number): Promise<void> => {
    if (await removing.send("DELETE", `/v1/admin/teams/${teamId}`, undefined)) reload();
  };
  return (
    <section class="card" aria-labelledby="teams">
      <h2 id="teams">{texts.heading}</h2>
      <p class="quiet">{teams.length === 0 ? texts.none : texts.about(leastPeople)}</p>
      <ul class="devices">
        {teams.map((team) => (
          <li key={team.teamId}>
            <span>
              <bdi class="device-name">{team.name}</bdi>
            </span>
            <Confirm
              text={texts.remove}
              label={`${texts.remove}: ${team.name}`}
              question={texts.ask}
              yes={texts.yes}
              no={texts.no}
              isBusy={removing.isBusy}
              act={() => void remove(team.teamId)}
            />
          </li>
        ))}
      </ul>
      <ChangeError error={removing.error} />
      <NewTeam reload={reload} />
    </section>
  );
}

function NewTeam({ reload }: { readonly reload: () => void }): VNode {
  const [name, setName] = useState("");
  const [isMalformed, setIsMalformed] = useState(false);
  const texts = adminTexts.operator.teams;
  const change = useChange(texts.added);
  const add = async (event: Event): Promise<void> => {
    event.preventDefault();
    const isWrong = !v.is(plainNameSchema, name.trim());
    setIsMalformed(isWrong);
    if (isWrong || change.isBusy) return;
    if (await change.send("POST", "/v1/admin/teams", { name: name.trim() })) {
      setName("");
      reload();
    }
  };
  return (
    <>
      <form class="team-form" noValidate onSubmit={(event) => void add(event)}>
        <div class="field">
          <label for="team-name">{texts.name}</label>
          <input
            id="team-name"
            class="search"
            type="text"
            dir="auto"
            autocomplete="off"
            maxLength={60}
            value={name}
            aria-invalid={isMalformed}
            aria-describedby="team-error"
            onInput={({ currentTarget }) => setName(currentTarget.value)}
          />
        </div>
        <button type="submit" class="button secondary">
          {texts.add}
        </button>
      </form>
      <p id="team-error" class="field-error" role="alert">
        {isMalformed ? texts.malformed : ""}
      </p>
      <ChangeError error={change.error} />
    </>
  );
}
