import assert from "node:assert/strict";
import type { ParserState } from "../../../../src/sources/source.ts";
import { openCode } from "../../../../src/sources/openCode/source.ts";
import { formatOf, readStore, sumTokens, type ReadLog } from "../../../support/readFormat.ts";
import { assertReadInSteps, assertStoreSurvivesDamage, StoreFile } from "../../../support/storeFile.ts";
import { answer, newAnswer, OpenCodeStore, T0, written } from "./openCodeStore.ts";

const DATABASE = formatOf(openCode, "database", "store");

describe("the OpenCode database", () => {
  let store: OpenCodeStore;
  afterEach(() => store.dispose());

  const open = (generation: "old" | "new" | "both"): void => {
    store = new OpenCodeStore(generation);
  };
  const read = (state: ParserState = {}): ReadLog => readStore(DATABASE, store.path, state);
  const outputs = (log = read()): readonly number[] => log.calls.map((call) => call.tokens.output);

  describe("of the first generation", () => {
    it("gives a call for each completed answer", () => {
      open("old");
      store.session("ses_1");
      store.message("msg_1", "ses_1", answer({ input: 10, output: 20, read: 300, write: 40 }, { cost: 0.0125 }));
      const { calls, sessions, skipped } = read();
      assert.equal(calls.length, 1);
      const [call] = calls;
      assert.deepEqual(
        [call?.atMs, call?.model, call?.sessionId, call?.cwd, call?.quality, call?.reportedNanos, call?.calls],
        [T0, "claude-sonnet-4.6", "ses_1", "/home/ann/shop", "exact-call", 12_500_000, 1],
      );
      assert.deepEqual(call?.tokens.freshInput, 10);
      assert.deepEqual(sessions, [{ kind: "session", sessionId: "ses_1", parentId: undefined, toolVersion: "1.2.3" }]);
      assert.deepEqual(skipped, {});
    });

    it("knows no cost where it says 0, and the session's folder where the message says none", () => {
      open("old");
      store.session("ses_1");
      store.message("msg_1", "ses_1", answer({ output: 20 }, { path: undefined }));
      const [call] = read().calls;
      assert.equal(call !== undefined && "reportedNanos" in call, false);
      assert.equal(call?.cwd, "/home/ann/fallback");
    });

    it("has no call in an answer without tokens, as after an error", () => {
      open("old");
      store.message("msg_1", "ses_1", answer({}, { error: { name: "APIError" } }));
      assert.deepEqual(read().calls, []);
    });

    it("adds up the steps of an answer of several, whose own tokens are the last one's", () => {
      open("old");
      store.message("msg_1", "ses_1", answer({ input: 3, output: 30 }, { cost: 0.3, finish: undefined }));
      store.part("prt_1", "msg_1", {
        type: "step-finish",
        cost: 0.1,
        tokens: written({ input: 1, output: 10, read: 5 }),
      });
      store.part("prt_2", "msg_1", { type: "text", text: "step-finish" });
      store.part("prt_3", "msg_1", { type: "step-finish", cost: 0.2, tokens: written({ input: 3, output: 30 }) });
      store.message("msg_2", "ses_1", answer({ input: 7, output: 70 }, { time: { created: T0, completed: T0 + 1 } }));
      store.part("prt_4", "msg_2", { type: "step-finish", cost: 0, tokens: written({ input: 7, output: 70 }) });
      const { calls } = read();
      assert.deepEqual(
        calls.map(({ tokens, reportedNanos }) => [tokens.freshInput, tokens.output, tokens.cacheRead, reportedNanos]),
        [
          [4, 40, 5, 300_000_000],
          [7, 70, 0, undefined],
        ],
      );
    });

    it("counts once what a fork copied under new ids, for the session that was there first", () => {
      open("old");
      store.session("ses_fork", { start: T0 + 60_000 });
      store.session("ses_1", { start: T0 - 60_000 });
      store.message("msg_8", "ses_fork", answer({ input: 10, output: 20 }));
      store.message("msg_1", "ses_1", answer({ input: 10, output: 20 }));
      store.message(
        "msg_9",
        "ses_fork",
        answer({ input: 10, output: 20 }, { time: { created: T0 + 61_000, completed: T0 + 62_000 } }),
      );
      store.typed("msg_7", "ses_fork", T0 - 5);
      store.typed("msg_0", "ses_1", T0 - 5);
      const { calls, turns } = read();
      assert.deepEqual(
        calls.map((call) => call.sessionId),
        ["ses_1", "ses_fork"],
      );
      assert.equal(new Set(turns.map((turn) => turn.id)).size, 1);
    });

    it("keeps apart answers that began in the same millisecond", () => {
      open("old");
      store.message("msg_1", "ses_1", answer({ input: 10, output: 20 }));
      store.message("msg_2", "ses_2", answer({ input: 10, output: 21 }));
      store.message(
        "msg_3",
        "ses_3",
        answer({ input: 10, output: 20 }, { time: { created: T0, completed: T0 + 8_000 } }),
      );
      assert.equal(read().calls.length, 3);
    });

    it("gives a turn for what was typed, and for nothing else", () => {
      open("old");
      store.session("ses_1");
      store.session("ses_child", { parent: "ses_1" });
      store.typed("msg_1", "ses_1", T0);
      store.typed("msg_2", "ses_child", T0 + 1);
      store.message("msg_3", "ses_1", { role: "user", time: { created: T0 + 2 } });
      store.part("prt_3", "msg_3", { type: "text", synthetic: true, text: "Continue" });
      store.message("msg_4", "ses_1", { role: "user", time: { created: T0 + 3 } });
      store.part("prt_4", "msg_4", { type: "compaction" });
      store.message("msg_5", "ses_1", { role: "user", time: { created: T0 + 4 } });
      assert.deepEqual(
        read().turns.map((turn) => [turn.sessionId, turn.atMs]),
        [["ses_1", T0]],
      );
    });

    it("attributes the calls of a spawned session to an agent", () => {
      open("old");
      store.session("ses_1");
      store.session("ses_child", { parent: "ses_1" });
      store.message("msg_1", "ses_child", answer({ output: 1 }));
      const [call] = read().calls;
      assert.deepEqual([call?.agentId, call?.copyRank], ["ses_child", 1]);
      assert.equal(read().sessions[0]?.parentId, "ses_1");
    });

    it("skips what is no message, once, and reads the rest", () => {
      open("old");
      store.add("message", { id: "msg_1", session_id: "ses_1", data: "{torn" });
      store.message("msg_2", "ses_1", answer({}, { tokens: { input: "many" } }));
      store.message("msg_3", "ses_1", answer({ output: 5 }, { time: { created: "noon", completed: T0 } }));
      store.message("msg_4", "ses_1", answer({ output: 6 }));
      store.message("msg_5", "ses_1", { role: "tool" });
      const first = read();
      assert.deepEqual(first.skipped, { malformed: 1, "wrong-type": 1, "no-time": 1 });
      assert.deepEqual(outputs(first), [6]);
      assert.deepEqual(read(first.state).skipped, {});
    });

    it("needs neither sessions nor parts", () => {
      open("old");
      store.run("DROP TABLE session");
      store.run("DROP TABLE part");
      store.message("msg_1", "ses_1", answer({ output: 5 }));
      assert.deepEqual(outputs(), [5]);
    });
  });

  describe("of the second generation", () => {
    it("gives calls for answers and compactions, with the reasoning beside the output", () => {
      open("new");
      store.newSession("ses_1");
      store.event("msg_1", "ses_1", "user", { text: "hello", time: { created: T0 } });
      store.event("msg_2", "ses_1", "synthetic", { text: "hello", time: { created: T0 } });
      store.event("msg_3", "ses_1", "assistant", newAnswer({ input: 1, output: 20, reasoning: 5 }, { cost: 0.01 }));
      store.event("msg_4", "ses_1", "compaction", {
        ...newAnswer({ output: 7 }),
        time: { created: T0 + 1 },
        status: "completed",
      });
      store.event("msg_5", "ses_1", "compaction", { time: { created: T0 + 2 }, status: "running" });
      const { calls, turns } = read();
      assert.deepEqual(
        calls.map((call) => [call.tokens.output, call.tokens.reasoning, call.cwd, call.reportedNanos]),
        [
          [25, 5, "/home/ann/shop", 10_000_000],
          [7, 0, "/home/ann/shop", undefined],
        ],
      );
      assert.equal(turns.length, 1);
    });

    it("counts once what a fork copied, and names its parent", () => {
      open("new");
      store.newSession("ses_1", { start: T0 - 9 });
      store.newSession("ses_2", { start: T0 + 9, fork: "ses_1" });
      store.event("msg_9_12", "ses_2", "assistant", newAnswer({ output: 20 }));
      store.event("msg_1", "ses_1", "assistant", newAnswer({ output: 20 }));
      const { calls, sessions } = read();
      assert.deepEqual(
        calls.map((call) => call.sessionId),
        ["ses_1"],
      );
      assert.equal(sessions.find((session) => session.sessionId === "ses_2")?.parentId, "ses_1");
    });

    it("reads sessions from the old table where there is no new one", () => {
      open("both");
      store.run("DROP TABLE session_v2");
      store.session("ses_1");
      store.event("msg_1", "ses_1", "assistant", newAnswer({ output: 20 }));
      assert.equal(read().calls[0]?.cwd, "/home/ann/fallback");
    });
  });

  describe("brought from the first generation to the second", () => {
    it("counts what is in both tables once, and what is in one of them as well", () => {
      open("both");
      store.message(
        "msg_1",
        "ses_1",
        answer({ output: 20, reasoning: 5 }, { time: { created: T0, completed: T0 + 1 } }),
      );
      store.event(
        "msg_1",
        "ses_1",
        "assistant",
        newAnswer({ output: 20, reasoning: 5 }, { time: { created: T0, completed: T0 + 1 } }),
      );
      store.message("msg_2", "ses_1", answer({ output: 300 }));
      store.event("msg_3", "ses_1", "assistant", newAnswer({ output: 4000, reasoning: 1 }));
      assert.deepEqual(
        outputs().toSorted((a, b) => a - b),
        [20, 300, 4001],
      );
    });

    it("goes by the total that only the old table tells", () => {
      open("both");
      const told = { input: 1, output: 20, reasoning: 5 };
      store.message("msg_1", "ses_1", answer({ ...told, total: 26 }));
      store.event("msg_1", "ses_1", "assistant", newAnswer(told));
      assert.deepEqual(outputs(), [26 - 1]);
    });

    it("still adds up the steps that only the old tables tell", () => {
      open("both");
      store.message("msg_1", "ses_1", answer({ output: 30 }));
      store.part("prt_1", "msg_1", { type: "step-finish", tokens: written({ output: 10 }) });
      store.part("prt_2", "msg_1", { type: "step-finish", tokens: written({ output: 30 }) });
      store.event("msg_1", "ses_1", "assistant", newAnswer({ output: 30 }));
      assert.deepEqual(outputs(), [40]);
    });

    it("reads the old table while the new one is empty", () => {
      open("both");
      store.message("msg_1", "ses_1", answer({ output: 30 }));
      assert.deepEqual(outputs(), [30]);
    });

    it("gives the same when it is brought over between two readings", () => {
      open("both");
      assertReadInSteps(DATABASE, store.path, [
        () => store.message("msg_1", "ses_1", answer({ output: 30 })),
        () => store.event("msg_1", "ses_1", "assistant", newAnswer({ output: 30 })),
        () => store.event("msg_2", "ses_1", "assistant", newAnswer({ output: 31 })),
      ]);
    });
  });

  it("gives the same in steps as in one go", () => {
    open("old");
    const pending = { time: { created: T0 } };
    const whole = assertReadInSteps(DATABASE, store.path, [
      () => store.session("ses_1"),
      () => store.message("msg_1", "ses_1", answer({}, pending)),
      () => {
        for (let index = 0; index < 700; index += 1) {
          store.message(
            `msg_x${index}`,
            "ses_1",
            answer({ output: 1 }, { time: { created: T0 + index, completed: T0 + 800 } }),
          );
        }
      },
      () => store.message("msg_3", "ses_1", { role: "user", time: { created: T0 + 4 } }),
      () => store.part("prt_3", "msg_3", { type: "text", text: "hi" }),
      // What was being written in the first step is done only now, far behind the last row that was read.
      () => store.run("UPDATE message SET data = ? WHERE id = 'msg_1'", JSON.stringify(answer({ output: 50 }))),
    ]);
    assert.deepEqual([whole.calls.length, sumTokens(whole.calls).output, whole.turns.length], [701, 750, 1]);
  });

  it("notices an answer that is tried again in its row", () => {
    open("new");
    assertReadInSteps(DATABASE, store.path, [
      () => store.event("msg_1", "ses_1", "assistant", newAnswer({})),
      () => store.run("UPDATE session_message SET data = ?", JSON.stringify(newAnswer({ output: 9 }))),
    ]);
    assert.deepEqual(outputs(), [9]);
  });

  it("is read from its start when its rows were numbered anew", () => {
    open("old");
    assertReadInSteps(DATABASE, store.path, [
      () => {
        for (let index = 0; index < 400; index += 1) store.message(`msg_${index}`, "ses_1", { role: "tool" });
        store.message("msg_a", "ses_1", answer({ output: 1 }));
      },
      () => {
        store.run("DELETE FROM message WHERE data LIKE '%tool%'");
        store.run("VACUUM");
        store.message("msg_b", "ses_1", answer({ output: 2 }));
      },
    ]);
    assert.deepEqual(outputs(), [1, 2]);
  });

  it("of another kind is said to be unknown, once", () => {
    open("old");
    const other = new StoreFile("other.db", "CREATE TABLE note (id)");
    const first = readStore(DATABASE, other.path);
    assert.deepEqual([first.records, first.skipped], [[], { "unknown-format": 1 }]);
    assert.deepEqual(readStore(DATABASE, other.path, first.state).skipped, {});
    other.dispose();
  });

  it("survives damage", () => {
    open("both");
    for (let index = 0; index < 30; index += 1) {
      store.message(`msg_${index}`, "ses_1", answer({ output: index }));
      store.event(`msg_n${index}`, "ses_1", "assistant", newAnswer({ output: index }));
      store.part(`prt_${index}`, `msg_${index}`, { type: "step-finish", tokens: written({ output: index }) });
    }
    store.run("PRAGMA wal_checkpoint(TRUNCATE)");
    assertStoreSurvivesDamage(DATABASE, store.path);
  });
});
