import * as v from "valibot";
import type { VNode } from "preact";
import { reasonSchema } from "../../shared/board/adminRequests.ts";

const MOST_LETTERS = 280;

/** Why something is decided: asked for wherever the server keeps it. */
export function ReasonField(props: {
  readonly id: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly value: string;
  /** What is wrong with it; empty where nothing is. */
  readonly error: string;
  readonly set: (value: string) => void;
}): VNode {
  const { id, label, help, value, error, set } = props;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        class="search reason"
        dir="auto"
        maxLength={MOST_LETTERS}
        value={value}
        aria-invalid={error !== ""}
        aria-describedby={help === undefined ? `${id}-error` : `${id}-help ${id}-error`}
        onInput={({ currentTarget }) => set(currentTarget.value)}
      />
      {help !== undefined && (
        <p id={`${id}-help`} class="field-help">
          {help}
        </p>
      )}
      <p id={`${id}-error`} class="field-error" role="alert">
        {error}
      </p>
    </div>
  );
}

/** Whether the server will take it. */
export function isReason(text: string): boolean {
  return v.is(reasonSchema, text);
}
