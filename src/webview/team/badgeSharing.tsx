import { t } from "@vscode/l10n";
import type { VNode } from "preact";
import { useState } from "preact/hooks";

import type { MeView } from "../../shared/board/meView.ts";
import type { GameSnapshot } from "../../shared/gameSnapshot.ts";
import { earnedForm, standingWord } from "../achievements/badgeWords.ts";
import { BadgeArt } from "../art/badgeArt.tsx";
import type { AskTeam } from "./teamProps.ts";

const ART_PX = 28;

/** Each earned badge by itself: shown on the board or kept private, private unless chosen. */
export function BadgeSharing(props: {
  readonly game: GameSnapshot | undefined;
  readonly shared: MeView["badges"] | undefined;
  readonly ask: AskTeam;
}): VNode {
  const earned = (props.game?.badges ?? []).filter(({ earned: grades }) => grades.length > 0);
  const [chosen, setChosen] = useState<readonly string[]>(() => (props.shared ?? []).map(({ badge }) => badge));
  const [title, setTitle] = useState("");
  const toggle = (id: string, isOn: boolean): void =>
    setChosen(isOn ? [...chosen, id] : chosen.filter((one) => one !== id));
  const shared = earned.filter(({ id }) => chosen.includes(id));
  return (
    <section class="card" aria-labelledby="team-badges">
      <h2 id="team-badges">{t("Badges you show")}</h2>
      {earned.length === 0 ? (
        <p class="quiet">{t("You have not earned a badge yet. None is shown unless you choose it.")}</p>
      ) : (
        <>
          <p class="quiet">{t("Each one is your choice. What you do not tick stays on this machine.")}</p>
          <ul class="team-badges">
            {earned.map((badge) => (
              <li key={badge.id}>
                <label>
                  <input
                    type="checkbox"
                    checked={chosen.includes(badge.id)}
                    onChange={({ currentTarget }) => toggle(badge.id, currentTarget.checked)}
                  />
                  <BadgeArt id={badge.id} grade={earnedForm(badge)} size={ART_PX} />
                  <span>
                    {badge.name} <span class="quiet">{standingWord(badge)}</span>
                  </span>
                </label>
              </li>
            ))}
          </ul>
          <label for="team-title">{t("Title beside your name")}</label>
          <select id="team-title" value={title} onChange={({ currentTarget }) => setTitle(currentTarget.value)}>
            <option value="">{t("No title")}</option>
            {shared.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
          <p class="buttons">
            <button
              type="button"
              class="button"
              onClick={() =>
                props.ask({
                  kind: "shareBadges",
                  badges: shared.map(({ id }) => id),
                  ...(title !== "" && shared.some(({ id }) => id === title) ? { title } : {}),
                })
              }
            >
              {t("Save")}
            </button>
          </p>
        </>
      )}
    </section>
  );
}
