import { t } from "@vscode/l10n";
import type { VNode } from "preact";
import { useRef } from "preact/hooks";

import type { DateRange } from "../../shared/dateRange.ts";
import { BUCKETS, type Bucket, type Insights, STACKS, type UsageFilter } from "../../shared/insights.ts";
import { Choice } from "./choice.tsx";
import { type InsightsState, MEASURES, rangeWith, usualBucket } from "./insightsState.ts";
import { nameOfKey, stackName } from "./names.ts";

/** What of the usage is shown: the time, the tools, models and projects, and how it is cut. */
export function InsightsTools(props: {
  readonly state: InsightsState;
  /** Absent until the ledger has answered. */
  readonly insights: Insights | undefined;
  readonly set: (changes: Partial<InsightsState>) => void;
}): VNode {
  const { state, insights, set } = props;
  return (
    <div class="insights-tools card" role="search" aria-label={t("What is shown")}>
      <RangeTools range={state.range} insights={insights} set={set} />
      <div class="tool-row">
        <FilterTools filter={state.filter} insights={insights} set={set} />
        <Choice
          label={t("Columns")}
          value={state.bucket}
          options={BUCKETS.map((value) => ({ value, name: bucketName(value) }))}
          choose={(bucket) => set({ bucket })}
        />
        <Choice
          label={t("Stacked by")}
          value={state.stackBy}
          options={STACKS.map((value) => ({ value, name: stackName(value) }))}
          choose={(stackBy) => set({ stackBy })}
        />
        <Choice
          label={t("Measured in")}
          value={state.measure}
          options={MEASURES.map((value) => ({ value, name: value === "tokens" ? t("Tokens") : t("Cost") }))}
          choose={(measure) => set({ measure })}
        />
      </div>
    </div>
  );
}

const RANGES: readonly { readonly id: string; readonly range: DateRange }[] = [
  { id: "7", range: { kind: "last", days: 7 } },
  { id: "30", range: { kind: "last", days: 30 } },
  { id: "90", range: { kind: "last", days: 90 } },
  { id: "month", range: { kind: "month" } },
  { id: "365", range: { kind: "last", days: 365 } },
  { id: "all", range: { kind: "all" } },
];

function RangeTools(props: {
  readonly range: DateRange;
  readonly insights: Insights | undefined;
  readonly set: (changes: Partial<InsightsState>) => void;
}): VNode {
  const { range, insights, set } = props;
  const choose = (to: DateRange): void => set({ range: to, bucket: usualBucket(to) });
  const chosen = JSON.stringify(range);
  const from = range.kind === "between" ? range.from : insights?.from;
  const to = range.kind === "between" ? range.to : insights?.to;
  // While a day is typed its month may be any for a moment: the other day is taken from before, so that it comes back.
  const before = useRef<{ readonly from: string; readonly to: string } | undefined>(undefined);
  return (
    <div class="tool-row">
      <fieldset class="filters">
        <legend class="for-screen-reader">{t("Time that is shown")}</legend>
        {RANGES.map(({ id, range: one }) => (
          <label key={id} class={JSON.stringify(one) === chosen ? "filter chosen" : "filter"}>
            <input
              type="radio"
              name="range"
              value={id}
              checked={JSON.stringify(one) === chosen}
              onChange={() => choose(one)}
            />
            {rangeName(one)}
          </label>
        ))}
      </fieldset>
      {from !== undefined && to !== undefined && (
        <fieldset class={range.kind === "between" ? "days chosen" : "days"}>
          <legend class="for-screen-reader">{t("Days that are shown")}</legend>
          <DayInput
            label={t("First day")}
            day={from}
            begin={() => (before.current = { from, to })}
            choose={(day) => choose(rangeWith("from", day, before.current?.to ?? to))}
          />
          <span aria-hidden="true">–</span>
          <DayInput
            label={t("Last day")}
            day={to}
            begin={() => (before.current = { from, to })}
            choose={(day) => choose(rangeWith("to", day, before.current?.from ?? from))}
          />
        </fieldset>
      )}
    </div>
  );
}

const WHOLE_DAY = /^\d{4}-\d{2}-\d{2}$/;
/** While a year is typed it begins with zeros. */
const FIRST_YEAR = "1970";

function DayInput(props: {
  readonly label: string;
  readonly day: string;
  /** The focus has come to it. */
  readonly begin: () => void;
  readonly choose: (day: string) => void;
}): VNode {
  return (
    <input
      type="date"
      class="day"
      aria-label={props.label}
      value={props.day}
      onFocus={props.begin}
      onChange={({ currentTarget: { value } }) => {
        if (WHOLE_DAY.test(value) && value >= FIRST_YEAR) props.choose(value);
      }}
    />
  );
}

function FilterTools(props: {
  readonly filter: UsageFilter;
  readonly insights: Insights | undefined;
  readonly set: (changes: Partial<InsightsState>) => void;
}): VNode {
  const { filter, insights, set } = props;
  const toolNames = insights?.toolNames ?? {};
  const choices = {
    tool: insights?.choices.tools ?? [],
    model: insights?.choices.models ?? [],
    project: insights?.choices.projects ?? [],
  };
  return (
    <>
      {(["tool", "model", "project"] as const).map((field) => (
        <Choice
          key={field}
          label={stackName(field)}
          value={filter[field]}
          // What is chosen stays to be seen, also where the ledger has it no more.
          options={withChosen(choices[field], filter[field]).map((value) => ({
            value,
            name: nameOfKey(field, value, toolNames),
          }))}
          all={allName(field)}
          choose={(value: string | undefined) => set({ filter: filterWith(filter, field, value) })}
        />
      ))}
    </>
  );
}

/** A filter with one field set, or left out. */
export function filterWith(
  filter: UsageFilter,
  field: keyof UsageFilter,
  value: string | undefined,
): { readonly tool?: string; readonly model?: string; readonly project?: string } {
  const all = Object.entries({ ...filter, [field]: value });
  return Object.fromEntries(all.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function withChosen(choices: readonly string[], chosen: string | undefined): readonly string[] {
  return chosen === undefined || choices.includes(chosen) ? choices : [chosen, ...choices];
}

function allName(field: keyof UsageFilter): string {
  switch (field) {
    case "tool":
      return t("All tools");
    case "model":
      return t("All models");
    case "project":
      return t("All projects");
  }
}

function rangeName(range: DateRange): string {
  switch (range.kind) {
    case "last":
      return range.days === 365 ? t("Year") : t("{0} days", range.days);
    case "month":
      return t("This month");
    case "all":
      return t("All time");
    case "between":
      return t("Between two days");
  }
}

function bucketName(bucket: Bucket): string {
  switch (bucket) {
    case "hour":
      return t("Hours");
    case "day":
      return t("Days");
    case "week":
      return t("Weeks");
    case "month":
      return t("Months");
  }
}
