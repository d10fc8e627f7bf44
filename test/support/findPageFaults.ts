/** As much of an element as is needed. */
interface Part {
  readonly scrollWidth: number;
  readonly clientWidth: number;
  readonly textContent: string | null;
  readonly ariaLabel: string | null;
  readonly outerHTML: string;
  closest(selector: string): Part | null;
  querySelector(selector: string): Part | null;
  querySelectorAll(selector: string): Iterable<Part>;
}

interface Style {
  readonly overflowX: string;
  readonly transitionProperty: string;
  readonly transitionDuration: string;
  readonly animationName: string;
}

/**
 * Runs in a page that is asked for no motion: parts that have to be scrolled sideways, that move, and charts without a name or
 * without their figures as a table.
 */
export function findPageFaults(): readonly string[] {
  const { document, getComputedStyle } = globalThis as unknown as {
    readonly document: { querySelectorAll(selector: string): Iterable<Part> };
    readonly getComputedStyle: (of: Part) => Style;
  };
  const nameOf = (part: Part): string => part.outerHTML.slice(0, 120);
  const faults: string[] = [];
  for (const part of document.querySelectorAll("body *")) {
    const style = getComputedStyle(part);
    if (part.scrollWidth > part.clientWidth && /auto|scroll/.test(style.overflowX) && part.querySelector("tr") === null)
      faults.push(`scrolls sideways, ${part.scrollWidth} in ${part.clientWidth}: ${nameOf(part)}`);
    const isMoving = style.transitionProperty !== "none" && /[1-9]/.test(style.transitionDuration);
    if (isMoving || style.animationName !== "none")
      faults.push(
        `moves by ${style.transitionProperty} ${style.transitionDuration} ${style.animationName}: ${nameOf(part)}`,
      );
  }
  for (const chart of document.querySelectorAll(".chart")) {
    const drawing = chart.querySelector('svg[role="img"]');
    if ((drawing?.ariaLabel ?? "").length < 10) faults.push(`has no name: ${nameOf(chart)}`);
    const texts = [...(chart.closest("section")?.querySelectorAll("button") ?? [])].map((button) => button.textContent);
    if (!texts.includes("Show as table")) faults.push(`has no table: ${nameOf(chart)}`);
  }
  return faults;
}
