import { isJsonObject, type JsonObject } from "./lines.ts";

/**
 * Tells apart records without an id that say the same: which of those so far each is. Only the latest are remembered, so that
 * what is saved with a log does not grow with it; those alike are near each other.
 */
export class Ordinals {
  /** How many there were of each content, the latest last. */
  readonly #counts: Map<string, number>;
  readonly #most: number;

  /**
   * @param saved as `state` gave it
   * @param most contents that are remembered
   */
  constructor(saved: unknown, most: number) {
    const entries = Object.entries(isJsonObject(saved) ? saved : {});
    this.#counts = new Map(entries.filter((entry): entry is [string, number] => typeof entry[1] === "number"));
    this.#most = most;
  }

  /** What is to be known of earlier records when later ones are read. Plain JSON. */
  get state(): JsonObject {
    return Object.fromEntries(this.#counts);
  }

  /** @param content a key of what the record says, as `contentKey` gives it */
  next(content: string): number {
    const ordinal = this.#counts.get(content) ?? 0;
    this.#counts.delete(content);
    this.#counts.set(content, ordinal + 1);
    if (this.#counts.size > this.#most) {
      const [oldest = ""] = this.#counts.keys();
      this.#counts.delete(oldest);
    }
    return ordinal;
  }
}
