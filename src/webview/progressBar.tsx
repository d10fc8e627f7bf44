import type { VNode } from "preact";

/** How far something is, for eyes and for screen readers. */
export function ProgressBar(props: {
  readonly fraction: number;
  /** What it is the progress of. */
  readonly label: string;
  /** Where it stands, in words. */
  readonly words: string;
}): VNode {
  const percent = Math.min(100, Math.max(0, props.fraction * 100));
  return (
    <div
      class="progress"
      role="progressbar"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.floor(percent)}
      aria-valuetext={props.words}
    >
      <div class="progress-fill" style={{ inlineSize: `${percent}%` }} />
    </div>
  );
}
