import assert from "node:assert/strict";

import { keepAnswer, keptAnswerTo } from "../../../src/webview/keptAnswers.ts";

const QUESTION = { name: "sessions", argument: { range: { kind: "all" }, filter: {} } } as const;

describe("kept answers", () => {
  it("come back for the same question, through JSON, and for no other", () => {
    const kept = keepAnswer({}, QUESTION, { rows: [], count: 3 });
    const stored = JSON.parse(JSON.stringify(kept)) as typeof kept;
    assert.deepEqual(keptAnswerTo(stored, QUESTION), { rows: [], count: 3 });
    const other = { name: "sessions", argument: { range: { kind: "month" }, filter: {} } } as const;
    assert.equal(keptAnswerTo(stored, other), undefined);
  });

  it("are dropped where they are too large to keep or cannot be read", () => {
    const large = { rows: [], count: 1, more: "x".repeat(300_000) };
    assert.deepEqual(keepAnswer({}, QUESTION, large), {});
    const broken = { sessions: { question: JSON.stringify(QUESTION), answer: { rows: 7 } } };
    assert.equal(keptAnswerTo(broken, QUESTION), undefined);
  });
});
