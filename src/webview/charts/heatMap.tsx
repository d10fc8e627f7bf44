import type { VNode } from "preact";
import { useState } from "preact/hooks";

import { ChartCursor } from "./chartCursor.tsx";
import { HEAT_ROWS, HEAT_TOP_PX, type HeatLayout, heatCellAt, heatPlace, layOutHeat } from "./heatLayout.ts";
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
  const layout = layOutHeat(cells.length, width);
  const { pitch, bands, bandHeight } = layout;
  const size = pitch - (pitch > 9 ? 3 : 1);
  const height = bandHeight * bands;
  const levels = quarterLevels(cells.map(({ value }) => value));
  return (
    <div class="chart" ref={ref}>
      <div class="chart-plot">
        <svg role="img" aria-label={summary} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
          <title>{summary}</title>
          <g class="axis">
            {Array.from({ length: bands }, (_, band) =>
              rowLabels.map((text, row) => (
                <text key={`${band} ${row}`} x={0} y={band * bandHeight + HEAT_TOP_PX + (row + 0.5) * pitch + 4}>
                  {text}
                </text>
              )),
            )}
            {columnLabels(cells, layout, width).map(({ text, x, y }) => (
              <text key={`${x} ${y}`} x={x} y={y - 6}>
                {text}
              </text>
            ))}
          </g>
          {cells.map((_, index) => {
            const { x, y } = heatPlace(index, layout);
            return <rect key={index} class="heat-ground" x={x} y={y} width={size} height={size} rx={2} />;
          })}
          {levels.map((level, index) => {
            const { x, y } = heatPlace(index, layout);
            return level === 0 ? null : (
              <rect key={index} class={`heat heat-${level}`} x={x} y={y} width={size} height={size} rx={2} />
            );
          })}
          {at !== undefined && <rect class="heat-point" {...heatPlace(at, layout)} width={size} height={size} rx={2} />}
        </svg>
        <ChartCursor
          label={label}
          count={cells.length}
          at={at}
          keys={{ by: "row", across: HEAT_ROWS, page: HEAT_ROWS * 4 }}
          describe={(index) => cells[index]?.words ?? ""}
          pointAt={(x, y) => heatCellAt(x, y, cells.length, layout)}
          go={setCursor}
        />
      </div>
      <p class="readout">{at === undefined ? " " : cells[at]?.words}</p>
    </div>
  );
}

/** Labels that run neither into the one before nor out of the drawing. */
function columnLabels(
  cells: readonly HeatCell[],
  layout: HeatLayout,
  width: number,
): readonly { readonly text: string; readonly x: number; readonly y: number }[] {
  const labels: { text: string; x: number; y: number }[] = [];
  for (let index = 0; index < cells.length; index += HEAT_ROWS) {
    const text = cells[index]?.columnLabel ?? "";
    const { x, y } = heatPlace(index, layout);
    const before = labels.at(-1);
    const isClear = before === undefined || before.y !== y || x - before.x >= LABEL_ROOM_PX;
    if (text !== "" && isClear && x + LABEL_ROOM_PX <= width) labels.push({ text, x, y });
  }
  return labels;
}
