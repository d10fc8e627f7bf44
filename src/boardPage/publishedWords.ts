import type { Published } from "../shared/board/published.ts";
import { generalTexts } from "./generalTexts.ts";

/**
 * A figure about several people in words, also where it is a band or withheld.
 *
 * @param leastPeople fewer than this are told nothing of
 */
export function publishedWords(figure: Published, format: (value: number) => string, leastPeople: number): string {
  switch (figure.kind) {
    case "value":
      return format(figure.value);
    case "band":
      return generalTexts.band(format(figure.from), format(figure.to));
    case "withheld":
      return generalTexts.withheld[figure.reason](leastPeople);
  }
}

/** A figure to draw with; a band by its middle. `undefined` where nothing may be shown. */
export function publishedNumber(figure: Published): number | undefined {
  switch (figure.kind) {
    case "value":
      return figure.value;
    case "band":
      return (figure.from + figure.to) / 2;
    case "withheld":
      return undefined;
  }
}
