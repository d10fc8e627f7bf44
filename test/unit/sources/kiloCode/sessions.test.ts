import assert from "node:assert/strict";
import { kiloCode } from "../../../../src/sources/kiloCode/source.ts";
import { formatOf, readDocument, readStore } from "../../../support/readFormat.ts";
import { answer, newAnswer, OpenCodeStore } from "../openCode/openCodeStore.ts";

describe("Kilo Code's sessions", () => {
  const surroundings = { home: "/home/ann", platform: "linux", env: {}, readText: () => undefined } as const;

  it("lie in a folder of their own, beside the tasks of older versions", () => {
    const paths = kiloCode.roots(surroundings).map((root) => root.path);
    assert.ok(paths.includes("/home/ann/.local/share/kilo"));
    assert.ok(paths.some((path) => path.endsWith("kilocode.kilo-code/tasks")));
    const formatFor = (path: string): string | undefined => kiloCode.formats.find((format) => format.isLog(path))?.id;
    assert.equal(formatFor("kilo.db"), "database");
    assert.equal(formatFor("kilo-dev.db"), "database");
    assert.equal(formatFor("storage/message/ses_1/msg_1.json"), "message-files");
    assert.equal(formatFor("0198-task/ui_messages.json"), "task");
    assert.equal(kiloCode.entersFolder?.("storage/message/ses_1"), true);
    assert.equal(kiloCode.entersFolder?.("storage/part/msg_1"), false);
  });

  it("are read in both generations, and as files", () => {
    const read = (generation: "old" | "new"): readonly number[] => {
      const store = new OpenCodeStore(generation);
      if (generation === "old") store.message("msg_1", "ses_1", answer({ input: 10, output: 20 }));
      else store.event("msg_1", "ses_1", "assistant", newAnswer({ input: 10, output: 20, reasoning: 5 }));
      const { calls } = readStore(formatOf(kiloCode, "database", "store"), store.path);
      store.dispose();
      return calls.map((call) => call.tokens.output);
    };
    assert.deepEqual(read("old"), [20]);
    assert.deepEqual(read("new"), [25]);
    const message = { id: "msg_1", sessionID: "ses_1", ...answer({ input: 10, output: 20 }) };
    assert.equal(readDocument(formatOf(kiloCode, "message-files", "document"), message).calls.length, 1);
  });
});
