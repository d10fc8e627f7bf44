/** Why a request is refused, as the asker is told: a word for programs, and nothing of what is inside. */
export const REFUSALS = {
  badRequest: 400,
  clock: 400,
  unsigned: 401,
  forbidden: 403,
  otherSession: 403,
  notFound: 404,
  taken: 409,
  notEmpty: 409,
  otherBoard: 409,
  consent: 409,
  noDirectory: 409,
  gone: 410,
  tooLarge: 413,
  tooMany: 429,
  busy: 503,
} as const satisfies Readonly<Record<string, number>>;
export type RefusalReason = keyof typeof REFUSALS;

/** Thrown by what handles a request; becomes the answer in one place. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly reason: RefusalReason;
  readonly retryAfterS: number | undefined;

  constructor(reason: RefusalReason, retryAfterS?: number) {
    super(`Refused: ${reason}`);
    this.reason = reason;
    this.retryAfterS = retryAfterS;
  }
}
