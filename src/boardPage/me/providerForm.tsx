import * as v from "valibot";
import type { VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import { providerLinkSchema } from "../../shared/board/providerLink.ts";
import { ChangeError } from "../shell/changeError.tsx";
import { useChange } from "../useChange.ts";
import { meTexts } from "./meTexts.ts";

/** Links the account at a provider by its address, which is sent once and not kept. */
export function ProviderForm(props: { readonly provider: "anthropic"; readonly reload: () => void }): VNode {
  const { provider, reload } = props;
  const [user, setUser] = useState("");
  const [isMalformed, setIsMalformed] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const texts = meTexts.provider;
  const change = useChange(texts.linked);
  const link = async (event: Event): Promise<void> => {
    event.preventDefault();
    const body = { provider, user: user.trim() };
    const isWrong = !v.is(providerLinkSchema, body);
    setIsMalformed(isWrong);
    if (isWrong) field.current?.focus();
    if (isWrong || change.isBusy) return;
    if (await change.send("PUT", "/v1/me/providers", body)) reload();
  };
  return (
    <form class="stack provider-form" noValidate onSubmit={(event) => void link(event)}>
      <div class="field">
        <label for="provider-user">{texts.user}</label>
        <input
          ref={field}
          id="provider-user"
          class="search"
          type="email"
          dir="ltr"
          autocomplete="email"
          spellcheck={false}
          maxLength={320}
          value={user}
          aria-invalid={isMalformed}
          aria-describedby="provider-error provider-help"
          onInput={({ currentTarget }) => setUser(currentTarget.value)}
        />
        <p id="provider-error" class="field-error" role="alert">
          {isMalformed ? texts.malformed : ""}
        </p>
        <p id="provider-help" class="field-help">
          {texts.help}
        </p>
      </div>
      <p class="buttons">
        <button type="submit" class="button secondary" aria-disabled={change.isBusy}>
          {texts.link}
        </button>
      </p>
      <ChangeError error={change.error} />
    </form>
  );
}
