import type { VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { MeView } from "../../shared/board/meView.ts";
import { formatCount } from "../../core/format.ts";
import { dayOf, dayWords } from "../dayWords.ts";
import { ChangeError } from "../shell/changeError.tsx";
import { Confirm } from "../shell/confirm.tsx";
import { useChange } from "../useChange.ts";
import { meTexts } from "./meTexts.ts";
import { ProviderForm } from "./providerForm.tsx";

type ProviderLink = NonNullable<MeView["provider"]>;

/** The provider's own report, which own days can be held against: linking, what is linked, unlinking. */
export function ProviderCard(props: { readonly link: ProviderLink; readonly reload: () => void }): VNode {
  const { link, reload } = props;
  const isLinked = link.linkedAt !== undefined;
  const heading = useRef<HTMLHeadingElement>(null);
  const wasLinked = useRef(isLinked);
  useLayoutEffect(() => {
    // What had the focus has made room for the other.
    if (wasLinked.current !== isLinked) heading.current?.focus();
    wasLinked.current = isLinked;
  }, [isLinked]);
  const texts = meTexts.provider;
  return (
    <section class="card" aria-labelledby="provider">
      <h2 ref={heading} id="provider" tabIndex={-1}>
        {texts.heading}
      </h2>
      <p class="quiet">{texts.about}</p>
      {link.linkedAt === undefined ? (
        <ProviderForm link={link} reload={reload} />
      ) : (
        <Linked link={link} linkedAt={link.linkedAt} reload={reload} />
      )}
    </section>
  );
}

function Linked(props: { readonly link: ProviderLink; readonly linkedAt: number; readonly reload: () => void }): VNode {
  const { link, linkedAt, reload } = props;
  const { provider, isRead, days, newestDay } = link;
  const texts = meTexts.provider;
  const change = useChange(texts.unlinked);
  const unlink = async (): Promise<void> => {
    if (await change.send("PUT", "/v1/me/providers", { provider, isLinked: false })) reload();
  };
  return (
    <>
      <dl class="facts provider-facts">
        <div>
          <dt>{texts.since}</dt>
          <dd>{dayWords(dayOf(linkedAt))}</dd>
        </div>
        <div>
          <dt>{texts.days}</dt>
          <dd>
            {days === 0 ? texts.noDays : formatCount(days)}
            <span class="fact-more">
              {newestDay === undefined ? texts.noDaysAbout : texts.newest(dayWords(newestDay))}
            </span>
          </dd>
        </div>
      </dl>
      {!isRead && <p>{texts.notRead}</p>}
      <p class="quiet">{texts.whose}</p>
      <div class="buttons">
        <Confirm
          text={texts.unlink}
          label={`${texts.unlink}: ${texts.heading}`}
          question={texts.ask}
          yes={texts.yes}
          no={texts.no}
          isBusy={change.isBusy}
          act={() => void unlink()}
        />
      </div>
      <ChangeError error={change.error} />
    </>
  );
}
