import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { Measures } from "../../../../../src/core/board/publication/groupSums.ts";
import {
  DECISIONS,
  publishTotals,
  type Decisions,
  type PublishedTotals,
} from "../../../../../src/core/board/publication/publishTotals.ts";
import { findTelling, writeDown, type Seen } from "../../../../support/board/attacker.ts";
import { MemoryPublication } from "../../../../support/board/memoryPublication.ts";

/*
 * The criterion. An attacker knows the rules, sees every published total of the company and its teams, before and after, knows the
 * exact figures of everybody but one person, and adds and subtracts as they like. Then
 * 1. where one person alone does something (joins, leaves, moves to another team, has other figures), no figure that is shown
 *    changes: figures can only be hidden by it; and
 * 2. whatever several people do, each figure, each part of the company that is left when teams are subtracted from it, and what
 *    each of these has changed by since the publication before is a figure of nobody, or of at least k people of whom none is more
 *    than half. No person's total can be told from it to better than a factor of two by who does not know the others'.
 * It does not hold against k - 1 people who know of each other and lack one: no board of totals can.
 */

const LEAST = 8;

const tokens = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 1_000 }) },
  { weight: 2, arbitrary: fc.integer({ min: 1_000, max: 100_000 }) },
  { weight: 1, arbitrary: fc.constant(0) },
);
const figures = tokens.chain((seen) =>
  fc.record(
    {
      seen: fc.constant(seen),
      counted: fc.integer({ min: 0, max: seen }),
      costMicro: fc.integer({ min: 0, max: 2 * seen }),
    },
    { noNullPrototype: true },
  ),
) satisfies fc.Arbitrary<Measures>;
const team = fc.integer({ min: 0, max: 3 });
const person = fc.record({ team, figures });
const company = fc.array(person, { maxLength: 60, size: "max" });

const act = fc.oneof(
  fc.record({ kind: fc.constant("join" as const), person }),
  fc.record({ kind: fc.constant("leave" as const), who: fc.nat() }),
  fc.record({ kind: fc.constant("move" as const), who: fc.nat(), team }),
  fc.record({ kind: fc.constant("change" as const), who: fc.nat(), figures }),
);
/** Several at once do something, as they do on any day. */
const work = fc.record({
  kind: fc.constant("work" as const),
  from: fc.nat(60),
  people: fc.integer({ min: 7, max: 60 }),
  more: fc.integer({ min: 1, max: 2_000 }),
});
type Act = ReturnType<(typeof act)["generate"]>["value"];
type Work = ReturnType<(typeof work)["generate"]>["value"];
type Person = ReturnType<(typeof person)["generate"]>["value"];

let ids = 0;
function perform(store: MemoryPublication, each: Act | Work): number | undefined {
  if (each.kind === "work") {
    const some = [...store.people].slice(each.from, each.from + each.people);
    for (const [i, [id, { team: of, figures: known }]] of some.entries()) {
      const more = each.more + (i % 5);
      const later = { counted: known.counted + more, seen: known.seen + 2 * more, costMicro: known.costMicro + more };
      store.people.set(id, { team: of, figures: later });
    }
    return undefined;
  }
  if (each.kind === "join") {
    ids += 1;
    store.people.set(ids, each.person);
    return ids;
  }
  const present = [...store.people.keys()];
  const id = present[each.who % Math.max(1, present.length)];
  const known = id === undefined ? undefined : store.people.get(id);
  if (id === undefined || known === undefined) return undefined;
  if (each.kind === "leave") store.leave(id);
  else if (each.kind === "move") store.people.set(id, { ...known, team: each.team });
  else store.people.set(id, { ...known, figures: each.figures });
  return id;
}

async function publish(
  store: MemoryPublication,
  day: number,
  decisions: Decisions = DECISIONS,
  least = LEAST,
): Promise<PublishedTotals> {
  return publishTotals(store, { least, day, decisions });
}

