/** Squares go down the columns, seven to each. */
export const HEAT_ROWS = 7;
/** Room for the names of rows, and for labels above a band. */
const LEFT_PX = 34;
/** Where the names of rows begin: clear of the line around the drawing that has the focus. */
export const HEAT_NAMES_PX = 4;
export const HEAT_TOP_PX = 18;
const LARGEST_PX = 24;
const LABEL_ROOM_PX = 26;
/** Smaller squares are hard to see and to point at: columns that do not fit go into another band below. */
const LEAST_PX = 11;
/** Where the squares are. */
export interface HeatLayout {
  readonly pitch: number;
  /** Columns of one band. */
  readonly columns: number;
  readonly bands: number;
  /** Height of a band with its labels. */
  readonly bandHeight: number;
}

/** As few bands as there is room for, of equal length. */
export function layOutHeat(cells: number, width: number): HeatLayout {
  const all = Math.max(1, Math.ceil(cells / HEAT_ROWS));
  const room = Math.max(LEAST_PX, width - LEFT_PX);
  const bands = Math.ceil(all / Math.floor(room / LEAST_PX));
  const columns = Math.ceil(all / bands);
  const pitch = Math.min(LARGEST_PX, room / columns);
  return { pitch, columns, bands, bandHeight: HEAT_TOP_PX + pitch * HEAT_ROWS };
}

/** Top left corner of a square. */
export function heatPlace(
  index: number,
  { pitch, columns, bandHeight }: HeatLayout,
): { readonly x: number; readonly y: number } {
  const column = Math.floor(index / HEAT_ROWS);
  return {
    x: LEFT_PX + (column % columns) * pitch,
    y: Math.floor(column / columns) * bandHeight + HEAT_TOP_PX + (index % HEAT_ROWS) * pitch,
  };
}

/** Index of the square at a place, if there is one. */
export function heatCellAt(x: number, y: number, cells: number, layout: HeatLayout): number | undefined {
  const { pitch, columns, bandHeight } = layout;
  const column = Math.floor((x - LEFT_PX) / pitch);
  const band = Math.floor(y / bandHeight);
  const row = Math.floor((y - band * bandHeight - HEAT_TOP_PX) / pitch);
  const index = (band * columns + column) * HEAT_ROWS + row;
  const isSquare = column >= 0 && column < columns && row >= 0 && row < HEAT_ROWS && band >= 0;
  return isSquare && index < cells ? index : undefined;
}

/** A label above a column, by the place of its column's first square. */
export interface HeatLabel {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/**
 * Labels that run neither into each other nor out of the drawing. Of two without room for both the later stands: the earlier
 * is that of a month of which the drawing has the last days only.
 * @param texts one for each column, empty for none
 */
export function heatLabels(texts: readonly string[], layout: HeatLayout, width: number): readonly HeatLabel[] {
  const labels: HeatLabel[] = [];
  for (const [column, text] of texts.entries()) {
    const { x, y } = heatPlace(column * HEAT_ROWS, layout);
    if (text === "" || x + LABEL_ROOM_PX > width) continue;
    const before = labels.at(-1);
    if (before?.y === y && x - before.x < LABEL_ROOM_PX) labels.pop();
    labels.push({ text, x, y });
  }
  return labels;
}
