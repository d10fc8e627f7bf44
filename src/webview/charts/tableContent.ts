/** A figure as it reads, and as it is calculated with: the number goes into exported files. */
export interface NumberCell {
  readonly text: string;
  /** `undefined` where it is not known. */
  readonly value: number | undefined;
}

export type Cell = string | NumberCell;

/** What a chart shows, as a table. The first cell of a row names it. */
export interface TableContent {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}
