/** Texts of the page about how a group works. */
export const practiceTexts = {
  lead: (least: number) =>
    `How a group works with AI, and what comes of it. Medians of at least ${least} people; never one person's figures, except your own, which only you see.`,
  slice: {
    label: "Show",
    help: "One part at a time: combined, parts would single people out.",
    company: "Everybody",
    team: "Teams",
    tool: "Tools",
    model: "Models",
  },
  people: {
    name: "People in it",
    about: (people: string) => `about ${people}`,
  },
  pairs: {
    reuse: { heading: "Re-use and thrift", about: "Caches that hold, and prompts that stay small." },
    steering: { heading: "Steering and fit", about: "A person at the wheel, and the model that fits." },
    speed: { heading: "Speed and stability", about: "How soon work lands, and how much of it comes back." },
    cost: { heading: "Cost and survival", about: "What lines cost, and whether they stay." },
    change: { heading: "Cost and green tests", about: "What a change costs, and whether its tests pass." },
  },
  metrics: {
    cacheHit: {
      name: "Cache hit rate",
      what: "Share of prompt tokens that came from a cache.",
      limit: "Cannot say whether the prompt was needed: re-reading a fat context hits the cache too. 95% is usual.",
    },
    contextThrift: {
      name: "Context in use",
      what: "Part of the model's window that a middling call fills.",
      limit: "Cannot say whether the context was the right one; some work needs much of it.",
    },
    steeredShare: {
      name: "Steered share",
      what: "Share of tokens within a quarter of an hour after a person typed.",
      limit: "Cannot say whether the steering was any good, and unattended work may be meant to be so.",
    },
    rightSizing: {
      name: "Right-sizing",
      what: "Saved against using the dearest model for everything.",
      limit: "Cannot say whether the cheaper answer was as good.",
    },
    promptToMerge: {
      name: "Prompt to merge",
      what: "Middling time from the first prompt to the merge.",
      limit: "Cannot tell work from waiting for a review, and knows merged changes only.",
    },
    rework: {
      name: "Rework",
      what: "Share of AI-assisted lines changed or deleted within 14 days.",
      limit: "Cannot tell a repair from an improvement; change is sometimes the plan.",
    },
    costPerSurvivingLine: {
      name: "Cost per surviving line",
      what: "List-price cost by lines still there after 14 days.",
      limit: "Cannot compare teams: wordy code makes it fall, and careful deletion makes it rise.",
    },
    survival: {
      name: "Survival after 14 days",
      what: "Share of effective lines still there two weeks later.",
      limit: "Cannot say that code is good, only that nobody has changed it yet.",
    },
    costPerMergedChange: {
      name: "Cost per merged change",
      what: "List-price cost by changes merged.",
      limit: "Cannot see how large a change is; split ones look cheap.",
    },
    greenRate: {
      name: "Green test runs",
      what: "Share of test runs that pass within an hour of AI edits.",
      limit: "Cannot say what the tests test; easy ones pass.",
    },
  },
  median: "Median",
  middle: (low: string, high: string) => `Middle half ${low} to ${high}`,
  own: "You",
  ownPrivate: "only you see this",
  ownUnknown: "not known",
  limit: "What it cannot say",
  weeks: (name: string) => `${name}: median by week`,
  weeksNone: "No week to show yet.",
  week: "Week from",
  inWeek: (from: string, figure: string) => `Week from ${from}: ${figure}`,
  barOf: (median: string, low: string, high: string) => `Median ${median}, middle half ${low} to ${high}`,
  hours: (value: string) => `${value} h`,
  gone: { text: "This part of the company is no longer published.", showAll: "Show everybody" },
  empty: {
    title: "No figures here yet",
    text: (least: number) =>
      `Medians appear once at least ${least} people of this part have sent enough. Unknown is not bad, and not zero.`,
  },
  badges: {
    heading: "Badges people show",
    about: "Earned by craft, never by volume. Counted are those who chose to show them.",
    none: "Nobody shows a badge yet.",
    people: (count: string) => `${count} people`,
  },
} as const;
