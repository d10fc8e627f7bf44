import * as v from "valibot";

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** What keeps the board away on this machine or in this window, whatever the person chose. */
export const BOARD_BLOCKS = ["forbidden", "untrusted", "telemetryOff"] as const;
export type BoardBlock = (typeof BOARD_BLOCKS)[number];

/** A board by its own name and by the address that the person typed. */
export const boardPlaceSchema = v.object({ name: v.string(), address: v.string() });
export type BoardPlace = Readonly<v.InferOutput<typeof boardPlaceSchema>>;

/** What sync is doing. Causes are sentences that say what can be done about it. */
export const syncViewSchema = v.variant("kind", [
  /** Everything has been sent. */
  v.object({ kind: v.literal("idle"), nextMs: v.optional(v.number()) }),
  v.object({ kind: v.literal("sending") }),
  /** Something is to be sent, at the board's pace. */
  v.object({ kind: v.literal("waiting"), nextMs: v.optional(v.number()) }),
  v.object({ kind: v.literal("paused") }),
  v.object({ kind: v.literal("blocked"), by: v.picklist(BOARD_BLOCKS) }),
  /** Another window or the command line writes the ledger, and sends. */
  v.object({ kind: v.literal("elsewhere") }),
  v.object({ kind: v.literal("offline"), cause: v.string(), nextMs: v.optional(v.number()) }),
  v.object({ kind: v.literal("refused"), cause: v.string(), nextMs: v.optional(v.number()) }),
  /** Something on this machine is in the way. */
  v.object({ kind: v.literal("failed"), cause: v.string(), nextMs: v.number() }),
  /** The board's contract is newer than what was agreed to. */
  v.object({ kind: v.literal("needsConsent") }),
  /** The board does not know this member or device any more. */
  v.object({ kind: v.literal("gone") }),
  /** The key of this device is not where it was kept. */
  v.object({ kind: v.literal("keyLost") }),
]);
export type SyncView = Readonly<v.InferOutput<typeof syncViewSchema>>;

export const leftSchema = v.object({
  kind: v.literal("left"),
  board: boardPlaceSchema,
  deleted: v.record(v.string(), count),
  refusedUntilMs: v.number(),
});

export const joinedSchema = v.object({
  kind: v.literal("joined"),
  board: boardPlaceSchema,
  sync: syncViewSchema,
  /** Rows that are to be sent, and those that the board has refused. */
  waitingRows: count,
  refusedRows: count,
  lastUploadMs: v.optional(v.number()),
  listed: v.boolean(),
  handle: v.optional(v.string()),
  sharesOutcomes: v.boolean(),
  /** Number of this device at the board. */
  deviceId: count,
  /** When what is shown of the board was fetched; its content is asked for. Absent until it was, once. */
  fetchedMs: v.optional(v.number()),
  /** Why nothing newer was fetched. */
  fetchFailure: v.optional(v.string()),
});
export type JoinedStage = Readonly<v.InferOutput<typeof joinedSchema>>;

/** Where a person stands with a team board. */
export const teamStageSchema = v.variant("kind", [
  /** Nothing is sent, and nothing is asked of any server. */
  v.object({ kind: v.literal("off"), block: v.optional(v.picklist(BOARD_BLOCKS)) }),
  /** A board that the person named is asked who it is; nothing of theirs is sent. */
  v.object({ kind: v.literal("looking"), address: v.string() }),
  v.object({
    kind: v.literal("consent"),
    board: boardPlaceSchema,
    /** `newer`: agreed to before, and the contract has changed since. */
    why: v.picklist(["join", "newer"]),
    /** The setting for outcomes is on already, so that they would be sent too. */
    sharesOutcomes: v.boolean(),
  }),
  joinedSchema,
  leftSchema,
]);
export type TeamStage = Readonly<v.InferOutput<typeof teamStageSchema>>;

/** Everything about the team board that is told unasked; what is long is asked for, see `teamQuestions`. */
export const teamStateSchema = v.object({
  stage: teamStageSchema,
  /** What is under way, by the kind of its request. */
  busy: v.optional(v.string()),
  /** What came of the last request, where it does not show by itself. */
  notice: v.optional(v.object({ kind: v.picklist(["info", "warning"]), text: v.string() })),
  /** When a command asked to see the uploads, so that the page goes there once. */
  uploadsWantedMs: v.optional(v.number()),
  /** A code to type elsewhere, once. */
  code: v.optional(v.object({ use: v.picklist(["signIn", "link"]), code: v.string(), expiresMs: v.number() })),
});
export type TeamState = Readonly<v.InferOutput<typeof teamStateSchema>>;

export const BOARD_OFF: TeamState = { stage: { kind: "off" } };
