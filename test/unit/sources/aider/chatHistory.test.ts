import assert from "node:assert/strict";
import { assertSplitAnywhere, assertSurvivesDamage, readLines, sumTokens } from "../../../support/readFormat.ts";
import { readIntoLedger } from "../../../support/readIntoLedger.ts";
import { CHAT, HISTORY, historyOf, LAUNCHED, message, readHistory, readLog } from "./logs.ts";

const MODEL = "> Model: openrouter/anthropic/claude-sonnet-4.5 with diff edit format, prompt cache  ";
const USAGE = "> Tokens: 12k sent, 678 received. Cost: $0.05 message, $0.19 session.  ";

/** Aider writes local time. */
const START_MS = new Date(2026, 1, 13, 10).getTime();

describe("Aider's history of chats", () => {
  it("gives an estimate for each message, at the start of its chat", () => {
    const { calls, skipped } = readHistory("", CHAT, "", "> Aider v0.86.1  ", MODEL, "", USAGE);
    assert.deepEqual(skipped, {});
    assert.equal(calls.length, 1);
    const [call] = calls;
    assert.equal(call?.quality, "estimate");
    assert.equal(call?.atMs, START_MS);
    assert.equal(call?.model, "openrouter/anthropic/claude-sonnet-4.5");
    assert.equal(call?.sessionId, "chat 2026-02-13 10:00:00");
    assert.equal(call?.reportedNanos, 50_000_000);
    assert.deepEqual([call?.tokens.freshInput, call?.tokens.output], [12_000, 678]);
  });

  it("takes cached tokens out of those sent, and costs from the next line where both kinds are told", () => {
    const { calls } = readHistory(
      CHAT,
      "> Tokens: 12k sent, 1.5k cache write, 8.2k cache hit, 1.2k received.",
      "Cost: $0.02 message, $0.10 session.  ",
      "> Tokens: 5.1k sent, 4.0k cache hit, 900 received. Cost: $0.01 message, $0.11 session.  ",
      "> Tokens: 9.9k sent, 1.0k cache write, 2.0k cache hit, 30 received.  ",
      "> Applied edit to till.ts  ",
    );
    assert.deepEqual(
      calls.map(({ tokens, reportedNanos }) => [
        tokens.freshInput,
        tokens.cacheRead,
        tokens.cacheWrite5m,
        tokens.output,
        reportedNanos,
      ]),
      [
        [2300, 8200, 1500, 1200, 20_000_000],
        [1100, 4000, 0, 900, 10_000_000],
        [6900, 2000, 1000, 30, undefined],
      ],
    );
  });

  it("reads counts in every way they were printed", () => {
    const { calls } = readHistory(
      CHAT,
      "> Tokens: 11,740 sent, 2,012 received.  ",
      "> Tokens: 834 sent, 1.2M received. Cost: $1.25 request, $3.00 session.  ",
    );
    assert.equal(sumTokens(calls).freshInput, 11_740 + 834);
    assert.equal(sumTokens(calls).output, 2012 + 1_200_000);
  });

  it("gives messages that are alike, and the same ones of a copied history once", () => {
    const lines = [CHAT, "> Tokens: 1.2k sent, 10 received.  ", "> Tokens: 1.2k sent, 10 received.  "];
    assert.equal(readHistory(...lines).calls.length, 2);
    assert.equal(readIntoLedger([...readHistory(...lines).records, ...readHistory(...lines).records]).length, 2);
    const other = [CHAT.replace("10:00", "11:00"), ...lines.slice(1)];
    assert.equal(readHistory(...lines, ...other).calls.length, 4);
  });

  it("follows a change of the model, and knows none at the start of a chat", () => {
    const plain = "> Tokens: 1.2k sent, 10 received.  ";
    const { calls } = readHistory(
      CHAT,
      "> Main model: gpt-5 with architect edit format  ",
      "> Weak model: gpt-5-mini  ",
      plain,
      "> Model: o3 with diff edit format  ",
      plain,
      CHAT.replace("13", "14"),
      plain,
    );
    assert.deepEqual(
      calls.map((call) => call.model),
      ["gpt-5", "o3", ""],
    );
  });

  it("gives a turn for a message that a person typed, and none for commands and headings of answers", () => {
    const { turns } = readHistory(
      CHAT,
      "",
      "#### Fix the till  ",
      "#### and the shelf  ",
      "",
      "#### A heading of the answer",
      "",
      "#### /add till.ts  ",
      "> Added till.ts to the chat  ",
      "",
      "#### /code go on  ",
      "",
      "#### go on  ",
      "",
      "The answer",
      "",
      "#### go on  ",
    );
    assert.equal(turns.length, 3);
    assert.equal(new Set(turns.map((turn) => turn.id)).size, 3);
    assert.deepEqual(turns[0]?.atMs, START_MS);
  });

  it("skips messages before the start of any chat, and reads nothing in other texts", () => {
    assert.deepEqual(readHistory(USAGE).skipped, { "no-time": 1 });
    const { records, skipped } = readHistory(
      CHAT,
      "Tokens: 5 sent, 5 received.",
      "> Tokens: many sent",
      `> Tokens: ${"9".repeat(400)} sent, ${"9".repeat(400)} cache hit, 5 received.  `,
      "#### Typed  ",
    );
    assert.deepEqual([records.map((record) => record.kind), skipped], [["turn"], {}]);
    assert.deepEqual(readHistory("# aider chat started at 2026-99-99 10:00:00", USAGE).skipped, { "no-time": 1 });
  });

  it("takes messages one after the other as several, and all lines of a command as one", () => {
    const { turns } = readHistory(
      CHAT,
      "",
      "#### Fix the till  ",
      "",
      "#### No, the shelf  ",
      "",
      "#### /ask why  ",
      "#### is it so slow?  ",
      "",
      "#### <blank>  ",
      "",
      "#### why  ",
      "#### is it so slow?  ",
    );
    assert.equal(turns.length, 3);
  });

  it("waits for the end of its last line, which may be torn", () => {
    const torn = historyOf(CHAT, MODEL, "#### Fix  ", USAGE).toString();
    const whole = readLines(HISTORY, Buffer.from(torn)).records;
    for (let length = torn.indexOf("> Tokens"); length < torn.length; length += 1) {
      const { records } = readLines(HISTORY, Buffer.from(torn.slice(0, length)));
      assert.deepEqual(records, whole.slice(0, 1), torn.slice(0, length));
    }
  });

  it("gives in pieces what it gives in one, and survives damage", () => {
    const bytes = historyOf(
      CHAT,
      MODEL,
      "#### Fix the till  ",
      "#### and the shelf  ",
      "",
      "#### Go on  ",
      "",
      "",
      "#### /ask what  ",
      "#### is left?  ",
      "> Tokens: 12k sent, 1.5k cache write, 8.2k cache hit, 1.2k received.",
      "Cost: $0.02 message, $0.10 session.  ",
      "> Tokens: 1.2k sent, 10 received.  ",
      "> Tokens: 1.2k sent, 10 received.  ",
      USAGE,
    );
    assertSplitAnywhere(HISTORY, bytes);
    assertSurvivesDamage((damaged) => readLines(HISTORY, damaged), bytes);
  });
});

