import type { VNode } from "preact";
import type { MeView } from "../../shared/board/meView.ts";
import { formatCount } from "../../core/format.ts";
import { dayWords } from "../dayWords.ts";
import { meTexts } from "./meTexts.ts";

/** How many people looked at one's name, by day. */
export function Looks(props: { readonly looks: MeView["looks"]; readonly isListed: boolean }): VNode {
  const { looks, isListed } = props;
  const texts = meTexts.looks;
  return (
    <section class="card" aria-labelledby="looks">
      <h2 id="looks">{texts.heading}</h2>
      <p class="quiet">{texts.about}</p>
      {looks.length === 0 ? (
        <p class="quiet">{isListed ? texts.none : texts.notListed}</p>
      ) : (
        <div class="table-scroll looks" role="group" aria-labelledby="looks" tabIndex={0}>
          <table class="plain-table">
            <thead>
              <tr>
                <th scope="col">{texts.day}</th>
                <th scope="col" class="number">
                  {texts.people}
                </th>
              </tr>
            </thead>
            <tbody>
              {looks.map(({ day, people }) => (
                <tr key={day}>
                  <th scope="row">{dayWords(day)}</th>
                  <td class="number">{formatCount(people)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
