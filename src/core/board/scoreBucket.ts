/** Buckets per natural-log unit: neighbours differ by 0.2 %, so that few scores share one. */
const PER_E = 512;

/** Bucket of the histogram that ranks are read from: higher scores never lie in lower buckets. -1 for nothing counted. */
export function scoreBucketOf(score: number): number {
  return score < 1 ? -1 : Math.floor(Math.log(score) * PER_E);
}
