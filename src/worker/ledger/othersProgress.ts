import type { ScanProgress } from "../../shared/meterSnapshot.ts";
import type { Ledger } from "./ledger.ts";
import { metaText } from "./meta.ts";

/** How far another process that holds the lease has come with a scan. */
export function othersProgress({ database, lease }: Ledger): ScanProgress | undefined {
  const { holderPid, isMine } = lease.state();
  if (holderPid === undefined || isMine) return undefined;
  const progress = metaText(database, "progress");
  // Written by `LocalMeter` in the process that holds the lease.
  return progress === undefined || progress === "" ? undefined : (JSON.parse(progress) as ScanProgress);
}
