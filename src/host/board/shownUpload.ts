import type { Upload } from "../../shared/board/outbox.ts";
import { isFields } from "../../shared/isGameSnapshot.ts";
import type { Uploads } from "../../shared/teamQuestions.ts";
import { boardFaultText } from "../../sync/boardFaultText.ts";

/** An upload as the page shows it: its text as it is, and what came of it in words. */
export function shownUpload({ batchId, atMs, text, outcome }: Upload): Uploads[number] {
  const batch: unknown = JSON.parse(text);
  const { seq, rows } = isFields(batch) ? batch : {};
  return {
    batchId,
    seq: typeof seq === "number" ? seq : 0,
    sentMs: atMs,
    rows: Array.isArray(rows) ? rows.length : 0,
    outcome: shownOutcome(outcome),
    text,
  };
}

function shownOutcome(outcome: Upload["outcome"]): Uploads[number]["outcome"] {
  switch (outcome.kind) {
    case "unanswered":
      return outcome;
    case "stored":
      return { ...outcome, refused: outcome.refused.length };
    case "refused":
      return { kind: "refused", cause: boardFaultText({ kind: "refused", status: 0, reason: outcome.reason }) };
  }
}
