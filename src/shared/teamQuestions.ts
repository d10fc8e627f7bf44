import * as v from "valibot";

import { meViewSchema } from "./board/meView.ts";
import { volumeViewSchema } from "./board/volumeView.ts";

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const nothingSchema = v.strictObject({});

/** What would be sent first, and under which terms. */
export const consentPreviewSchema = v.object({
  consentVersion: count,
  /** The batch in its canonical form: what is signed and sent, byte for byte, but for what the board gives at joining. */
  text: v.string(),
  /** Rows of this batch, and those that more batches would bring. */
  rows: count,
  moreRows: count,
  /** Legal text of who runs the board, where it gives one. */
  legalText: v.optional(v.string()),
  /** Fewer people than this are never shown as a sum or a median. */
  leastPeople: count,
});
export type ConsentPreview = Readonly<v.InferOutput<typeof consentPreviewSchema>>;

/** What the board was last heard to say; the age of it is in the team's state. */
export const boardContentSchema = v.object({
  volume: v.optional(volumeViewSchema),
  me: v.optional(meViewSchema),
});
export type BoardContent = Readonly<v.InferOutput<typeof boardContentSchema>>;

/** Stands for the id of a batch where what came of days was sent. */
export const OUTCOMES_UPLOAD = "outcomes";

/** Uploads as they were sent, the newest first. */
export const uploadsSchema = v.array(
  v.object({
    batchId: v.string(),
    seq: count,
    sentMs: v.number(),
    rows: count,
    outcome: v.variant("kind", [
      v.object({ kind: v.literal("unanswered") }),
      v.object({ kind: v.literal("stored"), accepted: count, stale: count, refused: count }),
      /** As a whole; `cause` is a sentence. */
      v.object({ kind: v.literal("refused"), cause: v.string() }),
    ]),
    text: v.string(),
  }),
);
export type Uploads = v.InferOutput<typeof uploadsSchema>;

/** What a page may ask the host about the team board: answered from what is there, without waiting for a server. */
export const TEAM_QUESTIONS = {
  teamConsent: { argument: nothingSchema, answer: consentPreviewSchema },
  teamBoard: { argument: nothingSchema, answer: boardContentSchema },
  teamUploads: { argument: nothingSchema, answer: uploadsSchema },
} as const;
