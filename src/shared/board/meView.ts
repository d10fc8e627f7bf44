import * as v from "valibot";
import { TRUST_MARKS } from "./trust.ts";
import { bandSchema, volumeEntrySchema } from "./volumeView.ts";

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A person answers a hold by sending again what they have, by explaining, or by asking for somebody to look at it. */
export const APPEAL_KINDS = ["resend", "explain", "askPerson"] as const;
export const EXPLANATIONS = ["automation", "sharedMachine", "newTool", "importedHistory", "other"] as const;
export const appealSchema = v.variant("kind", [
  v.strictObject({ kind: v.literal("resend") }),
  v.strictObject({
    kind: v.literal("explain"),
    choice: v.picklist(EXPLANATIONS),
    text: v.pipe(v.string(), v.maxLength(280)),
  }),
  v.strictObject({ kind: v.literal("askPerson") }),
]);
export type Appeal = Readonly<v.InferOutput<typeof appealSchema>>;

/** Something a check has noticed about the own rows; only the person and the moderators see it. */
export const signalSchema = v.object({
  signalId: count,
  /** C1 to C20, see docs/integrity.md. */
  code: v.string(),
  day: count,
  effect: v.picklist(["info", "label", "ask", "provisional", "held"]),
  status: v.picklist(["open", "cleared", "upheld", "expired"]),
  /** The figures that broke the rule, by name. */
  figures: v.record(v.string(), v.number()),
  toolVersion: v.optional(v.string()),
  /** When a hold ends by itself. */
  endsAt: v.optional(count),
  appeal: v.optional(appealSchema),
  decision: v.optional(v.object({ at: count, text: v.string() })),
});
export type Signal = Readonly<v.InferOutput<typeof signalSchema>>;

/** What the board knows of the person who looks, and only to them. */
export const meViewSchema = v.object({
  asOf: count,
  listed: v.boolean(),
  handle: v.optional(v.string()),
  teamId: v.optional(count),
  teams: v.array(v.object({ teamId: count, name: v.string() })),
  trust: v.picklist(TRUST_MARKS),
  counted: count,
  provisional: count,
  seen: count,
  activeDays: count,
  /** Where one stands: a band such as "best 5 %", never a number below the list. */
  band: v.optional(bandSchema),
  /** Place on the list; only for who is on it. */
  rank: v.optional(count),
  /** Listed people just above and below, at most five each, the own line between them. */
  neighbours: v.array(volumeEntrySchema),
  /** Own days, oldest first, up to 13 months. */
  days: v.array(v.object({ day: count, seen: count, counted: count, isSettled: v.boolean() })),
  signals: v.array(signalSchema),
  evidenceAsked: v.boolean(),
  /** The link to the provider's own report; left out where the board reads none and nothing is linked. */
  provider: v.optional(
    v.object({
      provider: v.literal("anthropic"),
      /** Whether the board reads the report at present. */
      isRead: v.boolean(),
      /** Whether the directory told the own address when this session began, without which nothing can be linked. */
      canLink: v.boolean(),
      /** `undefined` where nothing is linked. Whom the provider means by it, the board cannot say: it keeps a hash. */
      linkedAt: v.optional(count),
      /** Own days of the report that the board holds, and the newest of them. */
      days: count,
      newestDay: v.optional(count),
    }),
  ),
  devices: v.array(
    v.object({ deviceId: count, createdAt: count, lastUploadAt: v.optional(count), isRevoked: v.boolean() }),
  ),
  /** Rows that the board holds, by kind. */
  held: v.record(v.string(), count),
  badges: v.array(v.object({ badge: v.string(), grade: v.number(), since: count })),
  /** How many people looked at a view with the own name, by day, newest first. */
  looks: v.array(v.object({ day: count, people: count })),
});
export type MeView = Readonly<v.InferOutput<typeof meViewSchema>>;
