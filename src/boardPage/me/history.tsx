import type { VNode } from "preact";
import { useContext, useState } from "preact/hooks";
import type { MeView } from "../../shared/board/meView.ts";
import { formatTokens } from "../../core/format.ts";
import { ChartCard } from "../../webview/charts/chartCard.tsx";
import { StackedBars } from "../../webview/charts/stackedBars.tsx";
import { BoardContext } from "../boardContext.ts";
import { dayOf, dayWords, shortDayWords } from "../dayWords.ts";
import { generalTexts } from "../generalTexts.ts";
import { useTableChoice } from "../tableState.ts";
import { fillDays } from "./fillDays.ts";
import { meTexts } from "./meTexts.ts";

const RANGES = [
  { id: "month", days: 30 },
  { id: "quarter", days: 90 },
  { id: "all", days: 400 },
] as const;
/** Fewer columns would be as wide as a page. */
const LEAST_DRAWN = 30;
type RangeId = (typeof RANGES)[number]["id"];

/** One's own days: what counted, and what was seen above the caps. */
export function History({ days }: { readonly days: MeView["days"] }): VNode {
  const [range, setRange] = useState<RangeId>("month");
  const { clock } = useContext(BoardContext);
  const tables = useTableChoice();
  const texts = meTexts.history;
  const today = dayOf(clock());
  const oldest = days[0]?.day ?? today;
  const most = RANGES.find(({ id }) => id === range)?.days ?? 0;
  const shown = days.filter(({ day }) => day > today - most);
  const drawn = fillDays(shown, today, range === "all" ? Math.max(LEAST_DRAWN, today - oldest + 1) : most);
  const seen = formatTokens(shown.reduce((sum, day) => sum + day.seen, 0));
  const counted = formatTokens(shown.reduce((sum, day) => sum + day.counted, 0));
  const summary = texts.summary(shown.length, seen, counted);
  const rows = shown
    .toReversed()
    .map((day) => [
      dayWords(day.day),
      { text: formatTokens(day.counted), value: day.counted },
      { text: formatTokens(day.seen), value: day.seen },
      day.isSettled ? texts.settled : texts.settling,
    ]);
  const points = drawn.map((day) => ({
    label: shortDayWords(day.day),
    longLabel: dayWords(day.day),
    values: [day.counted, Math.max(0, day.seen - day.counted)],
  }));
  return (
    <ChartCard
      id="history"
      summary={summary}
      table={{ title: texts.heading, columns: [generalTexts.day, texts.counted, texts.seen, texts.state], rows }}
      choice={tables}
      note={
        <label class="history-range">
          <span class="quiet">{texts.range}</span>
          <select
            value={range}
            onChange={({ currentTarget: { value } }) => setRange(RANGES.find(({ id }) => id === value)?.id ?? "month")}
          >
            {RANGES.map(({ id }) => (
              <option key={id} value={id}>
                {texts.ranges[id]}
              </option>
            ))}
          </select>
        </label>
      }
    >
      {shown.length === 0 ? (
        <p class="empty">{texts.none}</p>
      ) : (
        <StackedBars
          id="history"
          summary={summary}
          label={texts.label}
          stacked={{ names: [texts.counted, texts.above], points }}
          format={formatTokens}
        />
      )}
    </ChartCard>
  );
}
