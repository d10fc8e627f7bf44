import type { OutboxRequest } from "../../shared/board/outbox.ts";
import type { Outbox } from "./outbox.ts";

/** Answers what may be asked of the outbox; the answer is of the kind that `OutboxRequests` says. */
export function answerOutbox(request: OutboxRequest, outbox: Outbox): unknown {
  switch (request.name) {
    case "boardState":
      return outbox.state();
    case "boardJoin":
      outbox.join(request.argument);
      return null;
    case "boardPreview":
      return outbox.preview(request.argument ?? undefined);
    case "boardTake":
      return outbox.take();
    case "boardAcknowledge":
      return outbox.acknowledge(request.argument);
    case "boardHearEpoch":
      return outbox.hearEpoch(request.argument.epoch);
    case "boardRefuse":
      outbox.refuse(request.argument.batchId, request.argument.reason);
      return null;
    case "boardUploads":
      return outbox.uploads();
    case "boardPause":
      outbox.pause(request.argument.isPaused);
      return null;
    case "boardAgree":
      outbox.agree(request.argument.consentVersion);
      return null;
    case "boardMarkAllDirty":
      outbox.markAllDirty();
      return null;
    case "boardNote":
      outbox.note(request.argument.fact);
      return null;
    case "boardClear":
      outbox.clear();
      return null;
    case "boardOutcomes":
      return outbox.outcomes();
    case "boardEvidence":
      return outbox.evidence(request.argument.salt);
  }
}
