import type { CheckId } from "../../../src/core/board/checks/checkRules.ts";
import { isHeldBy, type HoldGround } from "../../../src/core/board/checks/judgeHold.ts";
import { checkMember } from "../../../src/core/board/checks/memberChecks.ts";
import type { BoardUse } from "../../../src/core/board/checks/memberUse.ts";
import { medianOf, usualOf } from "../../../src/core/board/checks/robust.ts";
import { bitOf, idsOf } from "../../../src/core/board/checks/signalBits.ts";
import { findTwins, type ComparedRow } from "../../../src/core/board/checks/twinRows.ts";
import { Random } from "../company/random.ts";
import { honestPerson, sentAnew, withSharedMachine, type SimulatedPerson } from "./honestPerson.ts";
import { isLarge, printOf, sumMember, takeRows, type MemberSum, type StoredRow } from "./judgeMember.ts";
import { tokensOf } from "./simulatedRow.ts";
import { TACTICS, type Tactic } from "./tactics.ts";

export interface JudgedMember {
  readonly tactic: Tactic | undefined;
  readonly person: Pick<SimulatedPerson, "archetype" | "mishaps">;
  readonly sum: MemberSum;
  /** What they would count had they told what they did. */
  readonly honestScore: number;
  readonly refused: number;
  readonly signals: readonly HoldGround[];
  readonly isHeld: boolean;
}

export interface JudgedCompany {
  readonly members: readonly JudgedMember[];
  readonly board: BoardUse;
}

/** A company in which each tactic is used by `perTactic` people, judged by the board's own rules. */
export function judgeCompany(people: number, perTactic: number): JudgedCompany {
  const cheats = perTactic * TACTICS.length;
  const tacticOf = (index: number): Tactic | undefined =>
    index < cheats ? TACTICS[index % TACTICS.length] : undefined;
  const personOf = (index: number): SimulatedPerson => makePerson(index, people, tacticOf(index));
  const large = new LargeRows();
  const members = Array.from({ length: people }, (_, index) => {
    const person = personOf(index);
    const { stored, refused } = takeRows(person.rows);
    for (const { row } of stored) if (isLarge(row)) large.add(index, printOf(row));
    const tactic = tacticOf(index);
    const sum = sumMember(stored);
    const honestScore = tactic === undefined ? sum.score : sumMember(takeRows(honestPerson(index).rows).stored).score;
    const { archetype, mishaps, deviceDays } = person;
    return { tactic, person: { archetype, mishaps }, deviceDays, sum, honestScore, refused };
  });
  const twins = judgeTwins(large.owners(), (index) => takeRows(personOf(index).rows).stored);
  const board = boardOf(members.map(({ sum }, index) => twins.get(index)?.sum ?? sum));
  const judged = members.map(({ deviceDays, ...member }, index) => {
    const twin = twins.get(index);
    const sum = twin?.sum ?? member.sum;
    const own = checkMember({ ...sum, deviceDays }, board).signals;
    const ofRows = idsOf(sum.signals).flatMap((id) => (id === "C8" ? [] : [groundOfRow(id)]));
    const signals = [...ofRows, ...own, ...(twin === undefined ? [] : twin.grounds)];
    return { ...member, sum, signals, isHeld: isHeldBy(signals) };
  });
  return { members: judged, board };
}

/** The person of this number in such a company. */
export function simulatedPerson(index: number, people: number, perTactic: number): SimulatedPerson {
  return makePerson(index, people, tacticUsedBy(index, perTactic));
}

function tacticUsedBy(index: number, perTactic: number): Tactic | undefined {
  return index < perTactic * TACTICS.length ? TACTICS[index % TACTICS.length] : undefined;
}

function makePerson(index: number, people: number, tactic: Tactic | undefined): SimulatedPerson {
  const person = honestPerson(index);
  if (tactic !== undefined) return tactic.change(person, otherOf(index, people, tactic), new Random(index + 1e6));
  if (person.mishaps.has("sharedMachine")) return withSharedMachine(person, honestPerson(index - 1));
  return person.mishaps.has("rejoined") ? sentAnew(person, honestPerson(index - 1)) : person;
}

