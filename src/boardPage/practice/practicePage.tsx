import type { VNode } from "preact";
import { useContext } from "preact/hooks";
import { type PracticeView, practiceViewSchema } from "../../shared/board/practiceView.ts";
import { formatCount } from "../../core/format.ts";
import { BoardContext } from "../boardContext.ts";
import type { Fault } from "../fault.ts";
import { generalTexts } from "../generalTexts.ts";
import { usePublishedWords } from "../usePublishedWords.ts";
import { ViewFrame } from "../shell/viewFrame.tsx";
import { useTableChoice } from "../tableState.ts";
import { useView } from "../useView.ts";
import { BadgeHolders } from "./badgeHolders.tsx";
import { MetricPair } from "./metricPair.tsx";
import { METRIC_PAIRS } from "./metricPairs.ts";
import { practiceTexts } from "./practiceTexts.ts";
import { SlicePicker } from "./slicePicker.tsx";

/** The page that opens first: how a group works. */
export function PracticePage(props: {
  /** `team:3`; absent for everybody. */
  readonly slice: string | undefined;
  readonly choose: (slice: string | undefined) => void;
}): VNode {
  const { slice, choose } = props;
  const { leastPeople } = useContext(BoardContext);
  const query = slice === undefined ? "" : `?${new URLSearchParams({ slice }).toString()}`;
  const loaded = useView(`/v1/practice${query}`, practiceViewSchema);
  const heading = generalTexts.tabs.practice;
  const lead = practiceTexts.lead(leastPeople);
  if (slice !== undefined && isGone(loaded.fault)) {
    return <NoSuchPart heading={heading} lead={lead} showAll={() => choose(undefined)} />;
  }
  return (
    <ViewFrame heading={heading} lead={lead} loaded={loaded}>
      {(view) => <Practice view={view} choose={choose} />}
    </ViewFrame>
  );
}

function isGone(fault: Fault | undefined): boolean {
  return fault?.kind === "refused" && fault.reason === "notFound";
}

/** A link to a team that was removed, say: asking again would not help. */
function NoSuchPart(props: { readonly heading: string; readonly lead: string; readonly showAll: () => void }): VNode {
  return (
    <>
      <div class="view-head">
        <div>
          <h1>{props.heading}</h1>
          <p class="lead">{props.lead}</p>
        </div>
      </div>
      <section class="card empty" role="alert">
        <p>{practiceTexts.gone.text}</p>
        <p>
          <button type="button" class="button" onClick={props.showAll}>
            {practiceTexts.gone.showAll}
          </button>
        </p>
      </section>
    </>
  );
}

function Practice(props: { readonly view: PracticeView; readonly choose: (slice: string | undefined) => void }): VNode {
  const { view, choose } = props;
  const { leastPeople } = useContext(BoardContext);
  const tables = useTableChoice();
  const words = usePublishedWords();
  const pairs = METRIC_PAIRS.flatMap((pair) => {
    const metrics = pair.metrics.flatMap((metric) => view.metrics.find((one) => one.metric === metric) ?? []);
    // A pair of which nothing is known says nothing that the line about all of them does not.
    return metrics.every(isUnknown) ? [] : [{ pair, metrics }];
  });
  return (
    <>
      <div class="slice-row">
        <SlicePicker current={view.slice} slices={view.slices} choose={choose} />
        <p class="slice-people">
          <span class="quiet">{practiceTexts.people.name}</span>
          <strong>
            {view.people.kind === "withheld"
              ? words(view.people, formatCount)
              : practiceTexts.people.about(words(view.people, formatCount))}
          </strong>
        </p>
      </div>
      {pairs.length === 0 && (
        <section class="card empty">
          <h2>{practiceTexts.empty.title}</h2>
          <p>{practiceTexts.empty.text(leastPeople)}</p>
        </section>
      )}
      {pairs.map(({ pair, metrics }) => (
        <MetricPair key={pair.id} pair={pair} metrics={metrics} tables={tables} />
      ))}
      <BadgeHolders badges={view.badges} />
    </>
  );
}

function isUnknown({ of, own }: PracticeView["metrics"][number]): boolean {
  return of.median.kind === "withheld" && own === undefined;
}
