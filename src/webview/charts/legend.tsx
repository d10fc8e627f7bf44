import type { VNode } from "preact";

import { SeriesSwatch } from "./seriesFill.tsx";

/** What the colours and patterns of a chart stand for, with a figure each. */
export function Legend(props: {
  /** Of the chart whose patterns they are. */
  readonly id: string;
  readonly entries: readonly { readonly name: string; readonly value: string }[];
}): VNode {
  return (
    <ul class="legend">
      {props.entries.map(({ name, value }, index) => (
        <li key={name} title={name}>
          <SeriesSwatch id={props.id} index={index} />
          <bdi class="legend-name">{name}</bdi>
          <span class="quiet">{value}</span>
        </li>
      ))}
    </ul>
  );
}
