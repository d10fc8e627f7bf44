import { contentKey } from "../contentKey.ts";

/** What Aider prints of a message: counts and costs as texts, rounded. Costs are missing where it knows no price. */
export interface PrintedUsage {
  readonly sent: string;
  readonly received: string;
  readonly cost: string | undefined;
  readonly sessionCost: string | undefined;
}

/** What its log tells of the same message: the numbers that were printed. */
export interface LoggedUsage {
  readonly sent: number;
  readonly received: number;
  readonly cost: number;
  readonly sessionCost: number;
}

/** Key that a message has in the history of chats and in the log alike: what of it is in both, as it is printed. */
export function usageKey({ sent, received, cost, sessionCost }: PrintedUsage): string {
  return contentKey("usage", sent, received, cost, sessionCost);
}

export function printed({ sent, received, cost, sessionCost }: LoggedUsage): PrintedUsage {
  const isPriced = cost > 0;
  return {
    sent: printedTokens(sent),
    received: printedTokens(received),
    cost: isPriced ? printedCost(cost) : undefined,
    sessionCost: isPriced ? printedCost(sessionCost) : undefined,
  };
}

/** `834`, `1.2k`, `12k`. */
function printedTokens(count: number): string {
  if (count < 1000) return String(count);
  return `${fixed(count / 1000, count < 10_000 ? 1 : 0)}k`;
}

/** Cents, or two digits more than the number has zeros behind its point. */
function printedCost(dollars: number): string {
  const digits = dollars >= 0.01 ? 2 : Math.max(2, 2 - Math.trunc(Math.log10(dollars)));
  return fixed(dollars, Math.min(digits, 100));
}

/** As Python rounds: what lies exactly between two goes to the even one, where JavaScript takes the greater. */
function fixed(value: number, digits: number): string {
  const rounded = value.toFixed(digits);
  const below = fixedDown(value, digits);
  if (rounded === below) return rounded;
  const exact = value.toFixed(Math.min(digits + 40, 100));
  const isTie = /^50*$/.test(exact.slice(exact.indexOf(".") + 1 + digits));
  return isTie && Number(below.at(-1)) % 2 === 0 ? below : rounded;
}

function fixedDown(value: number, digits: number): string {
  const exact = value.toFixed(Math.min(digits + 40, 100));
  const end = exact.indexOf(".") + 1 + digits;
  return exact.slice(0, digits === 0 ? end - 1 : end);
}
