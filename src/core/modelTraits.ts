import modelFacts from "./modelFacts.json" with { type: "json" };
import { modelFamilyOf, type ModelFamily } from "./modelFamily.ts";
import { readModelName } from "./prices/modelName.ts";

/** What is known of a model besides its price. */
export interface ModelTraits {
  /** As written by the tool. */
  readonly written: string;
  /** One name for all ways of writing the model. */
  readonly name: string;
  /** `undefined` where the name tells of no model. */
  readonly family: ModelFamily | undefined;
  /** Tokens that the model takes at once; `undefined` where not known. */
  readonly windowTokens: number | undefined;
  /** First UTC instant of the day of its release; `undefined` where not known. */
  readonly releasedMs: number | undefined;
}

interface ModelFacts {
  readonly window: number;
  readonly released?: string;
}

interface ListedModel {
  readonly name: string;
  readonly facts: ModelFacts;
}

const LISTED: ReadonlyMap<string, ListedModel> = new Map(
  Object.entries<ModelFacts>(modelFacts.models).map(([name, facts]) => [name.toLowerCase(), { name, facts }]),
);

/** The way Claude Code writes that a model was asked for with a window of a million tokens. */
const LONG_WINDOW = /\[1m\]$/iu;

export function modelTraitsOf(written: string): ModelTraits {
  const listed = readModelName(written, (key) => LISTED.get(key))?.model;
  const name = listed?.name ?? written.toLowerCase();
  const released = listed?.facts.released;
  return {
    written,
    name,
    family: modelFamilyOf(name),
    windowTokens: LONG_WINDOW.test(written) ? 1_000_000 : listed?.facts.window,
    releasedMs: released === undefined ? undefined : Date.parse(`${released}T00:00:00Z`),
  };
}
