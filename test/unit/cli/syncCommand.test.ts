import assert from "node:assert/strict";
import type { Answer } from "../../../src/cli/question.ts";
import { runCli } from "../../../src/cli/runCli.ts";
import { CONSENT_VERSION } from "../../../src/shared/board/syncBatch.ts";
import { FakeOutbox } from "../../support/fakeOutbox.ts";
import { TEST_MEMBERSHIP } from "../../support/testOutbox.ts";
import { NOW_MS, fakeSurroundings, type FakeSurroundings } from "./fakeSurroundings.ts";

const { url, boardId, epoch } = TEST_MEMBERSHIP;
const CODE = "k7mn-2pqr-stuv-wxyz-3456";

describe("sync at a terminal", () => {
  let outbox: FakeOutbox;
  let reached: string[];

  beforeEach(() => {
    outbox = new FakeOutbox();
    reached = [];
  });

  function surroundings(answer: Answer): FakeSurroundings {
    const info = { boardId, epoch, name: "Northwind", consentVersion: CONSENT_VERSION, serverTime: NOW_MS };
    const around = fakeSurroundings({
      ask: () => Promise.resolve(answer),
      fetch: (address) => {
        reached.push(address.replace(url, ""));
        return Promise.resolve(Response.json(info));
      },
    });
    around.meter.board = ({ name, argument }) => outbox.ask(name, argument);
    return around;
  }

  for (const [what, answer, code] of [
    ["another word", { kind: "typed", text: "no" }, 1],
    ["nothing", { kind: "typed", text: "" }, 1],
    ["Ctrl+C", { kind: "interrupted" }, 130],
  ] as const) {
    it(`sends nothing of what was not agreed to by ${what}, and says so`, async () => {
      const around = surroundings(answer);
      assert.equal(await runCli(["sync", "join", url, CODE], around), code);
      assert.equal(around.stderr.text, "Nothing was sent.\n");
      assert.deepEqual(reached, ["/v1/board"]);
      assert.equal(outbox.membership, undefined);
    });

    it(`deletes and forgets nothing after ${what}, and says so`, async () => {
      outbox.membership = TEST_MEMBERSHIP;
      for (const [deed, sentence] of [
        ["leave", "Nothing was deleted.\n"],
        ["forget", "Nothing was forgotten.\n"],
      ] as const) {
        const around = surroundings(answer);
        assert.equal(await runCli(["sync", deed], around), code);
        assert.equal(around.stderr.text, sentence);
      }
      assert.deepEqual(reached, []);
      assert.equal(outbox.membership, TEST_MEMBERSHIP);
    });
  }

  it("tells scripts, which nobody answers for, how to agree", async () => {
    const around = surroundings({ kind: "nobody" });
    assert.equal(await runCli(["sync", "join", url, CODE], around), 1);
    assert.equal(around.stderr.text, `Nothing was sent. In scripts, agree by --agree ${CONSENT_VERSION}.\n`);
  });
});
