import type { VolumeEntry } from "../../shared/board/volumeView.ts";

/** What the whole length of a bar stands for: the most that counts of anybody, or will once it has settled. */
export function longestBar(entries: readonly Pick<VolumeEntry, "counted" | "provisional">[]): number {
  return Math.max(1, ...entries.map(({ counted, provisional }) => counted + provisional));
}
