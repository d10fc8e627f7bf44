import type { VNode } from "preact";
import { useContext } from "preact/hooks";
import type { MeView } from "../../shared/board/meView.ts";
import { BoardContext } from "../boardContext.ts";
import { ChangeError } from "../shell/changeError.tsx";
import { useChange } from "../useChange.ts";
import { meTexts } from "./meTexts.ts";

/** Links the account at a provider that has the address by which the directory knows the reader, or says why that cannot be. */
export function ProviderForm(props: {
  readonly link: NonNullable<MeView["provider"]>;
  readonly reload: () => void;
}): VNode {
  const { link, reload } = props;
  const { directory } = useContext(BoardContext);
  const texts = meTexts.provider;
  const change = useChange(texts.linked);
  const send = async (): Promise<void> => {
    if (change.isBusy) return;
    if (await change.send("PUT", "/v1/me/providers", { provider: link.provider, isLinked: true })) reload();
  };
  if (!link.canLink) return <p>{directory === undefined ? texts.noDirectory : texts.signIn(directory)}</p>;
  return (
    <>
      <p>{texts.help(directory ?? texts.directory)}</p>
      <p class="buttons">
        <button type="button" class="button secondary" aria-disabled={change.isBusy} onClick={() => void send()}>
          {texts.link}
        </button>
      </p>
      <ChangeError error={change.error} />
    </>
  );
}
