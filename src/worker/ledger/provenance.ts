/** Where a record comes from. */
export interface Provenance {
  readonly sourceId: string;
  readonly source: number;
  readonly file: number;
  readonly parserVersion: number;
}
