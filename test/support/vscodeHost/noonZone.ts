/**
 * A time zone in which it is about noon, of the same date as in UTC: what a test calls today stays today while it runs, at
 * whatever hour that is.
 */
export function noonZone(nowMs: number): string {
  const behind = new Date(nowMs).getUTCHours() - 12;
  // The names tell hours behind UTC, not ahead of it.
  return behind === 0 ? "Etc/GMT" : `Etc/GMT${behind > 0 ? "+" : ""}${behind}`;
}
