import * as v from "valibot";
import { WIRE_BOUNDS } from "./wireBounds.ts";

/** Figures of an hour as they are sent, in the order of the canonical form. `busy` is seconds; `sess` counts sessions. */
export const FIGURE_FIELDS = [
  "in",
  "out",
  "cr",
  "cw",
  "calls",
  "busy",
  "turns",
  "maxPrompt",
  "recount",
  "sess",
] as const;
export type FigureField = (typeof FIGURE_FIELDS)[number];
export type HourFigures = Readonly<Record<FigureField, number>>;

/** Fields of the key, in the order of the canonical form; device and member come with the batch. */
export const KEY_FIELDS = ["h", "tool", "model", "mode"] as const;
/** All fields of a row, in the order of the canonical form. A field that is not here is refused. */
export const ROW_FIELDS = [...KEY_FIELDS, "rev", "toolVersion", ...FIGURE_FIELDS] as const;

const figure = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(WIRE_BOUNDS.figure));

/** Name of a tool or model: too narrow for a path, an address or a sentence. */
const name = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9._-]{0,63}$/i));

/**
 * One hour of one tool, model and mode, as absolute values: the same row sent twice says the same. A row whose figures are all
 * zero is a tombstone; the absence of a row says nothing.
 */
export const usageRowSchema = v.strictObject({
  /** UTC hours since 1970. */
  h: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(10_000_000)),
  tool: name,
  model: name,
  /** 1 steered, 0 unattended. */
  mode: v.picklist([0, 1]),
  /** Grows whenever a value of the row changes; the highest wins. */
  rev: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** Empty where the tool does not tell. */
  toolVersion: v.pipe(v.string(), v.regex(/^[a-z0-9._+-]{0,32}$/i)),
  in: figure,
  out: figure,
  cr: figure,
  cw: figure,
  calls: figure,
  busy: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(2_147_483_647)),
  turns: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(2_147_483_647)),
  maxPrompt: figure,
  recount: figure,
  sess: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(2_147_483_647)),
});

export type UsageRow = Readonly<v.InferOutput<typeof usageRowSchema>>;

export const NO_FIGURES: HourFigures = {
  in: 0,
  out: 0,
  cr: 0,
  cw: 0,
  calls: 0,
  busy: 0,
  turns: 0,
  maxPrompt: 0,
  recount: 0,
  sess: 0,
};

export function isTombstone(row: UsageRow): boolean {
  return FIGURE_FIELDS.every((field) => row[field] === 0);
}
