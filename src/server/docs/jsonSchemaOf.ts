import type * as v from "valibot";

export type JsonSchema = Readonly<Record<string, unknown>>;

/** A part of a valibot schema, as far as it is looked at here. */
interface Part {
  readonly type: string;
  readonly kind?: string;
  readonly pipe?: readonly Part[];
  readonly entries?: Readonly<Record<string, Part>>;
  readonly item?: Part;
  readonly items?: readonly Part[];
  readonly value?: Part;
  readonly wrapped?: Part;
  readonly options?: readonly unknown[];
  readonly literal?: unknown;
  readonly requirement?: unknown;
}

/** What a schema of the wire takes, in words that other programs read. Rules that have no such word are left out. */
export function jsonSchemaOf(schema: v.GenericSchema): JsonSchema {
  return describe(schema as unknown as Part);
}

function describe(part: Part): JsonSchema {
  const rules = (part.pipe ?? []).filter((each) => each.kind === "validation").map(describeRule);
  return Object.assign({}, describeType(part), ...rules) as JsonSchema;
}

function describeType(part: Part): JsonSchema {
  switch (part.type) {
    case "object":
    case "strict_object":
      return describeObject(part.entries ?? {}, part.type === "strict_object");
    case "array":
      return { type: "array", ...(part.item === undefined ? {} : { items: describe(part.item) }) };
    case "tuple":
      return { type: "array", prefixItems: (part.items ?? []).map(describe) };
    case "record":
      return { type: "object", ...(part.value === undefined ? {} : { additionalProperties: describe(part.value) }) };
    case "optional":
    case "nullable":
      return part.wrapped === undefined ? {} : describe(part.wrapped);
    case "picklist":
      return { enum: part.options ?? [] };
    case "literal":
      return { const: part.literal };
    case "union":
    case "variant":
      return { anyOf: (part.options ?? []).map((option) => describe(option as Part)) };
    case "string":
    case "number":
    case "boolean":
      return { type: part.type };
    default:
      return {};
  }
}

function describeObject(entries: Readonly<Record<string, Part>>, isStrict: boolean): JsonSchema {
  const required = Object.entries(entries).filter(([, entry]) => entry.type !== "optional");
  return {
    type: "object",
    properties: Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, describe(entry)])),
    ...(required.length === 0 ? {} : { required: required.map(([name]) => name) }),
    ...(isStrict ? { additionalProperties: false } : {}),
  };
}

function describeRule({ type, requirement }: Part): JsonSchema {
  switch (type) {
    case "integer":
    case "safe_integer":
      return { type: "integer" };
    case "min_value":
      return { minimum: requirement };
    case "max_value":
      return { maximum: requirement };
    case "min_length":
      return { minLength: requirement };
    case "max_length":
      return { maxLength: requirement };
    case "regex":
      return requirement instanceof RegExp ? { pattern: requirement.source } : {};
    case "uuid":
      return { format: "uuid" };
    default:
      return {};
  }
}
