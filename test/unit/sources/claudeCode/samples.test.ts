import assert from "node:assert/strict";
import { isSampled } from "../../../../src/core/recountSample.ts";
import type { SampleRecord } from "../../../../src/core/usageRecord.ts";
import { callLine, readLog, type Fields } from "./claudeLines.ts";

const ids = Array.from({ length: 2000 }, (_, index) => `msg_${index}`);
const SAMPLED = ids.find((id) => isSampled(id)) ?? "";
const [FIRST = "", SECOND = "", THIRD = ""] = ids.filter((id) => !isSampled(id));

const TEXT = { type: "text", text: "It rounds half to even." };
const THINKING = { type: "thinking", thinking: "Money is kept in cents.", signature: "s" };
const TOOL_USE = { type: "tool_use", id: "toolu_1", name: "Bash", input: { command: "npm test" } };

function line(id: string, block: Fields, uuid = 1): Fields {
  return callLine({
    line: { uuid: `b0000000-0000-4000-8000-00000000000${uuid}`, requestId: `req_${id}` },
    message: { id, content: [block] },
  });
}

function samplesOf(lines: readonly Fields[]): readonly SampleRecord[] {
  return readLog(lines).records.filter((record) => record.kind === "sample");
}

describe("a sampled call", () => {
  const lines = [
    line(FIRST, TEXT),
    line(SECOND, TEXT),
    line(SAMPLED, THINKING, 1),
    line(SAMPLED, TEXT, 2),
    line(SAMPLED, TOOL_USE, 3),
    line(THIRD, TEXT),
  ];

  it("hands over what its model wrote, from whichever of its lines", () => {
    const samples = samplesOf(lines);
    assert.deepEqual(
      samples.map(({ text }) => text),
      [THINKING.thinking, TEXT.text, JSON.stringify(TOOL_USE.input)],
    );
    for (const { family, member } of samples) assert.deepEqual([family, member], [SAMPLED, `req_${SAMPLED}`]);
    assert.equal(new Set(samples.map(({ part }) => part)).size, 3);
  });

  it("is counted as any other", () => {
    assert.deepEqual(
      readLog(lines).calls.map(({ family }) => family),
      [FIRST, SECOND, SAMPLED, THIRD],
    );
  });

  it("names a copy of a text as the text itself", () => {
    const [original, copy] = samplesOf([line(SAMPLED, TEXT, 1), line(SAMPLED, TEXT, 2)]);
    assert.ok(original !== undefined);
    assert.equal(copy?.part, original.part);
  });

  it("is the only kind that does", () => {
    assert.deepEqual(samplesOf([line(FIRST, TEXT), line(SECOND, TOOL_USE), line(THIRD, THINKING)]), []);
  });
});