/** A colleague who is on the board as well, and worth copying; or one who works on the account of this one only. */
function otherOf(index: number, people: number, { isOtherAway }: Tactic): SimulatedPerson {
  if (isOtherAway === true) return honestPerson(people + index);
  for (let back = 1; back < 50; back += 1) {
    const other = honestPerson(people - index - back);
    if (other.archetype === "power" && other.mishaps.size === 0) return other;
  }
  return honestPerson(people - 1 - index);
}

function groundOfRow(id: CheckId): HoldGround {
  if (id === "C17") return { id, effect: "info" };
  return { id, effect: id === "C18" ? "provisional" : "held" };
}

interface TwinResult {
  readonly sum: MemberSum;
  readonly grounds: readonly HoldGround[];
}

/** Sums of those members anew who share rows with others, with rows that another has told before set aside. */
function judgeTwins(
  owners: ReadonlySet<number>,
  storedOf: (index: number) => readonly StoredRow[],
): ReadonlyMap<number, TwinResult> {
  const stored = new Map([...owners].map((index) => [index, storedOf(index)]));
  const compared = [...stored].flatMap(([member, rows]) =>
    rows.map((each): ComparedRow & { readonly each: StoredRow } => ({
      member,
      device: each.row.device,
      firstSeenMs: each.row.firstSeenMs,
      tokens: tokensOf(each.row),
      print: printOf(each.row),
      each,
    })),
  );
  const twins = findTwins(compared);
  const copies = new Set(twins.flatMap(({ rows }) => rows.map(({ each }) => each)));
  const results = new Map<number, TwinResult>();
  for (const { member } of twins) {
    if (results.has(member)) continue;
    const rows = stored.get(member) ?? [];
    const marked = rows.map((each) => (copies.has(each) ? { ...each, signals: each.signals | bitOf("C8") } : each));
    results.set(member, {
      sum: sumMember(marked),
      grounds: [{ id: "C8", effect: "ask" }],
    });
  }
  return results;
}

function boardOf(sums: readonly MemberSum[]): BoardUse {
  const scores = sums.map(({ score }) => score).filter((score) => score > 0);
  return {
    members: scores.length,
    total: scores.reduce((all, score) => all + score, 0),
    medianScore: medianOf(scores) ?? 0,
    scores: usualOf(scores.map((score) => Math.log10(score))),
    days: usualOf(
      sums.flatMap(({ days }) => days.flatMap(({ counted }) => (counted > 0 ? [Math.log10(counted)] : []))),
    ),
  };
}

/** Prints of the rows of a whole company, kept small: a few million of them. */
class LargeRows {
  #prints = new Float64Array(1 << 16);
  #members = new Int32Array(1 << 16);
  #count = 0;

  add(member: number, print: number): void {
    if (this.#count === this.#prints.length) {
      const [prints, members] = [this.#prints, this.#members];
      this.#prints = new Float64Array(2 * prints.length);
      this.#members = new Int32Array(2 * members.length);
      this.#prints.set(prints);
      this.#members.set(members);
    }
    this.#prints[this.#count] = print;
    this.#members[this.#count] = member;
    this.#count += 1;
  }

  /** Members with a print that is there more than once. */
  owners(): ReadonlySet<number> {
    const sorted = this.#prints.slice(0, this.#count).toSorted();
    const repeated = new Set<number>();
    for (let i = 1; i < sorted.length; i += 1) if (sorted[i] === sorted[i - 1]) repeated.add(sorted[i] ?? 0);
    const owners = new Set<number>();
    for (let i = 0; i < this.#count; i += 1) {
      if (repeated.has(this.#prints[i] ?? 0)) owners.add(this.#members[i] ?? 0);
    }
    return owners;
  }
}
