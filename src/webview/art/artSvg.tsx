import type { ComponentChildren, VNode } from "preact";

/** What every drawing takes. */
export interface ArtProps {
  /** Width and height in pixels. */
  readonly size: number;
  /** What the drawing says to those who cannot see it. Without one it is decoration, and hidden from them. */
  readonly title?: string | undefined;
}

/** A square drawing on a grid of 48 units. It has no ids and refers to nothing, so any number of them may stand on a page. */
export function ArtSvg(
  props: ArtProps & {
    /** Classes of art.css with the colours to paint in. */
    readonly colours: string;
    readonly children: ComponentChildren;
  },
): VNode {
  const { size, title, colours, children } = props;
  const spoken = title === undefined ? { "aria-hidden": true } : { role: "img" as const, "aria-label": title };
  return (
    <svg class={`art ${colours}`} width={size} height={size} viewBox="0 0 48 48" {...spoken}>
      {title === undefined ? null : <title>{title}</title>}
      {children}
    </svg>
  );
}
