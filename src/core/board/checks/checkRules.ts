/**
 * `structural`: the figures contradict one another or somebody else's; one such signal may hold a member. `soft`: unusual, and
 * two of them that rest on different grounds may. `label`: says how somebody works and never holds anyone. `note`: the rest.
 */
export type CheckKind = "structural" | "soft" | "label" | "note";

/** From what a rule is judged: a row as it comes, days and members in a pass of its own, or elsewhere. */
export type CheckPlace = "row" | "pass" | "evidence" | "provider" | "client" | "server";

export type CheckEffect = "info" | "label" | "ask" | "provisional" | "held";

export interface CheckRule {
  readonly id: string;
  readonly kind: CheckKind;
  readonly place: CheckPlace;
  /** What the rule may do by itself, at most. */
  readonly effect: CheckEffect;
  readonly title: string;
  /** The rule as it is published. */
  readonly rule: string;
  /** What the owner of the rows is told: what was seen, never what they are supposed to have done. */
  readonly notice: string;
  readonly evidence: string;
}

/**
 * All checks, in the one place where they are worded. Limits are in `checkLimits.ts`; those of C12 and C13 are not published, as
 * somebody who knows them stays just below.
 */
export const CHECK_RULES = [
  {
    id: "C1",
    kind: "structural",
    place: "row",
    effect: "held",
    title: "Prompts larger than the model takes",
    rule: "in + cr + cw is at most calls × the model's window × 1.02; and, of tools that write down each call, at most calls × the row's own largest prompt × 1.02.",
    notice: "The prompts of this hour are larger than this many calls to this model can have been.",
    evidence:
      "A single call cannot exceed the window: 200,000 or 1,000,000 tokens for Claude, 10 million for a model not known.",
  },
  {
    id: "C2",
    kind: "structural",
    place: "row",
    effect: "held",
    title: "Answers longer than the model writes",
    rule: "out is at most calls × the model's longest answer.",
    notice: "The answers of this hour are longer than this many calls to this model can have given.",
    evidence: "Claude models write at most 128,000 tokens in an answer; for others the window is the bound.",
  },
  {
    id: "C3",
    kind: "structural",
    place: "row",
    effect: "held",
    title: "Answers faster than the model writes",
    rule: "out is at most busy seconds × the model's speed × 1.25; judged where the tool tells how long calls took.",
    notice: "The answers of this hour came faster than this model is known to write.",
    evidence: "Bounds are four times the published speeds, so that only nonsense is above them.",
  },
  {
    id: "C4",
    kind: "structural",
    place: "row",
    effect: "held",
    title: "More calls than there was time for",
    rule: "calls are at most busy seconds / 0.8, and busy seconds at most 3,600 × 1,000 streams; judged from 20 calls on.",
    notice: "There are more calls in this hour than their own time allows.",
    evidence:
      "The first token alone takes 0.4 to 6 seconds. The largest use ever told of needs 150 streams day and night.",
  },
  {
    id: "C5",
    kind: "note",
    place: "server",
    effect: "info",
    title: "Cost as the list prices say",
    rule: "Cost is worked out by the server from list prices. None is sent, so that none can differ.",
    notice: "The cost was worked out anew.",
    evidence: "The wire has no field for it.",
  },
  {
    id: "C6",
    kind: "soft",
    place: "pass",
    effect: "ask",
    title: "Answers far longer than their text",
    rule: "On a day with at least 100,000 output tokens, what a tool reports is at most 30 times what is counted from the text, where there is text. Less is never a signal.",
    notice: "The tool reports far more output than its own log has text for.",
    evidence:
      "Hidden thinking explains 10 to 17 times; some tool versions under-report 10 to 174 times, without any fault of the user.",
  },
  {
    id: "C7",
    kind: "structural",
    place: "evidence",
    effect: "held",
    title: "The same session under two members",
    rule: "A session counts for who claimed it first, as far as they told of it. Others are told; a member most of whose sessions are another's is held.",
    notice: "Some of these sessions were told of by another member before.",
    evidence: "Ids of sessions are random, and compared only as keyed hashes.",
  },
  {
    id: "C8",
    kind: "structural",
    place: "pass",
    effect: "ask",
    title: "The same hours twice",
    rule: "Three or more identical rows of at least 1,000,000 tokens from two devices or members count once, for who sent them first, and both are told. Nobody is held for it, as nothing is gained by it: a machine set up anew sends the same rows under another name.",
    notice: "Some rows are identical to those of another device. They count once.",
    evidence: "Two totals that agree to within ten tokens are the strongest single signal that another board found.",
  },
  {
    id: "C9",
    kind: "label",
    place: "pass",
    effect: "label",
    title: "Works around the clock",
    rule: "At least 20 active hours on 5 of 7 days, or hours of 14 days spread as evenly as 4.4 bits.",
    notice: "Use is spread over day and night, as that of automation is.",
    evidence: "A working day of 9 hours has 3.17 bits, one of 14 has 3.81, round the clock is 4.58.",
  },
  {
    id: "C10",
    kind: "label",
    place: "pass",
    effect: "label",
    title: "Mostly unattended",
    rule: "In 7 days more than 80 % of the tokens are unattended, with less than one human turn per 5,000,000 tokens.",
    notice: "Most of this use ran without a person at the keyboard.",
    evidence: "Automation is legitimate; it is counted at most as much as steered work of the same day.",
  },
  {
    id: "C11",
    kind: "label",
    place: "pass",
    effect: "label",
    title: "Calls at regular intervals",
    rule: "At least 200 unattended calls, more than 30 seconds apart, whose number per hour varies as little as that of intervals within 15 % of one another.",
    notice: "Calls come at regular intervals, as those of a schedule do.",
    evidence:
      "Times of calls are not sent: for independent intervals the variance of counts over their mean is the square of the intervals' variation.",
  },
  {
    id: "C12",
    kind: "soft",
    place: "pass",
    effect: "provisional",
    title: "Far from usual",
    rule: "The day is compared with the member's own 28 days before, and the 30 days with the board, by median and median deviation of their logarithms.",
    notice: "This is far more than usual. It may be right: a look is enough.",
    evidence: "Robust statistics do not move with the outlier that they judge.",
  },
  {
    id: "C13",
    kind: "note",
    place: "pass",
    effect: "ask",
    title: "A large part of the board",
    rule: "A member with a large part of the board's total is asked for evidence.",
    notice: "Your part of the board's total is large, so the board asks for evidence before it lists it.",
    evidence: "The other board that published its constants found no honest account there, and asked first.",
  },
  {
    id: "C14",
    kind: "note",
    place: "pass",
    effect: "ask",
    title: "Many new devices",
    rule: "More than 4 new devices in 30 days.",
    notice: "Several devices joined within a month. If one machine joined twice, remove the other.",
    evidence: "Containers, WSL and reinstalled systems are the usual reasons.",
  },
  {
    id: "C15",
    kind: "note",
    place: "provider",
    effect: "ask",
    title: "One account, several members",
    rule: "One account of a provider is linked to two or more members. Judged only where a provider's report is connected.",
    notice: "Another member is linked to the same account of the provider.",
    evidence: "Shared accounts of CI and pair programming are the usual reasons.",
  },
  {
    id: "C16",
    kind: "note",
    place: "client",
    effect: "info",
    title: "Commits of others",
    rule: "Outcomes of commits whose author is somebody else are left out before anything is sent.",
    notice: "Commits of others are left out.",
    evidence: "No author is on the wire.",
  },
  {
    id: "C17",
    kind: "note",
    place: "row",
    effect: "info",
    title: "Came late",
    rule: "Rows that are first seen more than 7 days after their hour are shown to their owner and not ranked. Of rows that are raised later than that, what had been told in time is ranked.",
    notice:
      "These hours, or a part of them, came more than a week late. That is your history and does not count for the list.",
    evidence: "Weeks offline are ordinary; a moderator can release them.",
  },
  {
    id: "C18",
    kind: "note",
    place: "row",
    effect: "provisional",
    title: "Readers with a known fault",
    rule: "Rows of a version of our readers that was withdrawn, or that tells no version, stay provisional until they are sent again.",
    notice:
      "These rows were read by a version of this extension with a known fault of ours. Updating and sending again settles them.",
    evidence: "More totals on token boards were wrong for such reasons than for any other.",
  },
  {
    id: "C19",
    kind: "note",
    place: "provider",
    effect: "info",
    title: "More than the provider reports",
    rule: "What exceeds 1.05 times the provider's own report of a day is not counted. Less than half of it is only mentioned.",
    notice: "The provider's report of this day differs from these rows.",
    evidence: "Optional, and only for accounts that a member or the company's sign-in has linked.",
  },
  {
    id: "C20",
    kind: "note",
    place: "server",
    effect: "info",
    title: "Checks that could not run",
    rule: "A check that fails or is late changes nothing: everything counts meanwhile, and the operator sees that it failed.",
    notice: "A check could not run.",
    evidence: "Listing an unconfirmed figure for a while is a smaller fault than dropping a real person silently.",
  },
] as const satisfies readonly CheckRule[];

export type CheckId = (typeof CHECK_RULES)[number]["id"];

const BY_ID: ReadonlyMap<string, CheckRule> = new Map(CHECK_RULES.map((rule) => [rule.id, rule]));

/** @throws for an id that is in no table */
export function checkRuleOf(id: CheckId): CheckRule {
  const rule = BY_ID.get(id);
  if (rule === undefined) throw new Error(`There is no check ${id}`);
  return rule;
}