/** Plays publications with acts between them; answers what told of a person. */
async function play(
  people: readonly Person[],
  days: readonly (readonly (Act | Work)[])[],
  decisions: Decisions,
  least = LEAST,
): Promise<string | undefined> {
  const store = new MemoryPublication();
  for (const each of people) perform(store, { kind: "join", person: each });
  let before: Seen | undefined;
  for (const [day, acts] of [[], ...days].entries()) {
    for (const each of acts) perform(store, each);
    const after = writeDown(store, await publish(store, day, decisions, least));
    const telling = findTelling(before, after, LEAST);
    if (telling !== undefined) return `day ${day}: ${telling}`;
    before = after;
  }
  return undefined;
}

const someActs = fc.array(fc.oneof({ weight: 2, arbitrary: act }, { weight: 1, arbitrary: work }), {
  maxLength: 10,
  size: "max",
});
const history = fc.tuple(company, fc.array(someActs, { minLength: 1, maxLength: 6, size: "max" }));

function partOf(store: MemoryPublication, id: number): readonly Measures[] {
  return [...store.parts.values()].flatMap((parts) => parts.get(id) ?? []);
}

describe("the totals that a board publishes", () => {
  it("are not changed by anything that one person alone does", async () => {
    let shown = 0;
    await fc.assert(
      fc.asyncProperty(company, act, async (people, single) => {
        const store = new MemoryPublication();
        for (const each of people) perform(store, { kind: "join", person: each });
        await publish(store, 0);
        const before = await publish(store, 1);
        const parts = new Map([...store.people.keys()].map((id) => [id, partOf(store, id)]));
        const id = perform(store, single);
        const after = await publish(store, 2);
        if (after.company.form === "value" || after.company.form === "band") {
          shown += 1;
          if (before.company.form === after.company.form) assert.deepEqual(after.company, before.company);
        }
        for (const [number, totals] of after.teams) {
          if (totals.form !== "value") continue;
          const earlier = before.teams.get(number);
          if (earlier?.form === "value") assert.deepEqual(totals, earlier);
          // What is shown only now was published as the rest's before: nothing of the act is in it.
          else if (id !== undefined && store.people.has(id)) assert.deepEqual(partOf(store, id), parts.get(id) ?? []);
        }
      }),
      { numRuns: 400 },
    );
    assert.ok(shown > 50, "the company was hardly ever shown");
  });

  it("tell nothing of a person to who adds and subtracts them, whatever people do", async () => {
    await fc.assert(
      fc.asyncProperty(history, async ([people, days]) => {
        assert.equal(await play(people, days, DECISIONS), undefined);
      }),
      { numRuns: 600 },
    );
  });

  const without: readonly (readonly [string, Decisions])[] = [
    [
      "the rule of what is left",
      {
        ...DECISIONS,
        planForms: (teams, rest, least) => {
          const alone = [...teams].map(([id, sums]) => {
            const form = DECISIONS.planForms(new Map([[id, sums]]), sums, least).teams.get(id) ?? "tooFew";
            return [id, form] as const;
          });
          return { company: DECISIONS.planForms(teams, rest, least).company, teams: new Map(alone) };
        },
        planCarves: (_, wanted) => [...wanted],
      },
    ],
    ["the rule of differences", { ...DECISIONS, mayRelease: () => true }],
    [
      "the rule of who moves",
      {
        ...DECISIONS,
        mayRelease: (change, least) =>
          DECISIONS.mayRelease(
            { ...change, moved: { ...change.moved, most: { counted: 0, seen: 0, costMicro: 0 } } },
            least,
          ),
      },
    ],
    [
      "the rule of who has left",
      {
        ...DECISIONS,
        mayRelease: (change, least) =>
          DECISIONS.mayRelease(
            { ...change, departed: { people: change.departed.people, most: change.moved.total } },
            least,
          ),
      },
    ],
  ];
  it("tell of a person where fewer are a group", async () => {
    const details = await fc.check(
      fc.asyncProperty(
        history,
        async ([people, days]) => (await play(people, days, DECISIONS, LEAST - 1)) === undefined,
      ),
      { numRuns: 3_000, endOnFailure: true },
    );
    assert.ok(details.failed);
  });

  for (const [rule, decisions] of without)
    it(`tell of a person without ${rule}`, async () => {
      const details = await fc.check(
        fc.asyncProperty(history, async ([people, days]) => (await play(people, days, decisions)) === undefined),
        { numRuns: 3_000, endOnFailure: true },
      );
      assert.ok(details.failed, `nothing was found without ${rule}`);
    });
});
