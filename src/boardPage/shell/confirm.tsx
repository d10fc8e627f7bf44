import type { ComponentChildren, VNode } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** A button that asks before it does what cannot be undone. The question takes the focus, and gives it back. */
export function Confirm(props: {
  readonly text: string;
  /** What the button is about, for who hears it without the lines around. */
  readonly label?: string | undefined;
  readonly question: string;
  readonly yes: string;
  readonly no: string;
  readonly isDanger?: boolean | undefined;
  readonly isBusy: boolean;
  /** Answers whether it is done, where the question then goes away. */
  readonly act: () => void | Promise<boolean>;
  /** Asked for besides. */
  readonly children?: ComponentChildren;
}): VNode {
  const { text, label, question, yes, no, isDanger = false, isBusy, act, children } = props;
  const [isAsking, setIsAsking] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  useLayoutEffect(() => {
    if (isAsking) box.current?.focus();
    else if (wasAsking.current) opener.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);
  const answer = async (): Promise<void> => {
    if ((await act()) === true) setIsAsking(false);
  };
  if (!isAsking) {
    return (
      <button
        ref={opener}
        type="button"
        class={isDanger ? "button danger" : "button secondary"}
        aria-label={label}
        onClick={() => setIsAsking(true)}
      >
        {text}
      </button>
    );
  }
  return (
    <div
      ref={box}
      class="confirm"
      role="group"
      aria-label={question}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === "Escape") setIsAsking(false);
      }}
    >
      <p>{question}</p>
      {children}
      <p class="buttons">
        <button
          type="button"
          class={isDanger ? "button danger" : "button"}
          aria-disabled={isBusy}
          onClick={() => {
            if (!isBusy) void answer();
          }}
        >
          {yes}
        </button>
        <button type="button" class="button secondary" onClick={() => setIsAsking(false)}>
          {no}
        </button>
      </p>
    </div>
  );
}
