import type { VNode } from "preact";
import type { MeView } from "../../shared/board/meView.ts";
import { formatCount } from "../../core/format.ts";
import { figureName } from "./signalWords.ts";
import { meTexts } from "./meTexts.ts";

/** Everything that the server holds of a person, counted. */
export function HeldRows({ held }: { readonly held: MeView["held"] }): VNode {
  const texts = meTexts.held;
  return (
    <section class="card" aria-labelledby="held">
      <h2 id="held">{texts.heading}</h2>
      <p class="quiet">{texts.about}</p>
      {Object.keys(held).length === 0 ? <p class="quiet">{texts.none}</p> : <RowTable rows={held} />}
    </section>
  );
}

/** Rows by kind, for what is held as for what was deleted. */
export function RowTable({ rows }: { readonly rows: Readonly<Record<string, number>> }): VNode {
  const texts = meTexts.held;
  return (
    <table class="plain-table">
      <thead>
        <tr>
          <th scope="col">{texts.kind}</th>
          <th scope="col" class="number">
            {texts.rows}
          </th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(rows).map(([kind, count]) => (
          <tr key={kind}>
            <th scope="row">{texts.names[kind] ?? figureName(kind)}</th>
            <td class="number">{formatCount(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
