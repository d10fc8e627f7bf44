import * as v from "valibot";

/** Why a row was refused. H1 to H8 are the hard rules; a refused row stays refused until the client changes it. */
export const REFUSAL_CODES = ["H1", "H2", "H3", "H8"] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** What a board answers to a batch: every row is accepted, stale (it held a newer one already) or refused. */
export const syncReplySchema = v.object({
  /** Changes when the board's data has been replaced: everything of the last 35 days is then sent again. */
  epoch: v.pipe(v.string(), v.uuid()),
  serverTime: count,
  /** The highest `seq` of this device that the board knew before; lower than one it has acknowledged: it was set back. */
  lastSeq: count,
  accepted: count,
  stale: count,
  refused: v.array(v.object({ i: count, code: v.picklist(REFUSAL_CODES) })),
  minIntervalS: count,
});

export type SyncReply = Readonly<v.InferOutput<typeof syncReplySchema>>;
