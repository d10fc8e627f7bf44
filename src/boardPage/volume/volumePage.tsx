import type { VNode } from "preact";
import { type VolumeView, volumeViewSchema } from "../../shared/board/volumeView.ts";
import { Icon } from "../../webview/icon.tsx";
import { generalTexts } from "../generalTexts.ts";
import { ViewFrame } from "../shell/viewFrame.tsx";
import { useTableChoice } from "../tableState.ts";
import { useView } from "../useView.ts";
import { Costs } from "./costs.tsx";
import { DayChart } from "./dayChart.tsx";
import { ListCard } from "./listCard.tsx";
import { SliceTables } from "./sliceTables.tsx";
import { TotalCard } from "./totalCard.tsx";
import { volumeTexts } from "./volumeTexts.ts";

/** Tokens of all and of those who chose to be listed; the warning comes first. */
export function VolumePage(): VNode {
  const loaded = useView("/v1/volume", volumeViewSchema);
  return (
    <>
      <section class="notice notice-warning fuel-warning">
        <Icon name="warning" />
        <p>
          <strong>{volumeTexts.warning}</strong> {generalTexts.promise}
        </p>
      </section>
      <ViewFrame heading={generalTexts.tabs.volume} lead={volumeTexts.lead} loaded={loaded}>
        {(view) => <Volume view={view} />}
      </ViewFrame>
    </>
  );
}

function Volume({ view }: { readonly view: VolumeView }): VNode {
  const tables = useTableChoice();
  return (
    <>
      <div class="columns">
        <TotalCard total={view.total} milestones={view.milestones} />
        <DayChart days={view.days} tables={tables} />
      </div>
      <ListCard view={view} />
      <Costs total={view.total} />
      <SliceTables slices={view.slices} />
    </>
  );
}
