import { mapMeasures, type GroupSums } from "../../core/board/publication/groupSums.ts";
import { REST, type Block, type PublicationStore } from "../../core/board/publication/publishTotals.ts";
import type { Departed, GroupChange, PublishedRest } from "../../core/board/suppression.ts";
import type { Queries } from "../database/boardDatabase.ts";
import type { MemberRange } from "../database/memberSlices.ts";
import { GroupTotals } from "./groupTotals.ts";
import type { PublicationPass } from "./publicationPass.ts";
import { NOBODY_LEFT, readBlocks, type KeptBlock } from "./publishedBlocks.ts";
import {
  readChanges,
  readPublishedInRest,
  readSumsNow,
  writeParts,
  type PartsPlan,
  type SomeOfGroup,
} from "./publishedParts.ts";

/**
 * The figures of `member_figure`, and what was published of them, for one pass. What is to become of it is noted here alone, until
 * all of it is known; then it is written beside what holds, and the end of the pass has it hold.
 */
export class PlannedTotals implements PublicationStore {
  readonly #pass: PublicationPass;
  readonly #kept: Map<number, KeptBlock>;
  readonly #merged = new Set<number>();
  readonly #released = new Set<number>();
  readonly #carved = new Set<number>();
  #blocks: readonly number[] = [];
  #now = new GroupTotals();
  #everybody = 0;

  private constructor(pass: PublicationPass, blocks: readonly KeptBlock[]) {
    this.#pass = pass;
    this.#kept = new Map(blocks.map((block) => [block.block, block]));
  }

  static async begin(pass: PublicationPass): Promise<PlannedTotals> {
    return new PlannedTotals(pass, await pass.transaction(readBlocks));
  }

  /** How many have any use, once it has been summed. */
  get everybody(): number {
    return this.#everybody;
  }

  /** To be kept from the end of the pass on. */
  get kept(): readonly KeptBlock[] {
    return [...this.#kept.values()];
  }

  blocks(): Promise<readonly Block[]> {
    return Promise.resolve(this.kept);
  }

  putBlock(block: Block): Promise<void> {
    this.#kept.set(block.block, { ...block, departed: this.#departedOf(block.block) });
    return Promise.resolve();
  }

  async sumsNow(): Promise<ReadonlyMap<number, GroupSums>> {
    const { all } = await this.#sum(readSumsNow);
    this.#everybody = [...all.values()].reduce((people, sums) => people + sums.people, 0);
    return all;
  }

  async changes(blocks: readonly number[]): Promise<ReadonlyMap<number, GroupChange>> {
    this.#blocks = blocks;
    const totals = { now: new GroupTotals(), changed: new GroupTotals(), moved: new GroupTotals() };
    await this.#pass.forMembers(async (queries, range) => {
      for (const { kind, group, sums } of await readChanges(queries, range, this.#plan)) totals[kind].add(group, sums);
    });
    this.#now = totals.now;
    const { now, changed, moved } = totals;
    return new Map(
      blocks.map((block) => [
        block,
        { now: now.of(block), changed: changed.of(block), moved: moved.of(block), departed: this.#departedOf(block) },
      ]),
    );
  }

  release(block: number): Promise<GroupSums> {
    this.#released.add(block);
    this.#putDeparted(block, NOBODY_LEFT);
    return Promise.resolve(this.#now.of(block));
  }

  async publishedInRest(): Promise<PublishedRest> {
    const teams = await this.#sum((queries, range) => readPublishedInRest(queries, range, this.#plan));
    return { teams: teams.all, departed: this.#departedOf(REST) };
  }

  carve(team: number): Promise<void> {
    this.#carved.add(team);
    return Promise.resolve();
  }

  merge(block: number): Promise<void> {
    const [one, other] = [this.#departedOf(REST), this.#departedOf(block)];
    const most = mapMeasures((measure) => Math.max(one.most[measure], other.most[measure]));
    this.#putDeparted(REST, { people: one.people + other.people, most });
    this.#merged.add(block);
    this.#kept.delete(block);
    return Promise.resolve();
  }

  /** Writes what is to be published of each member. */
  async write(): Promise<void> {
    const plan = { ...this.#plan, carved: [...this.#carved], pass: this.#pass.number };
    await this.#pass.forMembers((queries, range) => writeParts(queries, range, plan));
  }

  get #plan(): PartsPlan {
    const { before } = this.#pass;
    return { before, blocks: this.#blocks, merged: [...this.#merged], released: [...this.#released] };
  }

  async #sum(read: (queries: Queries, range: MemberRange) => Promise<readonly SomeOfGroup[]>): Promise<GroupTotals> {
    const totals = new GroupTotals();
    await this.#pass.forMembers(async (queries, range) => {
      for (const { group, sums } of await read(queries, range)) totals.add(group, sums);
    });
    return totals;
  }

  #departedOf(block: number): Departed {
    return this.#kept.get(block)?.departed ?? NOBODY_LEFT;
  }

  #putDeparted(block: number, departed: Departed): void {
    const kept = this.#kept.get(block);
    if (kept !== undefined) this.#kept.set(block, { ...kept, departed });
  }
}
