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
  /** Hashes that another member told first. */
  readonly ofOthers: ReadonlySet<string>;
}

export interface JudgedEvidence {
  readonly outcome: "passed" | "sums" | "bounds" | "shared";
  /** Tokens of all claims, and of those that another member told first. */
  readonly tokens: number;
  readonly shared: number;
}

/** Sums of claims and rows may differ by this: an hour passes between them. */
const TOLERANCE = 0.01;
/** The most claims that evidence holds; of more sessions the largest are told. */
const MOST_CLAIMS = 20_000;

/** Holds what a device tells of its sessions against its rows, against what sessions can be, and against those of others. */
export function judgeEvidence({ claims }: Evidence, ground: EvidenceGround): JudgedEvidence {
  const tokens = sumOf(claims);
  const shared = sumOf(claims.filter(({ hash }) => ground.ofOthers.has(hash)));
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

function sumOf(claims: readonly SessionClaim[]): number {
  return claims.reduce((all, claim) => all + tokensOf(claim), 0);
}

function tokensOf(claim: SessionClaim): number {
  return claim.in + claim.out + claim.cr + claim.cw;
}
