import * as v from "valibot";

/**
 * Random numbers that a board hands out; they tell nothing about a person or machine and mean nothing on another board.
 * A member's fits a JSON number exactly; a device's is unique within its member.
 */
export const memberIdSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.brand("MemberId"));
export const deviceIdSchema = v.pipe(
  v.number(),
  v.safeInteger(),
  v.minValue(1),
  v.maxValue(2_147_483_647),
  v.brand("DeviceId"),
);
export const boardIdSchema = v.pipe(v.string(), v.uuid(), v.brand("BoardId"));

export type MemberId = v.InferOutput<typeof memberIdSchema>;
export type DeviceId = v.InferOutput<typeof deviceIdSchema>;
export type BoardId = v.InferOutput<typeof boardIdSchema>;
