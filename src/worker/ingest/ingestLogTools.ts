import type { ReadTools } from "../../sources/source.ts";
import type { ReadBuffer } from "./readLog.ts";

export interface IngestLogTools extends ReadTools {
  readonly buffer: ReadBuffer;
  /** Whether texts of sampled calls are counted: it takes a table of 2 to 5 MB in memory, which most never need. */
  readonly recounts: boolean;
}
