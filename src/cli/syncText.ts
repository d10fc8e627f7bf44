import type { OutboxState, Upload } from "../shared/board/outbox.ts";

export function countText(count: number, what: string): string {
  return `${count} ${count === 1 ? what : `${what}s`}`;
}

/** Where sync stands. Names no more than the board knows. */
export function statusText(
  { membership, isPaused, isSender, waiting, refused }: OutboxState,
  [last]: readonly Upload[],
): string {
  if (membership === undefined) return "This machine belongs to no board, and nothing is sent.\n";
  const { url, memberId, deviceId, joinedAtMs, consentVersion, isUnattended } = membership;
  const codes = Object.entries(refused).map(([code, rows]) => `${countText(rows, "row")} by ${code}`);
  const sending = isSender ? "by this process" : "by the process that holds the ledger";
  const lines = [
    `Board:    ${url}`,
    `Member:   ${memberId}, machine ${deviceId}, since ${dateText(joinedAtMs)}, contract ${consentVersion}`,
    ...(isUnattended ? ["Mode:     unattended"] : []),
    `Sending:  ${isPaused ? "paused" : sending}`,
    `Waiting:  ${countText(waiting, "row")}`,
    ...(codes.length === 0 ? [] : [`Refused:  ${codes.join(", ")}`]),
    `Last:     ${last === undefined ? "nothing was sent so far" : `${timeText(last.atMs)}, ${outcomeText(last)}`}`,
  ];
  return `${lines.join("\n")}\n`;
}

/** The last uploads, each as it was sent. */
export function uploadsText(uploads: readonly Upload[]): string {
  if (uploads.length === 0) return "Nothing was sent so far.\n";
  return uploads.map((upload) => `${timeText(upload.atMs)}, ${outcomeText(upload)}\n${upload.text}\n`).join("\n");
}

function outcomeText({ outcome }: Upload): string {
  switch (outcome.kind) {
    case "unanswered":
      return "not answered so far";
    case "refused":
      return `refused as a whole (${outcome.reason})`;
    case "stored":
      return `${outcome.accepted} stored, ${outcome.stale} known before, ${outcome.refused.length} refused`;
  }
}

function timeText(ms: number): string {
  return new Date(ms).toISOString();
}

function dateText(ms: number): string {
  return timeText(ms).slice(0, 10);
}
