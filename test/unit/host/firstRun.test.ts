import assert from "node:assert/strict";

import { FirstRun } from "../../../src/host/firstRun.ts";

describe("FirstRun", () => {
  function stage(answer: boolean): { readonly run: FirstRun; readonly events: string[] } {
    const events: string[] = [];
    const memory = new Map<string, unknown>();
    const run = new FirstRun(
      {
        get: (key) => memory.get(key),
        update: (key, value) => Promise.resolve(void memory.set(key, value)),
      },
      () => {
        events.push("asked");
        return Promise.resolve(answer);
      },
      () => events.push("opened"),
    );
    return { run, events };
  }

  it("opens the walkthrough for who wants it", async () => {
    const { run, events } = stage(true);
    await run.offer();
    assert.deepEqual(events, ["asked", "opened"]);
  });

  it("asks once, also where the answer was no", async () => {
    const { run, events } = stage(false);
    await run.offer();
    await run.offer();
    assert.deepEqual(events, ["asked"]);
  });

  it("does not ask again while the first question is open", async () => {
    const { run, events } = stage(true);
    await Promise.all([run.offer(), run.offer()]);
    assert.deepEqual(events, ["asked", "opened"]);
  });
});