describe("A message in Aider's history and its log", () => {
  const history = readHistory(
    CHAT,
    MODEL,
    USAGE,
    "> Tokens: 1.2k sent, 10 received. Cost: $0.0034 message, $0.19 session.  ",
    "> Tokens: 860 sent, 38 received.  ",
    "> Tokens: 12k sent, 1.5k cache write, 8.2k cache hit, 1.2k received.",
    "Cost: $0.12 message, $0.31 session.  ",
    "> Tokens: 700 sent, 7 received.  ",
  );
  const log = readLog(
    LAUNCHED,
    message(1, 12_345, 678),
    message(2, 1250, 10, { cost: 0.003_41, total_cost: 0.193_41 }),
    message(3, 860, 38, { cost: 0, total_cost: 0.193_41 }),
    // Halves are printed as Python rounds them: to the even digit.
    message(4, 12_499, 1249, { cost: 0.125, total_cost: 0.31 }),
    message(5, 333, 3),
  );

  it("is one, as the log tells it, in whatever order they are read; what only one of them has counts as well", () => {
    for (const records of [
      [...history.records, ...log.records],
      [...log.records, ...history.records],
    ]) {
      const calls = readIntoLedger(records);
      assert.equal(calls.length, 6);
      assert.equal(sumTokens(calls).freshInput, 12_345 + 1250 + 860 + 12_499 + 333 + 700);
      assert.equal(sumTokens(calls).output, 678 + 10 + 38 + 1249 + 3 + 7);
    }
  });

  it("counts as the history tells it where there is no log", () => {
    assert.equal(readIntoLedger(history.records).length, 5);
  });
});
