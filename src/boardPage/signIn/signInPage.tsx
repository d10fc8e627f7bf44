import * as v from "valibot";
import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import { LEAST_PEOPLE } from "../../core/board/publication/leastPeople.ts";
import { TIERS } from "../../core/tierCatalogue.ts";
import type { SignInFault, Viewer } from "../../shared/board/viewer.ts";
import { TierArt } from "../../webview/art/tierArt.tsx";
import type { BoardClient } from "../boardClient.ts";
import { generalTexts } from "../generalTexts.ts";
import { Brand } from "../shell/brand.tsx";
import { ThemeSwitch } from "../shell/themeSwitch.tsx";
import { CodeForm } from "./codeForm.tsx";
import { codeFaultWords } from "./codeFaultWords.ts";
import { signInTexts } from "./signInTexts.ts";

/** The way in, and what is behind it. */
export function SignInPage(props: {
  readonly viewer: Viewer;
  /** A session was there and is over. */
  readonly hasEnded: boolean;
  /** The directory has sent the reader back. */
  readonly fault: SignInFault | undefined;
  readonly client: BoardClient;
  readonly signedIn: () => void;
}): VNode {
  const { viewer, hasEnded, fault, client, signedIn } = props;
  const { company, code } = viewer.signIn;
  const texts = signInTexts.code;
  const signInByCode = async (typed: string): Promise<string> => {
    const answer = await client.send("POST", "/auth/code", { code: typed }, v.unknown());
    if (answer.kind === "fault") return codeFaultWords(answer.fault);
    signedIn();
    return "";
  };
  useEffect(() => {
    document.title = generalTexts.titleOf(signInTexts.title, viewer.boardName);
  }, [viewer.boardName]);
  return (
    <>
      <header class="top">
        <div class="top-inner">
          <Brand name={viewer.boardName} />
          <div class="top-tools">
            <ThemeSwitch />
          </div>
        </div>
      </header>
      <main id="page" class="sign-in">
        <section class="sign-in-about">
          <h1>
            <bdi>{signInTexts.heading(viewer.boardName)}</bdi>
          </h1>
          <p class="lead">{signInTexts.lead}</p>
          <p class="sign-in-art" aria-hidden="true">
            {TIERS.map(({ name }) => (
              <TierArt key={name} name={name} size={44} />
            ))}
          </p>
          <Points
            heading={signInTexts.is.heading}
            points={signInTexts.is.points(viewer.leastPeople ?? LEAST_PEOPLE)}
            kind="is"
          />
          <Points heading={signInTexts.isNot.heading} points={signInTexts.isNot.points} kind="is-not" />
        </section>
        <section class="card sign-in-card stack" aria-labelledby="sign-in-heading">
          <h2 id="sign-in-heading">{signInTexts.title}</h2>
          {hasEnded && <p role="status">{signInTexts.ended}</p>}
          {fault !== undefined && (
            <p class="field-error" role="alert">
              {signInTexts.directory[fault]}
            </p>
          )}
          {company !== undefined && (
            <a class="button sign-in-company" href="/auth/oidc">
              {signInTexts.company(company)}
            </a>
          )}
          {company !== undefined && code && <p class="or">{signInTexts.or}</p>}
          {code && <CodeForm help={texts.help} button={texts.button} busy={texts.busy} send={signInByCode} />}
          {company === undefined && !code && <p>{signInTexts.none}</p>}
        </section>
        <p class="sign-in-promise quiet">{generalTexts.promise}</p>
      </main>
    </>
  );
}

function Points(props: {
  readonly heading: string;
  readonly points: readonly string[];
  readonly kind: "is" | "is-not";
}): VNode {
  return (
    <>
      <h2>{props.heading}</h2>
      <ul class={`points points-${props.kind}`}>
        {props.points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </>
  );
}
