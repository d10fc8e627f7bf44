import * as fc from "fast-check";

const pick = fc.nat(1_000_000);

const STEPS = {
  /** A row that is new, or one that was there, with other figures or none. */
  change: fc.record({
    do: fc.constant("change"),
    device: pick,
    key: fc.nat(60),
    tokens: fc.oneof(fc.constant(0), fc.nat(5_000_000)),
    turns: fc.nat(9),
  }),
  /** An upload and what becomes of it: answered, its answer lost, the client or the server killed, or held up on its way. */
  send: fc.record({
    do: fc.constant("send"),
    device: pick,
    fate: fc.constantFrom("answered", "answered", "answered", "ackLost", "clientKilled", "serverKilled", "heldUp"),
    crashAfter: fc.nat(16),
    spoiled: fc.nat(3),
  }),
  /** One that was held up, or was delivered before, comes (again). */
  arrive: fc.record({ do: fc.constant("arrive"), which: pick }),
  setClock: fc.record({ do: fc.constant("setClock"), device: pick, hours: fc.integer({ min: -14, max: 14 }) }),
  restartServer: fc.record({ do: fc.constant("restartServer") }),
  addDevice: fc.record({ do: fc.constant("addDevice"), device: pick }),
  leave: fc.record({ do: fc.constant("leave"), device: pick }),
  joinAgain: fc.record({ do: fc.constant("joinAgain") }),
  backUp: fc.record({ do: fc.constant("backUp") }),
  restore: fc.record({ do: fc.constant("restore") }),
};

type Arbitraries = typeof STEPS;
type Values = { [Name in keyof Arbitraries]: Arbitraries[Name] extends fc.Arbitrary<infer Value> ? Value : never };
export type ModelStep = Values[keyof Values];

const WEIGHTS: Readonly<Record<keyof Arbitraries, number>> = {
  change: 300,
  send: 300,
  arrive: 120,
  setClock: 20,
  restartServer: 15,
  addDevice: 8,
  leave: 5,
  joinAgain: 8,
  backUp: 8,
  restore: 6,
};

/** So many steps; a run that fails is shrunk to few. */
export function modelSteps(count: number): fc.Arbitrary<ModelStep[]> {
  const one = fc.oneof(
    { weight: WEIGHTS.change, arbitrary: STEPS.change },
    { weight: WEIGHTS.send, arbitrary: STEPS.send },
    { weight: WEIGHTS.arrive, arbitrary: STEPS.arrive },
    { weight: WEIGHTS.setClock, arbitrary: STEPS.setClock },
    { weight: WEIGHTS.restartServer, arbitrary: STEPS.restartServer },
    { weight: WEIGHTS.addDevice, arbitrary: STEPS.addDevice },
    { weight: WEIGHTS.leave, arbitrary: STEPS.leave },
    { weight: WEIGHTS.joinAgain, arbitrary: STEPS.joinAgain },
    { weight: WEIGHTS.backUp, arbitrary: STEPS.backUp },
    { weight: WEIGHTS.restore, arbitrary: STEPS.restore },
  );
  return fc.array(one, { minLength: Math.floor(count), maxLength: count });
}
