import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { cline } from "../../../../src/sources/cline/source.ts";
import { formatOf, readDocument } from "../../../support/readFormat.ts";

const FIXTURES = join(import.meta.dirname, "../../../../../shared/fixtures");
const FOREIGN = join(FIXTURES, "cline/Dicklesworthstone__coding_agent_session_search/tests/fixtures/cline/task1");
const BESIDE = join(
  FIXTURES,
  "cline-aux/Dicklesworthstone__coding_agent_session_search/tests/fixtures/cline/task1/api_conversation_history.json",
);
const LIST = join(FIXTURES, "cline-aux/cline__cline/src/sdk/__tests__/fixtures/taskHistory.json");
const T = 1_700_300_000_000;

describe("Cline's shared fixtures", function () {
  before(function () {
    if (!existsSync(FIXTURES)) this.skip();
  });

  it("hold no usage in messages of a shape that no version of Cline writes", () => {
    const neighbours = { "api_conversation_history.json": readFileSync(BESIDE, "utf8") };
    const { records, skipped } = readDocument(
      formatOf(cline, "task", "document"),
      readFileSync(join(FOREIGN, "ui_messages.json")),
      { relativePath: "task1/ui_messages.json", neighbours },
    );
    assert.deepEqual([records, skipped], [[], {}]);
  });

  it("tell model and folder of a task in the list of tasks", () => {
    const neighbours = { "../../state/taskHistory.json": readFileSync(LIST, "utf8") };
    const read = (taskId: string) => {
      const message = { ts: T, type: "say", say: "api_req_started", text: '{"tokensIn":1}' };
      const { calls } = readDocument(formatOf(cline, "task", "document"), [message], {
        relativePath: `${taskId}/ui_messages.json`,
        neighbours,
      });
      return calls.filter((call) => call.calls > 0).map(({ model, cwd }) => [model, cwd]);
    };
    assert.deepEqual(read("task-from-file-001"), [["claude-sonnet-4-20250514", undefined]]);
    assert.deepEqual(read("task-from-file-002"), [["gpt-4o", "/home/user/project"]]);
  });
});
