import type { VNode } from "preact";
import { adminTexts } from "./adminTexts.ts";

/** By what a person is named: what the directory calls them, or the logs. */
export type PersonKind = "subject" | "viewerId";
const KINDS: readonly PersonKind[] = ["subject", "viewerId"];

/** Names a person without their name. */
export function PersonField(props: {
  /** Without one there are viewer ids alone. */
  readonly directory: string | undefined;
  readonly kind: PersonKind;
  readonly setKind: (kind: PersonKind) => void;
  readonly who: string;
  readonly setWho: (who: string) => void;
  /** What is wrong with it; empty where nothing is. */
  readonly error: string;
}): VNode {
  const { directory, kind, setKind, who, setWho, error } = props;
  const { departures: texts, roles } = adminTexts.operator;
  return (
    <>
      {directory !== undefined && (
        <div class="field">
          <label for="departure-kind">{texts.by}</label>
          <select
            id="departure-kind"
            value={kind}
            onChange={({ currentTarget: { value } }) => setKind(KINDS.find((one) => one === value) ?? kind)}
          >
            <option value="subject">{texts.kinds.subject(directory)}</option>
            <option value="viewerId">{texts.kinds.viewerId}</option>
          </select>
        </div>
      )}
      <div class="field">
        <label for="departure-who">{directory === undefined ? texts.kinds.viewerId : texts.who}</label>
        <input
          id="departure-who"
          class="search"
          type="text"
          dir="auto"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          maxLength={255}
          value={who}
          aria-invalid={error !== ""}
          aria-describedby="departure-who-help departure-who-error"
          onInput={({ currentTarget }) => setWho(currentTarget.value)}
        />
        <p id="departure-who-help" class="field-help">
          {kind === "subject" ? texts.subjectHelp : roles.viewerHelp} {texts.unsaid}
        </p>
        <p id="departure-who-error" class="field-error" role="alert">
          {error}
        </p>
      </div>
    </>
  );
}
