import type { VNode } from "preact";
import { SLICE_KINDS, type Slice } from "../../shared/board/published.ts";
import { practiceTexts } from "./practiceTexts.ts";

const EVERYBODY = "company";

/** Chooses one part of the board; never two at once. */
export function SlicePicker(props: {
  readonly current: Slice;
  readonly slices: readonly Slice[];
  /** `undefined` for everybody. */
  readonly choose: (slice: string | undefined) => void;
}): VNode {
  const { current, slices, choose } = props;
  const texts = practiceTexts.slice;
  const known = slices.some((slice) => keyOf(slice) === keyOf(current)) ? slices : [...slices, current];
  return (
    <div class="field slice-picker">
      <label for="slice">{texts.label}</label>
      <select
        id="slice"
        value={keyOf(current)}
        aria-describedby="slice-help"
        onChange={({ currentTarget: { value } }) => choose(value === EVERYBODY ? undefined : value)}
      >
        <option value={EVERYBODY}>{texts.company}</option>
        {SLICE_KINDS.map((kind) => {
          const ofKind = kind === "company" ? [] : known.filter((slice) => slice.kind === kind);
          return ofKind.length === 0 || kind === "company" ? null : (
            <optgroup key={kind} label={texts[kind]}>
              {ofKind.map((slice) => (
                <option key={slice.id} value={keyOf(slice)}>
                  {slice.name}
                </option>
              ))}
            </optgroup>
          );
        })}
      </select>
      <p id="slice-help" class="field-help">
        {texts.help}
      </p>
    </div>
  );
}

function keyOf({ kind, id }: Slice): string {
  return kind === "company" ? EVERYBODY : `${kind}:${id}`;
}
