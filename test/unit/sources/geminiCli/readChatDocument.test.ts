import assert from "node:assert/strict";
import { mergeCalls } from "../../../../src/core/mergeCalls.ts";
import type { CallRecord } from "../../../../src/core/usageRecord.ts";
import { assertSurvivesDamage, jsonLines, readDocument, readLines } from "../../../support/readFormat.ts";
import { DOCUMENT, HEADING, LOG, prompt, reply } from "./chats.ts";

const PLACE = { relativePath: "shop/chats/session-2026-01-10T02-08-s1.json" };

function chat(...messages: readonly unknown[]): object {
  return { ...HEADING, messages };
}

describe("a Gemini CLI session document", () => {
  it("gives the calls and turns of its messages", () => {
    const { calls, turns } = readDocument(
      DOCUMENT,
      chat(prompt("u1"), reply("m1"), reply("m2"), reply("m3", null)),
      PLACE,
    );
    assert.deepEqual(
      calls.map((call) => call.family),
      ["s1/m1", "s1/m2"],
    );
    assert.deepEqual(
      turns.map((turn) => turn.id),
      ["u1"],
    );
  });

  it("has the same calls as the log it was moved into", () => {
    const ofDocument = readDocument(DOCUMENT, chat(prompt("u1"), reply("m1")), PLACE);
    const ofLog = readLines(LOG, jsonLines(HEADING, prompt("u1"), reply("m1"), reply("m2")), {
      relativePath: `${PLACE.relativePath}l`,
    });
    assert.deepEqual(ofLog.records.slice(0, 2), ofDocument.records);
  });

  it("leads to the last state and what vanished, whichever of its states were read", () => {
    const states = [
      chat(reply("m1", { input: 1, output: 1 })),
      chat(reply("m1"), reply("m2")),
      chat(reply("m1"), reply("m3")),
    ];
    for (const seen of [
      [0, 1, 2],
      [1, 2],
      [0, 1, 2, 2],
      [2, 1, 0],
    ]) {
      const ledger = new Map<string, CallRecord>();
      for (const index of seen) {
        for (const call of readDocument(DOCUMENT, states[index] ?? {}, PLACE).calls) {
          const known = ledger.get(call.family);
          ledger.set(call.family, known === undefined ? call : mergeCalls(known, call));
        }
      }
      assert.deepEqual([...ledger.keys()].toSorted(), ["s1/m1", "s1/m2", "s1/m3"]);
      assert.equal(ledger.get("s1/m1")?.tokens.output, 160);
    }
  });

  it("says why it is not read", () => {
    assert.deepEqual(readDocument(DOCUMENT, '{"sessionId":"s1","mess', PLACE).skipped, { malformed: 1 });
    assert.deepEqual(readDocument(DOCUMENT, { sessionId: "s1" }, PLACE).skipped, { "unknown-format": 1 });
    assert.deepEqual(readDocument(DOCUMENT, chat("text", reply("m1")), PLACE).skipped, { "wrong-type": 1 });
  });

  it("survives damage", () => {
    const bytes = Buffer.from(JSON.stringify(chat(prompt("u1"), reply("m1"))));
    assertSurvivesDamage((damaged) => readDocument(DOCUMENT, damaged, PLACE), bytes);
  });
});
