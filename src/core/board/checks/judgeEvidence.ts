import type { Evidence, SessionClaim } from "../../../shared/board/evidence.ts";
import { MAX_TOKENS_PER_SESSION } from "../../plausibility.ts";
import { CHECK_LIMITS } from "./checkLimits.ts";

const FIELDS = ["in", "out", "cr", "cw"] as const;
export type EvidenceSums = Readonly<Record<(typeof FIELDS)[number], number>>;

export interface EvidenceGround {
  /** What the device's rows of the window hold. */
  readonly rows: EvidenceSums;
  /** First and last UTC hour of the window. */
  readonly firstHour: number;
  readonly lastHour: number;
  /** Sessions that another member told first, by hash, and how many tokens of them they told. */
  readonly ofOthers: ReadonlyMap<string, number>;
}

export interface JudgedEvidence {
  readonly outcome: "passed" | "sums" | "bounds" | "shared";
  /** Tokens of all claims, and those of them that another member told first: a session is theirs as far as they told of it. */
  readonly tokens: number;
  readonly shared: number;
}

/** Sums of claims and rows may differ by this: an hour passes between them. */
const TOLERANCE = 0.01;
/** The most claims that evidence holds; of more sessions the largest are told. */
const MOST_CLAIMS = 20_000;

/** Holds what a device tells of its sessions against its rows, against what sessions can be, and against those of others. */
export function judgeEvidence({ claims }: Evidence, ground: EvidenceGround): JudgedEvidence {
  const tokens = sumOf(claims, tokensOf);
  const shared = sumOf(claims, (claim) => Math.min(tokensOf(claim), ground.ofOthers.get(claim.hash) ?? 0));
  const told = (outcome: JudgedEvidence["outcome"]): JudgedEvidence => ({ outcome, tokens, shared });
  if (new Set(claims.map(({ hash }) => hash)).size < claims.length) return told("bounds");
  if (!claims.every((claim) => canBe(claim, ground))) return told("bounds");
  if (!addsUp(claims, ground.rows)) return told("sums");
  return told(tokens > 0 && shared > CHECK_LIMITS.copiedShare * tokens ? "shared" : "passed");
}

function canBe(claim: SessionClaim, { firstHour, lastHour }: EvidenceGround): boolean {
  return (
    claim.firstHour <= claim.lastHour &&
    claim.firstHour >= firstHour &&
    claim.lastHour <= lastHour &&
    tokensOf(claim) <= MAX_TOKENS_PER_SESSION
  );
}

function addsUp(claims: readonly SessionClaim[], rows: EvidenceSums): boolean {
  return FIELDS.every((field) => {
    const sum = claims.reduce((all, claim) => all + claim[field], 0);
    const isAbove = sum > rows[field] * (1 + TOLERANCE);
    const isBelow = sum < rows[field] * (1 - TOLERANCE);
    return !isAbove && (!isBelow || claims.length === MOST_CLAIMS);
  });
}

/** Cut where it is beyond what a number holds exactly. */
function sumOf(claims: readonly SessionClaim[], tokens: (claim: SessionClaim) => number): number {
  return Math.min(
    Number.MAX_SAFE_INTEGER,
    claims.reduce((all, claim) => all + tokens(claim), 0),
  );
}

function tokensOf(claim: SessionClaim): number {
  return claim.in + claim.out + claim.cr + claim.cw;
}
