/** What money is shown in. Costs are worked out and kept in US dollars. */
export interface Currency {
  /** ISO 4217 code, such as `EUR`. */
  readonly code: string;
  /** Units of it per US dollar. */
  readonly perUsd: number;
}

export const US_DOLLAR: Currency = { code: "USD", perUsd: 1 };

export function isCurrency(value: unknown): value is Currency {
  return (
    typeof value === "object" &&
    value !== null &&
    "code" in value &&
    typeof value.code === "string" &&
    /^[A-Z]{3}$/.test(value.code) &&
    "perUsd" in value &&
    typeof value.perUsd === "number" &&
    Number.isFinite(value.perUsd) &&
    value.perUsd > 0
  );
}
