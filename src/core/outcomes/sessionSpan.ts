/** When a session ran, and the folder that most of it was about. */
export interface SessionSpan {
  readonly folder: string;
  readonly startMs: number;
  /** Its last call. */
  readonly endMs: number;
}
