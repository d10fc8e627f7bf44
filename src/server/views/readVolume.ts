import { bandOf, roundFigure, withheld } from "../../core/board/suppression.ts";
import { WINDOW_DAYS } from "../../core/board/windowDays.ts";
import { QUOTES } from "../../core/perspective/quotes.ts";
import { SCALES } from "../../core/perspective/scales.ts";
import type { Published } from "../../shared/board/published.ts";
import type { VolumeView } from "../../shared/board/volumeView.ts";
import type { Queries } from "../database/boardDatabase.ts";
import { readPublishedDays } from "../publication/publishDays.ts";
import { readNewestTotals } from "../publication/publishedSlice.ts";
import type { Onlooker } from "./listedEntries.ts";
import { sliceOf } from "./readPractice.ts";
import { readTop } from "./readTop.ts";
import type { KeptList } from "./keptList.ts";

const DAY_MS = 86_400_000;
/** A milestone is reached by texts that have a name; a company's month is none. */
const MILESTONES = SCALES.filter(({ id }) => id !== "month");
const NOTHING = withheld("tooFew");

/** The list and the company's totals, and the people whose names the list shows. */
export async function readVolume(
  queries: Queries,
  onlooker: Onlooker,
  { list, looksToday }: { readonly list: KeptList; readonly looksToday: number },
): Promise<{ readonly view: VolumeView; readonly subjects: readonly number[] }> {
  const { view: top, subjects } = await readTop(queries, onlooker, list);
  const slices = await readNewestTotals(queries);
  const company = slices.find(({ kind }) => kind === "company")?.totals;
  const { counted, seen, people, costUsd, unpriced } = company ?? {
    counted: NOTHING,
    seen: NOTHING,
    people: NOTHING,
    costUsd: NOTHING,
    unpriced: NOTHING,
  };
  const today = Math.floor(onlooker.nowMs / DAY_MS);
  const view: VolumeView = {
    ...top,
    total: {
      counted,
      seen,
      people,
      costUsd,
      unpriced,
      assumedCosts: QUOTES.map(({ id, perMillion }) => ({
        assumption: id,
        usdPerMillion: perMillion,
        costUsd: scaled(seen, perMillion / 1_000_000),
      })),
    },
    milestones: MILESTONES.map(({ id, tokens }) => ({ milestone: id, tokens, times: scaled(seen, 1 / tokens) })),
    days: [...(await readPublishedDays(queries, today - WINDOW_DAYS))],
    slices: slices
      .filter(({ kind }) => kind !== "company")
      .map((slice) => ({ slice: sliceOf(slice), counted: slice.totals.counted, people: slice.totals.people })),
    looksToday,
  };
  return { view, subjects };
}

/** A published figure in another unit: it tells no more than the figure itself. */
function scaled(figure: Published, factor: number): Published {
  switch (figure.kind) {
    case "value":
      return { kind: "value", value: roundFigure(figure.value * factor) };
    case "band":
      return { kind: "band", from: bandOf(figure.from * factor).from, to: bandOf(figure.to * factor).to };
    case "withheld":
      return figure;
  }
}
