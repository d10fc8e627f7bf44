import { t } from "@vscode/l10n";

import { blockText } from "../../core/board/blockText.ts";
import { formatAge, formatPercent, formatTokens } from "../../core/format.ts";
import type { Published } from "../../shared/board/published.ts";
import type { TrustMark } from "../../shared/board/trust.ts";
import type { SyncView } from "../../shared/teamState.ts";

/** A figure about several people, or why there is none. */
export function publishedText(figure: Published, format: (value: number) => string = formatTokens): string {
  switch (figure.kind) {
    case "value":
      return format(figure.value);
    case "band":
      return t("{0} to {1}", format(figure.from), format(figure.to));
    case "withheld":
      return withheldText(figure.reason);
  }
}

function withheldText(reason: Extract<Published, { readonly kind: "withheld" }>["reason"]): string {
  switch (reason) {
    case "tooFew":
      return t("not shown: too few people");
    case "dominated":
      return t("not shown: most of it is one person's");
    case "complement":
      return t("not shown: it would tell of the others");
  }
}

export function trustWord(trust: TrustMark): string {
  switch (trust) {
    case "provisional":
      return t("provisional");
    case "settled":
      return t("settled");
    case "verified":
      return t("verified");
    case "held":
      return t("looked into");
  }
}

/** What a trust mark means, in a sentence. */
export function trustText(trust: TrustMark): string {
  switch (trust) {
    case "provisional":
      return t("Counts for a rank once it is a day old and your device was there for three.");
    case "settled":
      return t("It counts.");
    case "verified":
      return t("It counts, and a second source agreed with it.");
    case "held":
      return t("Somebody looks into it. You see everything as before, and uploads go on.");
  }
}

/** Where one stands without an exact number: `Within the best 5%`. */
export function bandText({
  fromPercent,
  toPercent,
}: {
  readonly fromPercent: number;
  readonly toPercent: number;
}): string {
  const [from, to] = [formatPercent(fromPercent / 100), formatPercent(toPercent / 100)];
  return fromPercent <= 0 ? t("Within the best {0}", to) : t("Between the best {0} and {1}", from, to);
}

/** What sync is doing, in a few words. */
export function syncTitle(sync: SyncView): string {
  switch (sync.kind) {
    case "idle":
      return t("Everything is sent");
    case "sending":
      return t("Sending…");
    case "waiting":
      return t("Waiting to send");
    case "paused":
      return t("Paused");
    case "blocked":
      return t("Not sending");
    case "elsewhere":
      return t("Another window sends");
    case "offline":
      return t("The board cannot be reached");
    case "refused":
      return t("The board does not take it");
    case "failed":
      return t("Something on this machine is in the way");
    case "needsConsent":
      return t("Your agreement is asked for again");
    case "gone":
      return t("The board does not know this device any more");
    case "keyLost":
      return t("The key of this device is lost");
  }
}

/** Why it is so and what can be done; nothing where all is well. */
export function syncText(sync: SyncView): string | undefined {
  switch (sync.kind) {
    case "idle":
    case "sending":
    case "waiting":
      return undefined;
    case "paused":
      return t("The board keeps what it has, and what is new waits here until you resume.");
    case "blocked":
      return blockText(sync.by);
    case "elsewhere":
      return t("Only one window or command line sends for this machine. It shows the same as this one.");
    case "offline":
    case "refused":
    case "failed":
      return sync.cause;
    case "needsConsent":
      return t("What is sent has changed since you agreed. Nothing is sent until you have read it and agree again.");
    case "gone":
      return t("Another device of yours may have revoked it, or your membership has ended. Join again to go on.");
    case "keyLost":
      return t(
        "It is kept by VS Code alone and cannot be made again. On another device of yours choose Link Another Device, then join here with that code: your figures stay yours.",
      );
  }
}

/** `in 4 min`, for what is ahead. */
export function untilText(atMs: number, nowMs: number): string {
  const minutes = Math.ceil((atMs - nowMs) / 60_000);
  if (minutes <= 0) return t("now");
  return minutes === 1 ? t("in 1 min") : t("in {0} min", minutes);
}

export function agoText(atMs: number | undefined, nowMs: number): string {
  return atMs === undefined ? t("never") : formatAge(nowMs - atMs);
}
