/** Texts of the page about tokens. */
export const volumeTexts = {
  lead: "Fuel, not distance: tokens that went through models in the last 30 days.",
  warning: "Burning more is not achieving more.",
  total: {
    heading: "All together, 30 days",
    counted: "Counted",
    countedAbout: "after the caps that every row is held to",
    seen: "Seen",
    seenAbout: "as the editors reported",
    people: "People who take part",
    peopleAbout: (people: string) => `about ${people}`,
    cost: "At list prices",
    costAbout: "price of each model and each kind of token",
    unpriced: (tokens: string) => `without ${tokens} of models that have no list price`,
  },
  days: {
    title: "Counted tokens a day",
    summary: (days: number) => `Of all who take part, by day of UTC, over ${days} days.`,
    withheld: (days: number) => (days === 1 ? " One day is not shown." : ` ${days} days are not shown.`),
    none: "No day is settled yet.",
    counted: "Counted",
  },
  list: {
    heading: "The list",
    about: (count: number) =>
      `${count === 1 ? "One person" : `${count} people`} who chose to be listed, by counted tokens. At most 250; who is not listed counts in the totals without a name.`,
    looks: (count: number) => {
      if (count === 0) return "Nobody else looked at the list today.";
      return count === 1 ? "Others looked at the list once today." : `Others looked at the list ${count} times today.`;
    },
    mark: (viewerId: string) =>
      `This list carries your mark, ${viewerId} with today's date, and every look is noted for those who are on it.`,
    search: "Find a name",
    found: (found: number, of: number) => `${found} of ${of}`,
    findMe: "Find me",
    notListed: "You are not on the list. It is yours to choose, on your page.",
    notFound: "No name on the list is like this.",
    label: "People by counted tokens",
    columns: {
      rank: "Rank",
      name: "Name",
      counted: "Counted",
      seen: "Seen",
      days: "Active days",
      badges: "Badges",
    },
    noRank: "not ranked yet",
    settling: (tokens: string) => `+${tokens} settling`,
    seenShort: (tokens: string) => `${tokens} seen`,
    daysShort: (days: number) => (days === 1 ? "1 day" : `${days} days`),
    noTier: "No tier yet",
    noBadges: "none shown",
    empty: {
      title: "Nobody is on the list yet",
      text: "People appear here when they choose to, on their own page. The totals count everybody who takes part.",
    },
    noPart: {
      title: "Names are shown to who takes part",
      text: "You look at the board without taking part in it. Totals are for everybody.",
    },
    namesOff: {
      title: "Names are turned off",
      text: "Who runs this board has turned off names for everybody. Totals stay; nobody can be looked up.",
    },
  },
  milestones: {
    heading: "In books",
    about:
      "Seen by all together in 30 days; never a goal for one. Tokens are read again and again: these are not texts written.",
    times: (times: string) => `${times}×`,
    each: (tokens: string) => `${tokens} tokens`,
    names: {
      library: "the Library of Congress",
      training: "the training data of Llama 3",
      books: "all books ever published",
    } as Readonly<Record<string, string>>,
  },
  costs: {
    heading: "What it costs depends on whom you ask",
    about: "The same tokens, as seen, at four assumptions. The difference is in the assumptions, not in the use.",
    perMillion: (usd: string) => `${usd} per million`,
    list: "List prices by model, with cache reads at their own price",
    names: {
      observed: "As paid on a public board, 95% cache reads",
      calculator: "A public report's calculator: 86% Opus, 70% cache hits",
      naive: "Every token at the price of fresh input",
    } as Readonly<Record<string, string>>,
  },
  slices: {
    heading: "By team, tool and model",
    about: (least: number) =>
      `Rounded, and only where at least ${least} people are in it and none of them makes up more than half.`,
    kinds: { company: "Company", team: "Teams", tool: "Tools", model: "Models" },
    name: "Name",
    counted: "Counted",
    people: "People",
    none: "No part of the board is large enough to be shown.",
  },
} as const;
