import type { VNode } from "preact";
import { useContext } from "preact/hooks";
import type { PracticeView } from "../../shared/board/practiceView.ts";
import { BADGES } from "../../core/achievements/catalogue.ts";
import { formatCount } from "../../core/format.ts";
import { gradeName } from "../../core/gradeName.ts";
import { BadgeArt } from "../../webview/art/badgeArt.tsx";
import { BoardContext } from "../boardContext.ts";
import { badgeFacts } from "../badgeFacts.ts";
import { generalTexts } from "../generalTexts.ts";
import { usePublishedWords } from "../usePublishedWords.ts";
import { practiceTexts } from "./practiceTexts.ts";

type Held = PracticeView["badges"];

/** Badges that people show, in the catalogue's order, and how many hold each grade. */
export function BadgeHolders({ badges }: { readonly badges: Held }): VNode {
  const texts = practiceTexts.badges;
  const order = new Map(BADGES.map(({ id }, place) => [id, place]));
  const ids = [...new Set(badges.map(({ badge }) => badge))].toSorted(
    (a, b) => (order.get(a) ?? order.size) - (order.get(b) ?? order.size),
  );
  return (
    <section class="card" aria-labelledby="holders">
      <h2 id="holders">{texts.heading}</h2>
      <p class="quiet">{texts.about}</p>
      {ids.length === 0 && <p class="empty">{texts.none}</p>}
      <ul class="holders">
        {ids.map((id) => (
          <Holders key={id} id={id} grades={badges.filter(({ badge }) => badge === id)} />
        ))}
      </ul>
    </section>
  );
}

function Holders({ id, grades }: { readonly id: string; readonly grades: Held }): VNode {
  const sorted = grades.toSorted((a, b) => b.grade - a.grade);
  const { name, form, purpose } = badgeFacts(id, sorted[0]?.grade ?? 1);
  const words = usePublishedWords();
  const { leastPeople } = useContext(BoardContext);
  return (
    <li class="holder" title={purpose}>
      <BadgeArt id={id} grade={form} size={52} />
      <div>
        <h3>{name}</h3>
        <ul class="holder-grades">
          {sorted.map(({ grade, people }) => (
            <li key={grade} class={people.kind === "withheld" ? "not-shown" : undefined}>
              {gradeWords(id, grade)}
              {people.kind === "withheld"
                ? generalTexts.withheldShort[people.reason](leastPeople)
                : practiceTexts.badges.people(words(people, formatCount))}
            </li>
          ))}
        </ul>
      </div>
    </li>
  );
}

function gradeWords(id: string, grade: number): string {
  const { form } = badgeFacts(id, grade);
  return form === "single" ? "" : `${gradeName(form)}: `;
}
