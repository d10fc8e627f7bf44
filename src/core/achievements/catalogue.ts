import { t } from "@vscode/l10n";

import { formatCount } from "../format.ts";
import type { Badge } from "./badge.ts";
import { graded, single } from "./badge.ts";
import * as deed from "./deedCriteria.ts";
import * as efficiency from "./efficiency.ts";
import * as steering from "./steering.ts";
import { exportMade, previewRead, trueUp } from "./trust.ts";
import * as variety from "./variety.ts";

const { activeDays, before28, cacheHit, humanTurns, last14Active, last28, last30, lifetime, steeredShare } = efficiency;

/** A ratio of fewer turns says nothing. */
const RATIO_TURNS = 100;

/**
 * The one catalogue of badges. They go by ratios, sessions and rest, never by volume: what would be easy to farm has a cap
 * per day or a share that must be steered, and what is done on days that ran by themselves does not count at all.
 * Thresholds are scarce on purpose: `npm run achievements:simulate` tells how scarce.
 */
export const BADGES: readonly Badge[] = [
  {
    id: "cache-wizard",
    name: "Cache Wizard",
    group: "efficiency",
    purpose: () => t("Prompts come from the cache, while they stay small and a person steers."),
    rule: graded(
      [
        [0.955, 24],
        [0.965, 28],
        [0.975, 34],
        [0.98, 40],
      ],
      (hit, reads) => [
        activeDays(last14Active, 14),
        humanTurns(last14Active, RATIO_TURNS),
        cacheHit(last14Active, hit),
        efficiency.readsPerWrite(last14Active, reads),
        efficiency.medianPrompt(last14Active, 0.5),
        steeredShare(last14Active, 0.5),
      ],
    ),
  },
  {
    id: "warm-start",
    name: "Warm Start",
    group: "efficiency",
    purpose: () => t("The second call of a session of three or more turns takes 80% of its prompt from the cache."),
    rule: graded([[20], [50], [100], [200]], (least) => [
      lifetime("warmStarts", least, (count) =>
        count === 1 ? t("1 warm session") : t("{0} warm sessions", formatCount(count)),
      ),
    ]),
  },
  {
    id: "thrifty-context",
    name: "Thrifty Context",
    group: "efficiency",
    purpose: () => t("Active days with 20 turns on which half of all prompts have at most 60,000 tokens."),
    rule: graded([[5], [10], [20], [40]], (least) => [efficiency.thriftyDays(least, 20)]),
  },
  {
    id: "clean-slate",
    name: "Clean Slate",
    group: "efficiency",
    purpose: () => t("Sessions of five or more turns that never fill more than half of the model's window."),
    rule: graded([[25], [75], [200], [500]], (least) => [
      lifetime("cleanSlates", least, (count) =>
        count === 1 ? t("1 clean session") : t("{0} clean sessions", formatCount(count)),
      ),
    ]),
  },
  {
    id: "right-tool",
    name: "Right Tool",
    group: "efficiency",
    purpose: () => t("Calls that need less go to a model that costs less."),
    rule: graded([[0.2], [0.35], [0.5], [0.65]], (saved) => [
      activeDays(last14Active, 14),
      humanTurns(last14Active, RATIO_TURNS),
      efficiency.modelsInUse(last14Active, 2, 0.05),
      efficiency.savedByRightSizing(last14Active, saved, 0.05),
    ]),
  },
  {
    id: "crisp",
    name: "Crisp",
    group: "efficiency",
    purpose: () => t("Turns answered in at most two calls and 2,000 tokens of output; 30 a day count."),
    rule: graded([[50], [150], [400], [1000]], (least) => [
      lifetime(
        "crispTurns",
        least,
        (count) => (count === 1 ? t("1 crisp answer") : t("{0} crisp answers", formatCount(count))),
        30,
      ),
    ]),
  },
  {
    id: "half-price",
    name: "Half Price",
    group: "efficiency",
    purpose: () => t("A turn costs less than it did in the 28 days before."),
    rule: graded([[0.85], [0.75], [0.6], [0.5]], (most) => [
      ...[last28, before28].flatMap((span) => [activeDays(span, 8), humanTurns(span, RATIO_TURNS)]),
      efficiency.costPerTurnAgainst(last28, before28, most),
    ]),
  },
  {
    id: "no-surprises",
    name: "No Surprises",
    group: "efficiency",
    purpose: () => t("No day of the last 30 costs much more than a usual one, and a person steers."),
    rule: graded([[4], [3], [2.5], [2]], (most) => [
      activeDays(last30, 12),
      humanTurns(last30, RATIO_TURNS),
      efficiency.costliestDay(last30, most),
      // Flat costs alone are what an agent that never sleeps has.
      steeredShare(last30, 0.5),
    ]),
  },
  {
    id: "budgeteer",
    name: "Budgeteer",
    group: "efficiency",
    purpose: () => t("Calendar months that end at 50 to 100% of a budget set before their third day."),
    rule: graded([[1], [2], [4], [8]], (least) => [deed.budgetMonths(least)]),
    whyUnknown: deed.WHY_UNKNOWN.budget,
  },
  {
    id: "cache-rescue",
    name: "Cache Rescue",
    group: "efficiency",
    purpose: () => t("A week with a cold cache, put right for two weeks."),
    rule: single(efficiency.cacheRescue(0.9, 0.95, 50)),
  },
  {
    id: "hands-on-the-wheel",
    name: "Hands on the Wheel",
    group: "steering",
    purpose: () => t("Most tokens are spent within a quarter of an hour after a person typed."),
    rule: graded(
      [
        [10, 0.6],
        [12, 0.75],
        [15, 0.85],
        [18, 0.92],
      ],
      (days, share) => [activeDays(last30, days), humanTurns(last30, RATIO_TURNS), steeredShare(last30, share)],
    ),
  },
  {
    id: "came-back",
    name: "Came Back",
    group: "steering",
    purpose: () =>
      t("A long run of over 200,000 tokens is answered by a person within ten minutes; five sessions a day count."),
    rule: graded([[10], [40], [120], [300]], (least) => [
      lifetime(
        "cameBacks",
        least,
        (count) =>
          count === 1 ? t("1 session you came back to") : t("{0} sessions you came back to", formatCount(count)),
        5,
      ),
    ]),
  },
  {
    id: "delegate",
    name: "Delegate",
    group: "steering",
    purpose: () => t("Sessions whose sub-agents do up to 70% of the work, which a person looks at in the end."),
    rule: graded([[10], [30], [80], [200]], (least) => [
      lifetime("delegations", least, (count) =>
        count === 1 ? t("1 session delegated in part") : t("{0} sessions delegated in part", formatCount(count)),
      ),
    ]),
  },
  {
    id: "deep-work",
    name: "Deep Work",
    group: "steering",
    purpose: () => t("A sitting of 45 to 180 minutes with 12 turns and no gap over 15 minutes; one a day counts."),
    rule: graded([[5], [15], [40], [100]], (least) => [
      lifetime(
        "deepWorks",
        least,
        (count) => (count === 1 ? t("1 sitting") : t("{0} sittings", formatCount(count))),
        1,
      ),
    ]),
  },
  {
    id: "steady-hand",
    name: "Steady Hand",
    group: "steering",
    purpose: () => t("A turn takes no more tokens than it usually does."),
    rule: single(activeDays(last14Active, 14), steering.answeredTurns(200), steering.steadyTurns()),
  },
  {
    id: "lights-out",
    name: "Lights Out",
    group: "steering",
    purpose: () => t("Active days on which nothing runs unattended from midnight to six."),
    rule: graded([[10], [20], [40], [80]], (least) => [steering.darkNights(least)]),
  },
  {
    id: "night-off",
    name: "Night Off",
    group: "steering",
    purpose: () => t("Weeks in a row with three active days and two days without any use."),
    rule: graded([[2], [4], [8], [13]], (least) => [steering.restfulWeeks(least, 3, 2)]),
  },
  {
    id: "model-connoisseur",
    name: "Model Connoisseur",
    group: "variety",
    purpose: () =>
      t("Several model families in real use: ten turns on three active days and a share of all turns each."),
    rule: graded(
      [
        [3, 2, 0.05],
        [4, 2, 0.05],
        [6, 3, 0.03],
        [8, 3, 0.03],
      ],
      (families, vendors, share) => [
        humanTurns(last30, RATIO_TURNS),
        variety.modelFamilies(families, share),
        variety.modelVendors(vendors, share),
      ],
    ),
  },
  {
    id: "toolsmith",
    name: "Toolsmith",
    group: "variety",
    purpose: () => t("Several assistants in real use: 20 turns on four active days of the last 30 each."),
    rule: graded([[2], [3], [4], [5]], (least) => [variety.toolsUsed(least)]),
  },
  {
    id: "early-taster",
    name: "Early Taster",
    group: "variety",
    purpose: () => t("A new model gets ten turns within 14 days of its release, and is used again a week later."),
    rule: graded([[1], [3], [6], [10]], (least) => [variety.tastedModels(least)]),
  },
  {
    id: "second-opinion",
    name: "Second Opinion",
    group: "variety",
    purpose: () => t("Two model families answer two turns each in one session; one a day counts."),
    rule: graded([[5], [15], [40], [100]], (least) => [
      lifetime(
        "secondOpinions",
        least,
        (count) =>
          count === 1 ? t("1 session with two opinions") : t("{0} sessions with two opinions", formatCount(count)),
        1,
      ),
    ]),
  },
  {
    id: "cartographer",
    name: "Cartographer",
    group: "variety",
    purpose: () => t("Several projects in real work: 15 turns on three active days of the last 30 each."),
    rule: graded([[3], [5], [8], [12]], (least) => [variety.projectsUsed(least)]),
  },
  {
    id: "season-ticket",
    name: "Season Ticket",
    group: "variety",
    purpose: () => t("Weeks with two active days, holidays allowed."),
    rule: graded(
      [
        [6, 8],
        [10, 12],
        [20, 26],
        [40, 52],
      ],
      (least, of) => [variety.activeWeeks(least, of)],
    ),
  },
  {
    id: "welcome-back",
    name: "Welcome Back",
    group: "variety",
    purpose: () => t("Two weeks without any use, then five active days in two weeks."),
    rule: single(variety.returnDays(5)),
  },
  {
    id: "it-stuck",
    name: "It Stuck",
    group: "outcomes",
    purpose: () => t("Lines written with AI that are still there two weeks later."),
    rule: graded(
      [
        [200, 0.8],
        [500, 0.85],
        [1500, 0.88],
        [5000, 0.9],
      ],
      (lines, stayed) => [deed.maturedLines(lines), deed.survival(stayed)],
    ),
    whyUnknown: deed.WHY_UNKNOWN.landed,
  },
  {
    id: "landed",
    name: "Landed",
    group: "outcomes",
    purpose: () => t("Merged changes that last; three a day count."),
    rule: graded([[3], [10], [30], [100]], (least) => [deed.lastingChanges(least)]),
    whyUnknown: deed.WHY_UNKNOWN.landed,
  },
  {
    id: "green-thumb",
    name: "Green Thumb",
    group: "outcomes",
    purpose: () => t("Failing tests that pass before the session ends; three a day count."),
    rule: graded([[5], [20], [60], [200]], (least) => [deed.greenCycles(least)]),
    whyUnknown: deed.WHY_UNKNOWN.tests,
  },
  {
    id: "spring-cleaning",
    name: "Spring Cleaning",
    group: "outcomes",
    purpose: () => t("Merged changes that take away 50 lines more than they add, with passing tests after."),
    rule: graded([[1], [5], [15], [40]], (least) => [deed.cleanings(least)]),
    whyUnknown: deed.WHY_UNKNOWN.landed,
  },
  {
    id: "open-book",
    name: "Open Book",
    group: "trust",
    purpose: () => t("You read what would be sent to a board, and exported your data once."),
    rule: single(previewRead, exportMade),
  },
  {
    id: "true-up",
    name: "True Up",
    group: "trust",
    purpose: () =>
      t(
        "A rescan lowered your total and the board was told, or a question about your figures was settled in your favour.",
      ),
    rule: single(trueUp),
  },
];
