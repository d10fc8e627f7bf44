import type { VNode } from "preact";
import type { MeView } from "../../shared/board/meView.ts";
import { ChangeError } from "../shell/changeError.tsx";
import { useChange } from "../useChange.ts";
import { meTexts } from "./meTexts.ts";

const NONE = "none";

/** The team that one's figures are part of; takes effect when it is chosen. */
export function TeamForm(props: { readonly view: MeView; readonly reload: () => void }): VNode {
  const { teams, teamId } = props.view;
  const texts = meTexts.team;
  const change = useChange(texts.saved);
  const choose = async (value: string): Promise<void> => {
    const chosen = value === NONE ? null : Number(value);
    if (await change.send("PUT", "/v1/me/team", { teamId: chosen })) props.reload();
  };
  return (
    <section class="card" aria-labelledby="team">
      <h2 id="team">{texts.heading}</h2>
      <p class="quiet">{texts.about}</p>
      {teams.length === 0 ? (
        <p class="quiet">{texts.noTeams}</p>
      ) : (
        <label class="field">
          <span class="for-screen-reader">{texts.label}</span>
          <select
            value={teamId === undefined ? NONE : String(teamId)}
            onChange={({ currentTarget: { value } }) => void choose(value)}
          >
            <option value={NONE}>{texts.none}</option>
            {teams.map((team) => (
              <option key={team.teamId} value={String(team.teamId)}>
                {team.name}
              </option>
            ))}
          </select>
        </label>
      )}
      <ChangeError error={change.error} />
    </section>
  );
}
