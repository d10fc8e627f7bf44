/** Squares go down the columns, seven to each. */
export const HEAT_ROWS = 7;
/** Room for the names of rows, and for labels above a band. */
const LEFT_PX = 34;
export const HEAT_TOP_PX = 18;
const LARGEST_PX = 24;
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
