import assert from "node:assert/strict";

import { Celebrations, SHORTEST_CELEBRATION_MS } from "../../../../src/host/celebration/celebrations.ts";
import type { Reached } from "../../../../src/shared/gameSnapshot.ts";
import { ManualClock } from "../../../support/manualClock.ts";

const CRISP_BRONZE = { id: "crisp", name: "Crisp", grade: "bronze" } as const;
const CRISP_SILVER = { id: "crisp", name: "Crisp", grade: "silver" } as const;
const DEEP_WORK = { id: "deep-work", name: "Deep Work", grade: "gold" } as const;

function reached(parts: Partial<Reached>): Reached {
  return { badges: [], tier: undefined, isFirst: false, ...parts };
}

class Stage {
  readonly clock = new ManualClock();
  readonly shown: string[] = [];
  isOn = true;
  isFirstRun = false;
  isScanning = false;
  readonly celebrations = new Celebrations({
    clock: this.clock,
    isOn: () => this.isOn,
    isFirstRun: () => this.isFirstRun,
    isScanning: () => this.isScanning,
    show: (text) => this.shown.push(text),
  });
}

describe("Celebrations", () => {
  it("tell at once of what was reached", () => {
    const stage = new Stage();
    stage.celebrations.receive(reached({ badges: [CRISP_BRONZE], tier: "Gold" }));
    assert.deepEqual(stage.shown, ["Tier reached: Gold, and a badge: Crisp (Bronze)."]);
  });

  it("tell of what follows soon in one message, each badge by its highest grade", () => {
    const stage = new Stage();
    stage.celebrations.receive(reached({ tier: "Gold" }));
    stage.celebrations.receive(reached({ badges: [CRISP_BRONZE] }));
    stage.celebrations.receive(reached({ badges: [CRISP_SILVER, DEEP_WORK], tier: "Platinum" }));
    stage.celebrations.receive(reached({ badges: [CRISP_BRONZE] }));
    assert.equal(stage.shown.length, 1);
    stage.clock.advance(SHORTEST_CELEBRATION_MS);
    assert.deepEqual(stage.shown.slice(1), ["Tier reached: Platinum, and 2 badges: Crisp (Silver), Deep Work (Gold)."]);
    stage.clock.advance(2 * SHORTEST_CELEBRATION_MS);
    assert.equal(stage.shown.length, 2);
  });

  it("leave what old logs come to untold on the first run, and tell what is reached then", () => {
    const stage = new Stage();
    stage.isFirstRun = true;
    stage.celebrations.receive(reached({ tier: "Gold", isFirst: true }));
    assert.deepEqual(stage.shown, []);
    stage.celebrations.receive(reached({ badges: [DEEP_WORK] }));
    assert.deepEqual(stage.shown, ["Badge earned: Deep Work (Gold)."]);
  });

  it("wait while logs are read, and come once they are", () => {
    const stage = new Stage();
    stage.isScanning = true;
    stage.celebrations.receive(reached({ badges: [DEEP_WORK] }));
    stage.celebrations.refresh();
    assert.deepEqual(stage.shown, []);
    stage.isScanning = false;
    stage.celebrations.refresh();
    assert.deepEqual(stage.shown, ["Badge earned: Deep Work (Gold)."]);
  });

  it("wait as well where reading began anew before their turn came", () => {
    const stage = new Stage();
    stage.celebrations.receive(reached({ tier: "Gold" }));
    stage.celebrations.receive(reached({ badges: [DEEP_WORK] }));
    stage.isScanning = true;
    stage.clock.advance(SHORTEST_CELEBRATION_MS);
    assert.equal(stage.shown.length, 1);
    stage.isScanning = false;
    stage.celebrations.refresh();
    stage.clock.advance(SHORTEST_CELEBRATION_MS);
    assert.equal(stage.shown.length, 2);
  });

  it("say nothing where they are turned off, and do not make up for it later", () => {
    const stage = new Stage();
    stage.isOn = false;
    stage.celebrations.receive(reached({ tier: "Gold" }));
    stage.isOn = true;
    stage.celebrations.refresh();
    assert.deepEqual(stage.shown, []);
  });

  it("say nothing any more once they were turned off while something waited", () => {
    const stage = new Stage();
    stage.celebrations.receive(reached({ tier: "Gold" }));
    stage.celebrations.receive(reached({ tier: "Platinum" }));
    stage.isOn = false;
    stage.clock.advance(SHORTEST_CELEBRATION_MS);
    assert.equal(stage.shown.length, 1);
  });

  it("leave nothing behind when they end", () => {
    const stage = new Stage();
    stage.celebrations.receive(reached({ tier: "Gold" }));
    stage.celebrations.receive(reached({ tier: "Platinum" }));
    stage.celebrations.dispose();
    assert.equal(stage.clock.waiting, 0);
    stage.celebrations.refresh();
    assert.equal(stage.shown.length, 1);
  });
});
