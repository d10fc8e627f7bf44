import type { UsageRow } from "../../../src/shared/board/usageRow.ts";
import { Random } from "../company/random.ts";
import type { SimulatedPerson } from "./honestPerson.ts";
import { HOUR_MS, NOW_MS, TODAY, onTime, rowOf, tokensOf, type SimulatedRow } from "./simulatedRow.ts";

/** What a tactic does to what somebody would have told honestly. `other` is a colleague. */
type Change = (person: SimulatedPerson, other: SimulatedPerson, random: Random) => SimulatedPerson;

export interface Tactic {
  readonly id: string;
  readonly name: string;
  /**
   * `found`: a check should see it. `capped`: nothing to be found, as the caps leave nothing of it. `void`: it is in no rank or is
   * refused. `bounded`: cannot be found from figures, by design; how much it can gain at most is what there is to say.
   */
  readonly expected: "found" | "capped" | "void" | "bounded";
  readonly change: Change;
  /** The colleague is not on the board themselves. */
  readonly isOtherAway?: boolean;
}

const FIGURES = ["in", "out", "cr", "cw"] as const;
type Figure = (typeof FIGURES)[number] | "calls" | "busy" | "maxPrompt" | "recount" | "turns";

function times(row: UsageRow, factor: number, fields: readonly Figure[] = FIGURES): UsageRow {
  const change = Object.fromEntries(fields.map((field) => [field, Math.round(row[field] * factor)]));
  return { ...row, ...change };
}

const onRows =
  (change: (each: SimulatedRow) => SimulatedRow): Change =>
  (person) => ({ ...person, rows: person.rows.map(change) });

/** Every row again on the UTC days that the person works, as `make` says. */
function eachWorkday(person: SimulatedPerson, make: (day: number) => readonly SimulatedRow[]): readonly SimulatedRow[] {
  const days = new Set(person.rows.map(({ row, shiftH }) => Math.floor((row.h + shiftH) / 24)));
  return [...days].flatMap(make);
}

const NIGHT = { tool: "claudeCode", model: "claude-opus-4-8", mode: 0, turns: 0, hidden: 2 } as const;

/** Agents that run all night without anybody. */
const overnight: Change = (person, _other, random) => {
  const night = eachWorkday(person, (day) =>
    Array.from({ length: 8 }, (_, i) => onTime(rowOf(random, { ...NIGHT, h: day * 24 + i, tokens: 300e6 }), 1)),
  );
  return { ...person, rows: [...person.rows.filter(({ row }) => row.h % 24 >= 8 || row.mode === 1), ...night] };
};

/** Calls by the clock, without a person. */
const transcription: Change = (person, _other, random) => {
  const rows = eachWorkday(person, (day) =>
    Array.from({ length: 24 }, (_, i) => {
      const row = rowOf(random, { ...NIGHT, tool: "pi", model: "other", h: day * 24 + i, tokens: 4e6 });
      return onTime({ ...row, calls: 76 + (i % 2), maxPrompt: 400_000, busy: 300 }, 1);
    }),
  );
  return { ...person, rows: [...person.rows, ...rows] };
};

/** Figures out of the air: nothing but totals. */
const fabricated: Change = (person, _other, random) => {
  const rows = eachWorkday(person, (day) =>
    Array.from({ length: 10 }, (_, i) => {
      const row = rowOf(random, { ...NIGHT, mode: 1, turns: 40, h: day * 24 + 8 + i, tokens: 1e9 });
      return onTime({ ...row, calls: 500 + Math.floor(100 * random.next()), maxPrompt: 0, busy: 0 }, 1);
    }),
  );
  return { ...person, rows };
};

/** A ledger without a contradiction: calls, time, prompts and turns fit so many tokens a day. */
const consistent =
  (tokensPerDay: number, turnsPerHour: number): Change =>
  (person, _other, random) => ({
    ...person,
    rows: Array.from({ length: 30 }, (_, back) => TODAY - back).flatMap((day) =>
      Array.from({ length: 10 }, (_, i) => {
        const tokens = random.around(tokensPerDay / 10, 0.3);
        const about = { ...NIGHT, mode: 1, turns: turnsPerHour, h: day * 24 + 8 + i, tokens } as const;
        return onTime(rowOf(random, about), 1);
      }),
    ),
  });

/** A ledger in which everything is ten times what it was, calls and time and turns among them. */
const scaledWhole: Change = onRows((each) => ({
  ...each,
  row: times(each.row, 10, [...FIGURES, "calls", "busy", "turns", "recount"]),
}));

const copiedLedger: Change = (person, other) => ({
  ...person,
  rows: other.rows.map((each) => ({ ...each, device: 3, firstSeenMs: each.firstSeenMs + HOUR_MS })),
});

const editedDay: Change = (person) => {
  const most = Math.max(...person.rows.map(({ row }) => Math.floor(row.h / 24)));
  return onRows((each) => (Math.floor(each.row.h / 24) === most ? { ...each, row: times(each.row, 20) } : each))(
    person,
    person,
    new Random(1),
  );
};

