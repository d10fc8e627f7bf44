/** Uploads of a device: so many at once after a silence, and so many an hour. */
export const REQUESTS_PER_HOUR = 20;
const REFILL_MS = 3_600_000 / REQUESTS_PER_HOUR;

export interface Bucket {
  readonly left: number;
  readonly atMs: number;
}

/** The bucket after one request, or how many seconds to wait for one. A clock that goes back takes nothing away. */
export function takeRequest(bucket: Bucket, nowMs: number): Bucket | { readonly retryAfterS: number } {
  const refilled = Math.max(0, nowMs - bucket.atMs) / REFILL_MS;
  const left = Math.min(REQUESTS_PER_HOUR, bucket.left + refilled);
  if (left < 1) return { retryAfterS: Math.ceil(((1 - left) * REFILL_MS) / 1_000) };
  return { left: left - 1, atMs: Math.max(bucket.atMs, nowMs) };
}
