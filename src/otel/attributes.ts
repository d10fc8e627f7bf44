/** Named values of what was sent. Lists and nested values are left out: nothing that counts is told by them. */
export type Attributes = ReadonlyMap<string, AttributeValue>;
export type AttributeValue = string | number | boolean;

/** A text that says something. */
export function textOf(attributes: Attributes, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = attributes.get(name);
    if (typeof value === "string" && value !== "") return value;
  }
  return undefined;
}

/** A count under the first of the names that is there; 0 where none is. Some emitters write numbers as text. */
export function countOf(attributes: Attributes, ...names: readonly string[]): number | undefined {
  for (const name of names) {
    const value = attributes.get(name);
    if (value === undefined) continue;
    const count = numberOf(value);
    return count !== undefined && Number.isInteger(count) ? count : undefined;
  }
  return 0;
}

/** A number or the number that a text writes out. */
export function numberOf(value: AttributeValue | undefined): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}