/** Seen 8 to 34 days late, so that a window is filled at once. */
const backFilled: Change = (person, other, random) => {
  const { rows } = consistent(1e9, 30)(person, other, random);
  const old = rows.filter(({ row }) => row.h < (TODAY - 8) * 24);
  return { ...person, rows: [...person.rows, ...old.map((each) => ({ ...each, firstSeenMs: NOW_MS - HOUR_MS }))] };
};

/** Sessions continued as copies whose beginning is told again, two thirds of everything once more. */
const forked: Change = (person) => ({
  ...person,
  rows: person.rows.flatMap((each) => [
    each,
    { ...each, device: each.device + 20, row: times(each.row, 0.67, [...FIGURES, "calls", "busy", "recount"]) },
  ]),
});

const same: Change = (person) => person;

export const TACTICS: readonly Tactic[] = [
  {
    id: "T1",
    name: "10× inflated figures",
    expected: "found",
    change: onRows((each) => ({ ...each, row: times(each.row, 10) })),
  },
  {
    id: "T1",
    name: "10× with its largest prompt",
    expected: "found",
    change: onRows((each) => ({ ...each, row: times(each.row, 10, [...FIGURES, "maxPrompt"]) })),
  },
  {
    id: "T1",
    name: "10× output, text as it was",
    expected: "found",
    change: onRows((each) => ({
      ...each,
      row: { ...each.row, out: 40 * each.row.recount, busy: 60 * each.row.recount },
    })),
  },
  { id: "T2", name: "idle agents overnight", expected: "capped", change: overnight },
  { id: "T3", name: "transcription bot", expected: "capped", change: transcription },
  { id: "T4", name: "commit spam", expected: "void", change: same },
  { id: "T5", name: "copied ledger of a colleague", expected: "found", change: copiedLedger },
  {
    id: "T5",
    name: "work of others on the own account",
    expected: "bounded",
    isOtherAway: true,
    change: (person, other) => ({
      ...person,
      rows: [...person.rows, ...other.rows.map((each) => ({ ...each, device: 4 }))],
    }),
  },
  {
    id: "T6",
    name: "huge contexts, pinged",
    expected: "capped",
    change: onRows((each) => ({
      ...each,
      row: {
        ...each.row,
        tool: "claudeCode",
        model: "claude-opus-4-8",
        in: 10 * each.row.calls,
        cw: 0,
        out: 50 * each.row.calls,
        cr: 900_000 * each.row.calls,
        maxPrompt: 950_000,
      },
    })),
  },
  {
    id: "T7",
    name: "20 agents at once",
    expected: "bounded",
    change: onRows((each) => ({ ...each, row: times(each.row, 20, [...FIGURES, "calls", "busy", "recount"]) })),
  },
  { id: "T8", name: "figures out of the air", expected: "found", change: fabricated },
  {
    id: "T9",
    name: "rows sent again and again",
    expected: "void",
    change: (person) => ({ ...person, rows: [...person.rows, ...person.rows, ...person.rows] }),
  },
  { id: "T10", name: "window filled up later", expected: "found", change: backFilled },
  {
    id: "T11",
    name: "models before their release",
    expected: "void",
    change: onRows((each) => ({
      ...each,
      row: { ...each.row, model: "claude-sonnet-5-5" },
    })),
  },
  { id: "T12", name: "rows in another's name", expected: "void", change: same },
  {
    id: "T13",
    name: "one ledger on five devices",
    expected: "found",
    change: (person) => ({
      ...person,
      deviceDays: [...person.deviceDays, TODAY - 9, TODAY - 8, TODAY - 7, TODAY - 6],
      rows: [1, 2, 3, 4, 5].flatMap((copy) =>
        person.rows.map((each) => ({ ...each, device: 10 * copy + each.device, firstSeenMs: each.firstSeenMs + copy })),
      ),
    }),
  },
  { id: "T14", name: "one day edited, 20×", expected: "found", change: editedDay },
  { id: "T15", name: "gamed outcome metrics", expected: "void", change: same },
  {
    id: "T16",
    name: "hiding cost, a tenth is told",
    expected: "bounded",
    change: onRows((each) => ({ ...each, row: times(each.row, 0.1, [...FIGURES, "calls", "busy", "recount"]) })),
  },
  { id: "T17", name: "patient forger, 2.9 B a day", expected: "bounded", change: consistent(2.9e9, 40) },
  { id: "T17", name: "patient forger, 60 M a day", expected: "bounded", change: consistent(60e6, 5) },
  { id: "T17", name: "everything told tenfold", expected: "bounded", change: scaledWhole },
  {
    id: "M",
    name: "clock shifted by 9 hours",
    expected: "void",
    change: onRows((each) => ({ ...each, shiftH: 9, row: { ...each.row, h: each.row.h - 9 } })),
  },
  { id: "M", name: "forked sessions told twice", expected: "bounded", change: forked },
];

/** Tokens of rows, for sums. */
export function seenOf(rows: readonly SimulatedRow[]): number {
  return rows.reduce((all, row) => all + tokensOf(row), 0);
}
