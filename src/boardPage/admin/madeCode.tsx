import type { VNode } from "preact";
import type { CodeReply } from "../../shared/board/membership.ts";
import { momentWords } from "../dayWords.ts";
import { adminTexts } from "./adminTexts.ts";

/** A code that was just made: the server keeps only its hash, so that it is shown once. */
export function MadeCode(props: { readonly made: CodeReply | undefined; readonly words: string }): VNode {
  const { made, words } = props;
  return (
    <div role="status">
      {made !== undefined && (
        <p class="made-code">
          {words} <code>{made.code}</code>{" "}
          <span class="quiet">{adminTexts.operator.invitations.until(momentWords(made.expiresAt))}</span>
        </p>
      )}
    </div>
  );
}
