import { SOURCES } from "../src/sources/registry.ts";
import type { LogFormat, Source } from "../src/sources/source.ts";
import type { Quality } from "../src/core/usageRecord.ts";

const MEANINGS: Readonly<Record<Quality, string>> = {
  "exact-call": "Counts of single calls to a model, as the tool had them from its provider.",
  "exact-turn": "Exact sums of all calls that answered one message.",
  "session-total":
    "Exact sums of a whole session. They count on the day the session began, and as estimates of when they were used.",
  estimate: "The tool's own estimate, a part of the counts only, or tokens that were counted here from texts.",
};

/** The page `docs/sources.md`, made of what the sources say of themselves. */
export function sourcesPage(): string {
  return `${[
    "# What is read, and how sure it is",
    "This page is made from the sources themselves by `npm run docs:sources`; a test fails when it is out of date.",
    "Files are opened for reading only. Of each call the ledger keeps counts, time, model, ids, and the folder and branch it was made in; never prompts, answers or code. What an assistant has not written down cannot be counted: where one writes no counts, or only some, this page says so.",
    "| Quality | What it means |\n|---|---|\n" +
      Object.entries(MEANINGS)
        .map(([quality, meaning]) => `| \`${quality}\` | ${meaning} |`)
        .join("\n"),
    "The meter shows all of them in one sum and says how much of it is estimated: `session-total` and `estimate`.",
    overview(),
    ...SOURCES.map(chapter),
  ].join("\n\n")}\n`;
}

function overview(): string {
  return [
    "| Assistant | Id | Best quality |\n|---|---|---|",
    ...SOURCES.map(
      (source) => `| [${source.name}](#${anchorOf(source.name)}) | \`${source.id}\` | ${bestOf(source)} |`,
    ),
  ].join("\n");
}

/** How sure the counts are, from the surest on. */
const ORDER = Object.keys(MEANINGS);

function bestOf({ formats }: Source): string {
  const [best] = formats.map(({ quality }) => quality).toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
  return best === undefined ? "nothing readable" : `\`${best}\``;
}

function anchorOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, "")
    .replaceAll(" ", "-");
}

function chapter({ name, formats, limits }: Source): string {
  return [
    `## ${name}`,
    ...(formats.length === 0
      ? []
      : [["| What | Where | Quality at best |\n|---|---|---|", ...formats.map(formatRow)].join("\n")]),
    ...(limits.length === 0 ? [] : [limits.map((limit) => `- ${limit}`).join("\n")]),
  ].join("\n\n");
}

function formatRow({ description, places, quality }: LogFormat): string {
  return `| ${description} | ${places.map((place) => `\`${place}\``).join("<br>")} | \`${quality}\` |`;
}
