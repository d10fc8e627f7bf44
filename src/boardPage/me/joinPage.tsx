import type { VNode } from "preact";
import { useContext } from "preact/hooks";
import { BoardContext } from "../boardContext.ts";
import { generalTexts } from "../generalTexts.ts";
import { JoinedCard } from "./joinedCard.tsx";
import { LinkCode } from "./linkCode.tsx";
import { meTexts } from "./meTexts.ts";

/** For who has signed in and takes no part: nothing is held of them, and joining is theirs to choose. */
export function JoinPage(): VNode {
  const { origin, session } = useContext(BoardContext);
  const texts = meTexts.join;
  return (
    <>
      <div class="view-head">
        <div>
          <h1>{generalTexts.tabs.me}</h1>
          <p class="lead">{texts.lead}</p>
        </div>
      </div>
      <div class="columns join-cards">
        <section class="card" aria-labelledby="join">
          <h2 id="join">{texts.heading}</h2>
          <p class="quiet">{texts.about}</p>
          <p class="made-code">
            {texts.address}: <code>{origin}</code>
          </p>
          <LinkCode button={texts.make} isFirst />
        </section>
        {session.canJoinMember === true && <JoinedCard />}
      </div>
    </>
  );
}
