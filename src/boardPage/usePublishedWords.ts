import { useContext } from "preact/hooks";
import type { Published } from "../shared/board/published.ts";
import { BoardContext } from "./boardContext.ts";
import { publishedWords } from "./publishedWords.ts";

/** Puts figures about several people in words, by this board's least number of people. */
export function usePublishedWords(): (figure: Published, format: (value: number) => string) => string {
  const { leastPeople } = useContext(BoardContext);
  return (figure, format) => publishedWords(figure, format, leastPeople);
}
