import { t } from "@vscode/l10n";

import { UNKNOWN_REASON, type BoardFault, type OfflineCause } from "./boardFault.ts";

/** What a board or the way to it said no with, and what can be done about it. */
export function boardFaultText(fault: BoardFault): string {
  switch (fault.kind) {
    case "offline":
      return offlineText(fault.cause);
    case "busy":
      return t("The board is busy and asks for patience. Try again in some minutes.");
    case "refused":
      return refusedText(fault.reason);
    case "strange":
      return fault.what === "redirect"
        ? t(
            "What answers there sends elsewhere, and Token Legend does not follow. The network may ask for a sign-in in your browser; otherwise check the address of the board.",
          )
        : t(
            "What answers there is no board that this version understands. The network may ask for a sign-in in your browser; otherwise check the address, or update Token Legend.",
          );
    case "aborted":
      return t("It was stopped before the board had answered.");
  }
}

export function offlineText(cause: OfflineCause): string {
  switch (cause) {
    case "noSuchHost":
      return t("There is no machine of that name. Check the address and your network.");
    case "noAnswer":
      return t("Nobody answers there. The board may be off, or only be reached from your company's network.");
    case "timeout":
      return t("The board did not answer in time.");
    case "certificate":
      return t(
        "The board's certificate is not trusted: somebody may be listening in between, or it is out of order. Ask who runs the board.",
      );
    case "connection":
      return t("The connection to the board broke.");
  }
}

function refusedText(reason: string): string {
  switch (reason) {
    case "forbidden":
      return t("The code is not valid: it was used, has ended or was mistyped. Ask for another.");
    case "unsigned":
      return t("The board does not know this device.");
    case "clock":
      return t("The clock of this machine is too far off. Set it right and try again.");
    case "taken":
      return t("Somebody on the board has this display name already. Choose another.");
    case "consent":
      return t("The board asks for a contract that this version of Token Legend does not know. Update Token Legend.");
    case "gone":
      return t("The board does not know this device any more.");
    case "notFound":
      return t("The board does not offer this.");
    case "otherBoard":
      return t("There is another board at this address now. Leave this one and join again.");
    case "tooMany":
      return t("That was too often. Try again later.");
    case "noKey":
      return t("The key of this device is lost, so the board cannot be asked to delete anything.");
    case "internal":
      return t("Something went wrong within the board. Try again later, or tell who runs it.");
    case UNKNOWN_REASON:
      return t(
        "What stands in front of the board, such as a proxy, did not let it through. Ask who runs your network or the board.",
      );
    default:
      return t("The board said no ({0}).", reason);
  }
}
