import { publishTotals } from "../../core/board/publication/publishTotals.ts";
import type { BoardDatabase } from "../database/boardDatabase.ts";
import { forMembersInSlices } from "../database/memberSlices.ts";
import { planSlices } from "./planSlices.ts";
import { PlannedTotals } from "./plannedTotals.ts";
import { FIGURES_SLICE, PassOvertaken, PublicationPass } from "./publicationPass.ts";
import { putBlocks } from "./publishedBlocks.ts";
import { deleteOldParts } from "./publishedParts.ts";
import { putSlices } from "./publishedSlice.ts";

/** How often it is tried without keeping anybody who leaves waiting. */
const TRIES = 3;

interface Figures {
  readonly least: number;
  readonly day: number;
}

/** Publishes what may be told of groups on a day, from the figures as they are. All of it or nothing. */
export async function publishBoard(database: BoardDatabase, figures: Figures): Promise<void> {
  let isPublished = false;
  for (let tries = 0; tries < TRIES && !isPublished; tries++) isPublished = await tryToPublish(database, figures);
  if (!isPublished) {
    // On a board that somebody leaves all the time, who is about to waits.
    await database.transaction((queries) => publish({ transaction: (body) => body(queries) }, figures));
  }
  await forMembersInSlices(database, FIGURES_SLICE, deleteOldParts);
}

/** @returns whether it came to its end */
async function tryToPublish(database: BoardDatabase, figures: Figures): Promise<boolean> {
  try {
    await publish(database, figures);
    return true;
  } catch (error) {
    if (error instanceof PassOvertaken) return false;
    throw error;
  }
}

async function publish(database: Pick<BoardDatabase, "transaction">, { least, day }: Figures): Promise<void> {
  const pass = await PublicationPass.begin(database);
  const totals = await PlannedTotals.begin(pass);
  const told = await publishTotals(totals, { least, day });
  const slices = await planSlices(pass, told, { least, day, everybody: totals.everybody });
  await totals.write();
  await pass.end(async (queries) => {
    await putBlocks(queries, totals.kept);
    await putSlices(queries, slices);
  });
}
