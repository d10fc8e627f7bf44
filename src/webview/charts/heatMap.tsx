import { t } from "@vscode/l10n";
import type { VNode } from "preact";
import { useState } from "preact/hooks";

import { ChartCursor } from "./chartCursor.tsx";
import { HEAT_NAMES_PX, HEAT_ROWS, HEAT_TOP_PX, heatCellAt, heatLabels, heatPlace, layOutHeat } from "./heatLayout.ts";
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
  const columnLabels = cells.filter((_, index) => index % HEAT_ROWS === 0).map(({ columnLabel }) => columnLabel);
  const levels = quarterLevels(cells.map(({ value }) => value));
  return (
    <div class="chart" ref={ref}>
      <div class="chart-plot">
        <svg role="img" aria-label={summary} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
          <title>{summary}</title>
          <g class="axis">
            {Array.from({ length: bands }, (_, band) =>
              rowLabels.map((text, row) => (
                <text
                  key={`${band} ${row}`}
                  x={HEAT_NAMES_PX}
                  y={band * bandHeight + HEAT_TOP_PX + (row + 0.5) * pitch + 4}
                >
                  {text}
                </text>
              )),
            )}
            {heatLabels(columnLabels, layout, width).map(({ text, x, y }) => (
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
      <div class="heat-foot">
        <p class="readout">{at === undefined ? " " : cells[at]?.words}</p>
        <HeatLegend />
      </div>
    </div>
  );
}

/** What the shades stand for. A screen reader is told the figures themselves. */
function HeatLegend(): VNode {
  const place = (level: number) => ({ x: level * 14, y: 0, width: 11, height: 11, rx: 2 });
  return (
    <p class="heat-legend quiet" aria-hidden="true">
      {t("Less")}
      <svg width={67} height={11} viewBox="0 0 67 11">
        {[0, 1, 2, 3, 4].map((level) => (
          <rect key={level} class="heat-ground" {...place(level)} />
        ))}
        {[1, 2, 3, 4].map((level) => (
          <rect key={level} class={`heat heat-${level}`} {...place(level)} />
        ))}
      </svg>
      {t("More")}
    </p>
  );
}
