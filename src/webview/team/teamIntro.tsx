import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import { blockText } from "../../core/board/blockText.ts";
import type { BoardBlock } from "../../shared/teamState.ts";
import { Icon } from "../icon.tsx";
import { BlockButton } from "./blockButton.tsx";
import type { AskTeam } from "./teamProps.ts";

/** What a team board is, while nothing is sent to any. */
export function TeamIntro(props: {
  readonly block: BoardBlock | undefined;
  /** What the notice above says already. */
  readonly told: string | undefined;
  readonly ask: AskTeam;
}): VNode {
  const { block, told, ask } = props;
  return (
    <>
      <h1>{t("Team Board")}</h1>
      <section class="card team-intro" aria-labelledby="team-off">
        <h2 id="team-off">{t("Off: nothing leaves this machine")}</h2>
        <p>
          {t(
            "A team board shows what a company does with AI together, and who of those who want to be named stands where. Your company or your team runs it; there is no other.",
          )}
        </p>
        <ul class="team-points">
          {points().map((point) => (
            <li key={point}>
              <Icon name="check" />
              <span>{point}</span>
            </li>
          ))}
        </ul>
        {block === undefined ? <WayIn ask={ask} /> : <Blocked block={block} told={told} ask={ask} />}
      </section>
    </>
  );
}

function WayIn({ ask }: { readonly ask: AskTeam }): VNode {
  return (
    <>
      <p class="buttons">
        <button type="button" class="button" onClick={() => ask({ kind: "join" })}>
          {t("Join Team Board…")}
        </button>
      </p>
      <p class="quiet">
        {t(
          "You need the board's address and an invitation. The next step shows exactly what would be sent, before anything is.",
        )}
      </p>
    </>
  );
}

function Blocked(props: {
  readonly block: BoardBlock;
  readonly told: string | undefined;
  readonly ask: AskTeam;
}): VNode {
  const text = blockText(props.block);
  return (
    <>
      {text !== props.told && (
        <div class="notice notice-info">
          <Icon name="info" />
          <p>{text}</p>
        </div>
      )}
      <p class="buttons">
        <BlockButton block={props.block} ask={props.ask} />
      </p>
    </>
  );
}

function points(): readonly string[] {
  return [
    t("Sums per hour, assistant and model are sent: no prompts, no paths, no names of projects or machines."),
    t("You are counted without a name. Being listed by a name of your choice is a second switch."),
    t("Pause whenever you like; leave, and everything of yours is deleted at once."),
    t("Figures are reported by each person's own editor and checked for consistency. They are not an audit."),
  ];
}
