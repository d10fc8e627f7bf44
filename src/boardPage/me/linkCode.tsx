import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { type CodeReply, codeReplySchema } from "../../shared/board/membership.ts";
import { momentWords } from "../dayWords.ts";
import { ChangeError } from "../shell/changeError.tsx";
import { useChange } from "../useChange.ts";
import { meTexts } from "./meTexts.ts";

/** Makes a code with which a device joins as the one who looks. It is shown once: the server keeps only its hash. */
export function LinkCode(props: {
  readonly button: string;
  /** What the page is for. */
  readonly isFirst?: boolean;
}): VNode {
  const { button, isFirst = false } = props;
  const [made, setMade] = useState<CodeReply | undefined>(undefined);
  const texts = meTexts.link;
  const change = useChange(texts.done);
  const make = async (): Promise<void> => {
    if (!change.isBusy) setMade(await change.ask("POST", "/v1/me/links", {}, codeReplySchema));
  };
  return (
    <>
      <p class="buttons">
        <button
          type="button"
          class={isFirst ? "button" : "button secondary"}
          aria-disabled={change.isBusy}
          onClick={() => void make()}
        >
          {button}
        </button>
      </p>
      <div role="status">
        {made !== undefined && (
          <p class="made-code">
            {texts.made} <code>{made.code}</code> <span class="quiet">{texts.until(momentWords(made.expiresAt))}</span>
          </p>
        )}
      </div>
      <ChangeError error={change.error} />
    </>
  );
}
