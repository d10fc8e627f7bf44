import type { VNode } from "preact";

/** What a change failed of; always there, so that it is read out when it fills. */
export function ChangeError({ error }: { readonly error: string }): VNode {
  return (
    <p class="field-error" role="alert">
      {error}
    </p>
  );
}
