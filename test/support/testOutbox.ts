import type { BoardId, DeviceId, MemberId } from "../../src/shared/board/boardIds.ts";
import type { AskOutbox, Membership, OutboxRequest } from "../../src/shared/board/outbox.ts";
import type { LocalMeter } from "../../src/worker/localMeter.ts";

/** Of a made-up board. */
export const TEST_MEMBERSHIP: Membership = {
  url: "https://board.example",
  boardId: "5b0e0f6e-6f0e-4c44-9d5c-6d7d4b6f1a11" as BoardId,
  memberId: 7_000_000_001 as MemberId,
  deviceId: 12 as DeviceId,
  epoch: "0c7f4f5e-19a4-4f43-8f0c-000000000001",
  consentVersion: 1,
  isUnattended: false,
  joinedAtMs: Date.UTC(2026, 5, 15, 12),
};

/** Asks the outbox of a meter in this process, as its owner does by message. */
export function askOf(meter: () => LocalMeter): AskOutbox {
  return async (name, argument) => {
    await Promise.resolve();
    // What the meter answers is of the kind that the name says.
    return meter().board({ name, argument } as OutboxRequest) as never;
  };
}
