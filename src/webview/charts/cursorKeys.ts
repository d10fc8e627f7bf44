/** How far keys go: along by one, across by a line, and by a page. */
export interface CursorSteps {
  readonly across: number;
  readonly page: number;
}

/** Where a key takes the cursor of a chart or a table; `undefined` for a key that is not about it. */
export function cursorAfter(key: string, at: number, count: number, along: CursorKeys): number | undefined {
  const step = stepOf(key, along, count);
  if (step === undefined || count === 0) return undefined;
  return Math.min(count - 1, Math.max(0, at + step));
}

/** Which arrows go by one, and by how much the others and the page keys go. */
export interface CursorKeys extends CursorSteps {
  readonly by: "row" | "column";
}

function stepOf(key: string, { by, across, page }: CursorKeys, count: number): number | undefined {
  const [horizontal, vertical] = by === "column" ? [1, across] : [across, 1];
  switch (key) {
    case "ArrowRight":
      return horizontal;
    case "ArrowLeft":
      return -horizontal;
    case "ArrowDown":
      return vertical;
    case "ArrowUp":
      return -vertical;
    case "PageDown":
      return page;
    case "PageUp":
      return -page;
    case "Home":
      return -count;
    case "End":
      return count;
    default:
      return undefined;
  }
}
