import { normalBelow, normalDensity, normalQuantile } from "./normalDistribution.ts";

/**
 * How tokens of 30 days spread over the people of a company, as a log-normal distribution: most use little, few use
 * thousands of times as much.
 */
export interface Company {
  readonly people: number;
  /** Tokens of 30 days per person. */
  readonly meanTokens: number;
  /** Standard deviation of the natural logarithm of the tokens. */
  readonly sigma: number;
}

/**
 * An estimate from two reported figures: 60.2 trillion tokens of 85,000 people, and 281 to 328.5 billion of the first of them,
 * which a sigma of 1.74 to 1.80 leads to. A median reported by others, 32 million a week, lies beside the one it gives.
 */
export const COMPANY: Company = { people: 85_000, meanTokens: 708e6, sigma: 1.8 };

/** The same company, were it as even as a public board of enthusiasts is: the other end of what is likely. */
export const EVEN_COMPANY: Company = { ...COMPANY, sigma: 1.3 };

/** A log-normal distribution's median lies below its mean by the factor exp(sigma^2 / 2). */
export function medianTokens({ meanTokens, sigma }: Company): number {
  return meanTokens * Math.exp(-(sigma * sigma) / 2);
}

/** Share of people who used less, 0 to 1. */
export function shareBelow(company: Company, tokens: number): number {
  return tokens <= 0 ? 0 : normalBelow(deviations(company, tokens));
}

/** Tokens that this share of people stays below. */
export function tokensAt(company: Company, share: number): number {
  return medianTokens(company) * Math.exp(company.sigma * normalQuantile(share));
}

/** Tokens of the person at a place, 1 for the first. */
export function tokensAtPlace(company: Company, place: number): number {
  return tokensAt(company, 1 - place / company.people);
}

/** Height of the curve over a logarithmic scale, 1 at its top. */
export function curveHeight(company: Company, tokens: number): number {
  return normalDensity(deviations(company, tokens)) / normalDensity(0);
}

function deviations(company: Company, tokens: number): number {
  return Math.log(tokens / medianTokens(company)) / company.sigma;
}

/** A share as people say it: 6 in 10, 95 in 100, 998 in 1000. */
export interface CountedShare {
  readonly count: number;
  readonly of: 10 | 100 | 1000;
}

/** Neither none nor all is said of what only comes near it. */
export function countedShare(share: number): CountedShare {
  if (share >= 0.095 && share <= 0.905) return { count: Math.round(share * 10), of: 10 };
  if (share >= 0.0095 && share <= 0.9905) return { count: Math.round(share * 100), of: 100 };
  return { count: Math.min(999, Math.max(1, Math.round(share * 1000))), of: 1000 };
}
