import { readCode } from "../shared/board/readCode.ts";
import { UsageError } from "./exitCode.ts";

export const SYNC_DEEDS = [
  "status",
  "join",
  "now",
  "pause",
  "resume",
  "preview",
  "uploads",
  "leave",
  "forget",
  "export",
] as const;

/** What `sync` is to do. */
export type SyncDeed =
  | { readonly do: "status" }
  | {
      readonly do: "join";
      readonly url: string;
      /** In the form that boards take. */
      readonly code: string;
      readonly isUnattended: boolean;
      /** The contract that the person says they agree to. */
      readonly agree: number | undefined;
    }
  | { readonly do: "now" | "pause" | "resume" | "preview" | "uploads" }
  | { readonly do: "leave" | "forget"; readonly isSure: boolean }
  | { readonly do: "export"; readonly out: string | undefined };

export interface SyncOptions {
  readonly unattended?: boolean | undefined;
  readonly agree?: string | undefined;
  readonly yes?: boolean | undefined;
  readonly out?: string | undefined;
}

/** @throws UsageError naming the mistake */
export function readSyncDeed(words: readonly string[], options: SyncOptions): SyncDeed {
  const [name = "status", ...more] = words;
  const deed = SYNC_DEEDS.find((one) => one === name);
  if (deed === undefined) throw new UsageError(`sync does one of ${SYNC_DEEDS.join(", ")}; "${name}" is not.`);
  refuseOthers(deed, options);
  if (deed === "join") return readJoin(more, options);
  const [unexpected] = more;
  if (unexpected !== undefined) throw new UsageError(`"${unexpected}" is one word too many after sync ${deed}.`);
  switch (deed) {
    case "leave":
    case "forget":
      return { do: deed, isSure: options.yes ?? false };
    case "export":
      return { do: deed, out: options.out };
    default:
      return { do: deed };
  }
}

function readJoin([url, typed, unexpected]: readonly string[], { unattended, agree }: SyncOptions): SyncDeed {
  if (url === undefined || typed === undefined) throw new UsageError("sync join needs an address and a code.");
  if (unexpected !== undefined) throw new UsageError(`"${unexpected}" is one word too many after sync join.`);
  if (agree !== undefined && !/^\d{1,5}$/.test(agree))
    throw new UsageError(`--agree needs the number of a contract; "${agree}" is none.`);
  const code = readCode(typed);
  if (code === undefined)
    throw new UsageError(
      "The code was mistyped or is not whole: it is five groups of four letters and digits, such as k7mn-2pqr-stuv-wxyz-3456.",
    );
  return {
    do: "join",
    url,
    code,
    isUnattended: unattended ?? false,
    agree: agree === undefined ? undefined : Number(agree),
  };
}

const OPTIONS_OF: Readonly<Partial<Record<(typeof SYNC_DEEDS)[number], readonly (keyof SyncOptions)[]>>> = {
  join: ["unattended", "agree"],
  leave: ["yes"],
  forget: ["yes"],
  export: ["out"],
};

function refuseOthers(deed: (typeof SYNC_DEEDS)[number], options: SyncOptions): void {
  const given = (["unattended", "agree", "yes", "out"] as const).filter((option) => options[option] !== undefined);
  const foreign = given.find((option) => OPTIONS_OF[deed]?.includes(option) !== true);
  if (foreign !== undefined) throw new UsageError(`sync ${deed} has no option --${foreign}.`);
}
