/** Which charts are shown as tables, by their ids. */
export interface TableChoice {
  readonly asTable: readonly string[];
  readonly toggle: (id: string) => void;
}
