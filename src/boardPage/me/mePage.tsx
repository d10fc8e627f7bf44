import type { VNode } from "preact";
import { useContext, useState } from "preact/hooks";
import { type MeView, meViewSchema } from "../../shared/board/meView.ts";
import type { LeaveReceipt } from "../../shared/board/membership.ts";
import { BoardContext } from "../boardContext.ts";
import { generalTexts } from "../generalTexts.ts";
import { ViewFrame } from "../shell/viewFrame.tsx";
import { useView } from "../useView.ts";
import { DeviceList } from "./deviceList.tsx";
import { HeldRows } from "./heldRows.tsx";
import { History } from "./history.tsx";
import { JoinPage } from "./joinPage.tsx";
import { LeaveCard } from "./leaveCard.tsx";
import { LeaveReceiptCard } from "./leaveReceiptCard.tsx";
import { LinkCard } from "./linkCard.tsx";
import { ListingForm } from "./listingForm.tsx";
import { Looks } from "./looks.tsx";
import { meTexts } from "./meTexts.ts";
import { Neighbours } from "./neighbours.tsx";
import { ProviderCard } from "./providerCard.tsx";
import { SaveCard } from "./saveCard.tsx";
import { SharedBadges } from "./sharedBadges.tsx";
import { SignalList } from "./signalList.tsx";
import { Standing } from "./standing.tsx";
import { TeamForm } from "./teamForm.tsx";

/** A person's own page; of one who takes no part, the way to do so. */
export function MePage(): VNode {
  const { session } = useContext(BoardContext);
  return session.isMember ? <MemberPage /> : <JoinPage />;
}

/** Everything that the board knows of a person, and everything they can do about it. */
function MemberPage(): VNode {
  const { onSignedOut } = useContext(BoardContext);
  const loaded = useView("/v1/me/page", meViewSchema);
  const [receipt, setReceipt] = useState<LeaveReceipt | undefined>(undefined);
  if (receipt !== undefined) return <LeaveReceiptCard receipt={receipt} close={onSignedOut} />;
  const reload = (): void => void loaded.reload();
  return (
    <ViewFrame heading={generalTexts.tabs.me} lead={meTexts.lead} loaded={loaded}>
      {(view) => <Me view={view} reload={reload} left={setReceipt} />}
    </ViewFrame>
  );
}

function Me(props: {
  readonly view: MeView;
  readonly reload: () => void;
  readonly left: (receipt: LeaveReceipt) => void;
}): VNode {
  const { view, reload, left } = props;
  return (
    <>
      <div class="columns">
        <Standing view={view} />
        <History days={view.days} />
      </div>
      <SignalList signals={view.signals} evidenceAsked={view.evidenceAsked} reload={reload} />
      <Neighbours view={view} />
      <div class="columns">
        <ListingForm view={view} reload={reload} />
        <TeamForm view={view} reload={reload} />
        <SharedBadges badges={view.badges} />
        <DeviceList devices={view.devices} reload={reload} />
        <LinkCard />
        {view.provider !== undefined && <ProviderCard link={view.provider} reload={reload} />}
        <HeldRows held={view.held} />
        <Looks looks={view.looks} isListed={view.listed} />
        <SaveCard view={view} />
        <LeaveCard left={left} />
      </div>
    </>
  );
}
