import type { VNode } from "preact";
import type { Published } from "../../shared/board/published.ts";
import { usePublishedWords } from "../usePublishedWords.ts";

/** A figure of several people in a list of facts; what is withheld says why, in small. */
export function Figure(props: {
  readonly name: string;
  readonly figure: Published;
  readonly format: (value: number) => string;
  readonly more?: string | undefined;
}): VNode {
  const { name, figure, format, more } = props;
  const words = usePublishedWords();
  return (
    <div>
      <dt>{name}</dt>
      <dd class={figure.kind === "withheld" ? "not-shown" : undefined}>
        {words(figure, format)}
        {more !== undefined && figure.kind !== "withheld" && <span class="fact-more">{more}</span>}
      </dd>
    </div>
  );
}
