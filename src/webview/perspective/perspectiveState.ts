import type { Assumptions, MixPart } from "../../core/perspective/assumptions.ts";
import { MOST_MODELS, balanceMix } from "../../core/perspective/mix.ts";
import { COMPANY_MONTH_TOKENS, QUOTES } from "../../core/perspective/quotes.ts";
import { MOST_TOKENS } from "../../core/perspective/readAmount.ts";
import { type Fields, isFields } from "../../shared/isGameSnapshot.ts";

/** What the reader of the perspective page set. */
export interface PerspectiveState {
  readonly tokens: number;
  readonly assumptions: Assumptions;
  /** Ids of the charts that are shown as tables. */
  readonly asTable: readonly string[];
}

const LONGEST_NAME = 200;
const MOST_TABLES = 10;

/** A state from what was kept, whatever that is; the beginning is a company's month at the price that was observed. */
export function readPerspectiveState(kept: unknown): PerspectiveState {
  const fields = isFields(kept) ? kept : {};
  const { tokens, assumptions, asTable } = fields;
  return {
    tokens: isWithin(tokens, MOST_TOKENS) ? tokens : COMPANY_MONTH_TOKENS,
    assumptions: (isFields(assumptions) ? readAssumptions(assumptions) : undefined) ?? START,
    asTable: Array.isArray(asTable) ? asTable.filter(isShortText).slice(0, MOST_TABLES) : [],
  };
}

const NOTHING: Assumptions = { mix: [], cacheHit: 0, cacheWrite: 0, hourWrites: 0, output: 0 };
const START = QUOTES[0]?.assumptions ?? NOTHING;

function readAssumptions({ mix, cacheHit, cacheWrite, hourWrites, output }: Fields): Assumptions | undefined {
  const parts = Array.isArray(mix) ? mix.filter(isMixPart).slice(0, MOST_MODELS) : [];
  if (parts.length === 0) return undefined;
  if (!isShare(cacheHit) || !isShare(cacheWrite) || !isShare(hourWrites) || !isShare(output)) return undefined;
  return { mix: balanceMix(parts), cacheHit, cacheWrite, hourWrites, output };
}

function isMixPart(value: unknown): value is MixPart {
  return isFields(value) && isShortText(value["tool"]) && isShortText(value["model"]) && isShare(value["share"]);
}

function isShortText(value: unknown): value is string {
  return typeof value === "string" && value.length <= LONGEST_NAME;
}

function isShare(value: unknown): value is number {
  return isWithin(value, 1);
}

function isWithin(value: unknown, most: number): value is number {
  return typeof value === "number" && value >= 0 && value <= most;
}
