import assert from "node:assert/strict";

import { panelStatus } from "../../../../src/host/panel/panelStatus.ts";
import { NOON_MS, makeSnapshot, makeView } from "../../../support/meterSnapshots.ts";

describe("panelStatus", () => {
  it("tells the meter's state as the page shows it", () => {
    const down = { kind: "down", reason: "It stopped.", failures: 3 } as const;
    const scanning = { doneBytes: 1, totalBytes: 4, doneFiles: 0, totalFiles: 1 };
    const empty = makeSnapshot({ newestCallMs: undefined, logsFound: false });
    const views = [
      makeView(),
      makeView({ snapshot: undefined, worker: { kind: "starting" } }),
      makeView({ snapshot: makeSnapshot({ scanning }) }),
      makeView({ isRescanning: true }),
      makeView({ worker: down }),
      makeView({ snapshot: undefined, worker: down }),
      makeView({ snapshot: empty }),
    ];
    assert.deepEqual(
      views.map((view) => panelStatus(view, NOON_MS)),
      [
        { kind: "normal" },
        { kind: "starting" },
        { kind: "scanning", fraction: 0.25 },
        { kind: "scanning", fraction: undefined },
        { kind: "failed", reason: "It stopped." },
        { kind: "failed", reason: "It stopped." },
        { kind: "empty", logsFound: false, tools: ["Claude Code", "OpenAI Codex"] },
      ],
    );
  });
});
