import type { VNode } from "preact";
import { useState } from "preact/hooks";

import { ChartCursor } from "./chartCursor.tsx";
import { quarterLevels } from "./scale.ts";
import { useWidth } from "./useWidth.ts";

/** One square. They go down the columns, seven to each. */
export interface HeatCell {
  readonly value: number;
  /** Read out. */
  readonly words: string;
  /** Above the column; empty for none. */
  readonly columnLabel: string;
}

const ROWS = 7;
const LEFT = 34;
const TOP = 18;
const LARGEST_PX = 20;
const LABEL_ROOM_PX = 26;

/** Days as squares, the more the stronger: a column for each week. */
export function HeatMap(props: {
  readonly summary: string;
  readonly label: string;
  readonly cells: readonly HeatCell[];
  /** Names of the rows, empty where there is no room for one. */
  readonly rowLabels: readonly string[];
}): VNode {
  const { summary, label, cells, rowLabels } = props;
  const [ref, width] = useWidth<HTMLDivElement>();
  const [cursor, setCursor] = useState<number | undefined>(undefined);
  const at = cursor === undefined ? undefined : Math.min(cursor, cells.length - 1);
  const columns = Math.max(1, Math.ceil(cells.length / ROWS));
  const pitch = Math.min(LARGEST_PX, (width - LEFT) / columns);
  const size = pitch - (pitch > 9 ? 3 : 1);
  const height = TOP + pitch * ROWS;
  const levels = quarterLevels(cells.map(({ value }) => value));
  const placeOf = (index: number): { readonly x: number; readonly y: number } => ({
    x: LEFT + Math.floor(index / ROWS) * pitch,
    y: TOP + (index % ROWS) * pitch,
  });
  return (
    <div class="chart" ref={ref}>
      <div class="chart-plot">
        <svg role="img" aria-label={summary} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
          <title>{summary}</title>
          <g class="axis">
            {rowLabels.map((text, row) => (
              <text key={row} x={0} y={TOP + (row + 0.5) * pitch + 4}>
                {pitch * 2 > 14 ? text : ""}
              </text>
            ))}
            {columnLabels(cells, pitch).map(({ text, x }) => (
              <text key={x} x={x} y={TOP - 6}>
                {text}
              </text>
            ))}
          </g>
          {cells.map((_, index) => {
            const { x, y } = placeOf(index);
            return <rect key={index} class="heat-ground" x={x} y={y} width={size} height={size} rx={2} />;
          })}
          {levels.map((level, index) => {
            const { x, y } = placeOf(index);
            return level === 0 ? null : (
              <rect key={index} class={`heat heat-${level}`} x={x} y={y} width={size} height={size} rx={2} />
            );
          })}
          {at !== undefined && <rect class="heat-point" {...placeOf(at)} width={size} height={size} rx={2} />}
        </svg>
        <ChartCursor
          label={label}
          count={cells.length}
          at={at}
          keys={{ by: "row", across: ROWS, page: ROWS * 4 }}
          describe={(index) => cells[index]?.words ?? ""}
          pointAt={(x, y) => {
            const index = Math.floor((x - LEFT) / pitch) * ROWS + Math.floor((y - TOP) / pitch);
            return x >= LEFT && y >= TOP && y < height && index < cells.length ? index : undefined;
          }}
          go={setCursor}
        />
      </div>
      <p class="readout">{at === undefined ? " " : cells[at]?.words}</p>
    </div>
  );
}

/** Labels that do not run into the one before. */
function columnLabels(
  cells: readonly HeatCell[],
  pitch: number,
): readonly { readonly text: string; readonly x: number }[] {
  const labels: { text: string; x: number }[] = [];
  for (let index = 0; index < cells.length; index += ROWS) {
    const text = cells[index]?.columnLabel ?? "";
    const x = LEFT + (index / ROWS) * pitch;
    const isClear = x - (labels.at(-1)?.x ?? -LABEL_ROOM_PX) >= LABEL_ROOM_PX;
    if (text !== "" && isClear) labels.push({ text, x });
  }
  return labels;
}
