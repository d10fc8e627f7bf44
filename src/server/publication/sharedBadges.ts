import { peopleFigure } from "../../core/board/suppression.ts";
import { REST } from "../../core/board/publication/publishTotals.ts";
import { numberIn, textIn } from "../database/boardDatabase.ts";
import type { PublicationPass } from "./publicationPass.ts";
import type { SlicePractice } from "./publishedSlice.ts";

type Holders = Map<string, { readonly badge: string; readonly grade: number; readonly people: number }>;

/** Badges that members share, by how many of a group do. */
export class SharedBadges {
  readonly #company: Holders = new Map();
  readonly #teams = new Map<number, Holders>();

  static async read(pass: PublicationPass): Promise<SharedBadges> {
    const badges = new SharedBadges();
    await pass.forMembers(async (queries, { after, last }) => {
      for (const row of await queries.query(HOLDERS, [after, last])) {
        const of = { badge: textIn(row, "badge"), grade: numberIn(row, "grade"), people: numberIn(row, "people") };
        // Everybody is counted once for both: counted at two moments, a difference of the two would be one person's.
        badges.#add(numberIn(row, "team"), of);
      }
    });
    return badges;
  }

  ofCompany(least: number): SlicePractice["badges"] {
    return told(this.#company, least);
  }

  ofTeam(team: number, least: number): SlicePractice["badges"] {
    return told(this.#teams.get(team) ?? new Map(), least);
  }

  #add(team: number, of: { readonly badge: string; readonly grade: number; readonly people: number }): void {
    const ofTeam = this.#teams.get(team) ?? new Map<string, typeof of>();
    this.#teams.set(team, ofTeam);
    for (const holders of [this.#company, ofTeam]) {
      const key = `${of.badge} ${of.grade}`;
      holders.set(key, { ...of, people: (holders.get(key)?.people ?? 0) + of.people });
    }
  }
}

/** The most frequent first. Of one that fewer share nothing is said, not even that somebody does. */
function told(holders: Holders, least: number): SlicePractice["badges"] {
  return [...holders.values()]
    .filter(({ people }) => people >= least)
    .toSorted((a, b) => b.people - a.people || (a.badge < b.badge ? -1 : a.badge > b.badge ? 1 : a.grade - b.grade))
    .map(({ badge, grade, people }) => ({ badge, grade, people: peopleFigure(people, least) }));
}

const HOLDERS = `
  SELECT coalesce(f.team_id, ${REST}) AS team, b.badge, b.grade, count(*) AS people
  FROM badge b JOIN member_figure f ON f.member_id = b.member_id AND f.member_id > $1 AND f.member_id <= $2
  WHERE b.member_id > $1 AND b.member_id <= $2 GROUP BY 1, b.badge, b.grade`;
