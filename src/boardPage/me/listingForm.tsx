import * as v from "valibot";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { MeView } from "../../shared/board/meView.ts";
import { handleSchema } from "../../shared/board/membership.ts";
import { ChangeError } from "../shell/changeError.tsx";
import { useChange } from "../useChange.ts";
import { meTexts } from "./meTexts.ts";

/** Being on the list, and by which name. */
export function ListingForm(props: { readonly view: MeView; readonly reload: () => void }): VNode {
  const { view, reload } = props;
  const [isListed, setIsListed] = useState(view.listed);
  const [handle, setHandle] = useState(view.handle ?? "");
  const [isMalformed, setIsMalformed] = useState(false);
  const [isSaved, setIsSaved] = useState(false);
  const texts = meTexts.listing;
  const change = useChange(texts.saved);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (change.isBusy) return;
    setIsSaved(false);
    const isWrong = isListed && !v.is(handleSchema, handle.trim());
    setIsMalformed(isWrong);
    if (isWrong) return;
    const listing = isListed ? { listed: true, handle: handle.trim() } : { listed: false };
    if (await change.send("PUT", "/v1/me/listing", listing)) {
      setIsSaved(true);
      reload();
    }
  };
  return (
    <section class="card" aria-labelledby="listing">
      <h2 id="listing">{texts.heading}</h2>
      <p class="quiet">{texts.about}</p>
      <form class="stack" noValidate onSubmit={(event) => void submit(event)}>
        <label class="switch">
          <input
            type="checkbox"
            role="switch"
            checked={isListed}
            onChange={({ currentTarget }) => {
              setIsSaved(false);
              setIsListed(currentTarget.checked);
            }}
          />
          <span>{texts.switch}</span>
        </label>
        {isListed && (
          <div class="field">
            <label for="handle">{texts.handle}</label>
            <input
              id="handle"
              class="search"
              type="text"
              dir="auto"
              autocomplete="off"
              maxLength={40}
              value={handle}
              aria-invalid={isMalformed}
              aria-describedby="handle-error handle-help"
              onInput={({ currentTarget }) => {
                setIsSaved(false);
                setHandle(currentTarget.value);
              }}
            />
            <p id="handle-error" class="field-error" role="alert">
              {isMalformed ? texts.malformed : ""}
            </p>
            <p id="handle-help" class="field-help">
              {texts.help}
            </p>
          </div>
        )}
        <p class="save-line">
          <button type="submit" class="button" aria-disabled={change.isBusy}>
            {texts.save}
          </button>{" "}
          {isSaved && <span class="quiet">{texts.saved}</span>}
        </p>
        <ChangeError error={change.error} />
      </form>
    </section>
  );
}
