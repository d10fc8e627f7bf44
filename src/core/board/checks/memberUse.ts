import type { Usual } from "./robust.ts";

/** A UTC day of a member, as far as checks ask. */
export interface CheckedDay {
  readonly day: number;
  readonly seen: number;
  readonly counted: number;
  readonly steered: number;
  readonly turns: number;
  /** A bit for each UTC hour with use, the lowest for midnight. */
  readonly hours: number;
  /** Output that tools report in rows for which it was counted from the text as well, and that count. */
  readonly reported: number;
  readonly recount: number;
}

/** Calls without a person in one hour of one device, tool and model. */
export interface UnattendedHour {
  readonly device: number;
  readonly tool: string;
  readonly model: string;
  readonly h: number;
  readonly calls: number;
}

/** What a member has told of the last weeks, ascending by day. */
export interface MemberUse {
  readonly today: number;
  readonly days: readonly CheckedDay[];
  readonly unattended: readonly UnattendedHour[];
  /** Counted tokens of the 30 days. */
  readonly score: number;
  /** UTC days on which devices joined. */
  readonly deviceDays: readonly number[];
}

/** The board around a member: members with a score. */
export interface BoardUse {
  readonly members: number;
  readonly total: number;
  readonly medianScore: number;
  /** Of log10 of scores. */
  readonly scores: Usual | undefined;
  /** Of log10 of counted tokens per active day. */
  readonly days: Usual | undefined;
}
