import type { VolumeEntry } from "../../../src/shared/board/volumeView.ts";
import { BADGES } from "../../../src/core/achievements/catalogue.ts";
import { TIERS } from "../../../src/core/tierCatalogue.ts";
import { COMPANY, tokensAtPlace } from "../../../src/core/perspective/company.ts";
import { BoardRandom } from "./boardRandom.ts";
import { HOSTILE_HANDLES, makeHandle } from "./handles.ts";

const LISTED = 250;
/** Where the reader is on the list. */
export const OWN_PLACE = 137;

/** The first 250 of a company of 85,000 whose tokens spread as the press reports. */
export function makeTopList(): readonly VolumeEntry[] {
  const random = new BoardRandom(7);
  const people = Array.from({ length: LISTED }, (_, index) => makeEntry(random, index + 1));
  const [first, second] = HOSTILE_HANDLES;
  return people.map((entry, index) => {
    if (index === 7) return { ...entry, handle: first };
    if (index === 8) return { ...entry, handle: second };
    return index + 1 === OWN_PLACE ? { ...entry, handle: "Mira Q.", isYou: true } : entry;
  });
}

function makeEntry(random: BoardRandom, place: number): VolumeEntry {
  const counted = Math.round(tokensAtPlace(COMPANY, place));
  const seen = Math.round(counted * (1 + random.next() * (place % 7 === 0 ? 3 : 0.6)));
  const badges = makeBadges(random);
  const title = badges[0]?.badge;
  return {
    rank: place,
    handle: makeHandle(random, place),
    counted,
    provisional: place % 3 === 0 ? Math.round(counted * 0.03 * random.next()) : 0,
    seen,
    activeDays: random.whole(14, 30),
    tier: tierOf(counted, random),
    ...(title === undefined || place % 2 === 0 ? {} : { title }),
    trust: place % 5 === 0 ? "verified" : "settled",
    badges,
    isYou: false,
  };
}

function makeBadges(random: BoardRandom): VolumeEntry["badges"] {
  const count = random.whole(0, 8);
  const ids = new Set(Array.from({ length: count }, () => random.pick(BADGES).id));
  return [...ids].map((badge) => ({ badge, grade: random.whole(1, 4) }));
}

function tierOf(counted: number, random: BoardRandom): string {
  const reached = TIERS.filter(({ thresholdTokens }) => thresholdTokens <= counted);
  // Not everybody passes the gates of craft.
  const tier = reached.at(random.next() < 0.6 ? -1 : -2) ?? TIERS[0];
  return tier?.name ?? "Copper";
}
