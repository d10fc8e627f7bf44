import assert from "node:assert/strict";

import type { FromPanel } from "../../../src/shared/panelProtocol.ts";
import { Answers } from "../../../src/webview/answers.ts";

const QUESTION = { name: "session", argument: { id: 4 } } as const;

describe("Answers", () => {
  function open(): { readonly answers: Answers; readonly posted: FromPanel[] } {
    const posted: FromPanel[] = [];
    return { answers: new Answers((message) => void posted.push(message)), posted };
  }

  it("gives each answer to whoever asked, in whatever order they come", async () => {
    const { answers, posted } = open();
    const one = answers.ask({ name: "sessions", argument: { range: { kind: "all" }, filter: {} } });
    const other = answers.ask(QUESTION);
    assert.deepEqual(posted[1], { type: "ask", id: 2, question: QUESTION });
    answers.receive({ type: "answer", id: 2, ok: true, answer: null });
    answers.receive({ type: "answer", id: 1, ok: true, answer: { rows: [], count: 0 } });
    assert.deepEqual([await one, await other], [{ rows: [], count: 0 }, null]);
  });

  it("rejects with the reason, for an answer of another shape, and at the end of the page", async () => {
    const { answers } = open();
    const refused = answers.ask(QUESTION);
    const broken = answers.ask(QUESTION);
    const left = answers.ask(QUESTION);
    answers.receive({ type: "answer", id: 1, ok: false, reason: "The ledger is busy." });
    answers.receive({ type: "answer", id: 2, ok: true, answer: { rows: 1 } });
    answers.dispose();
    await assert.rejects(refused, /The ledger is busy/);
    await assert.rejects(broken, /cannot be read/);
    await assert.rejects(left, /closed/);
  });

  it("drops what answers nothing", () => {
    const { answers } = open();
    for (const message of [null, 7, { type: "answer" }, { type: "answer", id: 9, ok: true, answer: null }]) {
      assert.doesNotThrow(() => answers.receive(message));
    }
  });
});
