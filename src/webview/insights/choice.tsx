import type { VNode } from "preact";

/** Stands for no choice; no option's value has a place, so it is none of theirs. */
const ALL = "all";

interface Option<Value extends string> {
  readonly value: Value;
  readonly name: string;
}

/** A list to choose one from, or, where `all` names that, none. Values may be any text. */
export function Choice<Value extends string>(
  props: {
    readonly label: string;
    readonly options: readonly Option<Value>[];
    readonly value: Value | undefined;
  } & (
    | { readonly all: string; readonly choose: (value: Value | undefined) => void }
    | { readonly all?: undefined; readonly choose: (value: Value) => void }
  ),
): VNode {
  const { label, options, value, all } = props;
  const place = options.findIndex((option) => option.value === value);
  const choose = (chosen: string): void => {
    const option = options[Number(chosen)];
    if (option !== undefined) props.choose(option.value);
    else if (props.all !== undefined) props.choose(undefined);
  };
  return (
    <label class="choice">
      <span class="quiet">{label}</span>
      <select
        aria-label={label}
        value={place === -1 ? ALL : String(place)}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      >
        {all !== undefined && <option value={ALL}>{all}</option>}
        {options.map(({ value: one, name }, index) => (
          <option key={one} value={String(index)}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
