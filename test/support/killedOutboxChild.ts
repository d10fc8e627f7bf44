// Usage: node test/support/killedOutboxChild.ts HOME LEDGER BOARD SEED: counts and sends until it is killed.
import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { AskOutbox, OutboxRequest } from "../../src/shared/board/outbox.ts";
import { openMeter } from "../../src/worker/openMeter.ts";
import { claudeCall } from "./badHome.ts";
import { ReferenceBoard } from "./referenceBoard.ts";
import { TEST_MEMBERSHIP } from "./testOutbox.ts";

const [home, ledgerFile, boardFile, seed] = process.argv.slice(2);
if (home === undefined || ledgerFile === undefined || boardFile === undefined)
  throw new Error("A home, a ledger, a board.");

const board = new ReferenceBoard();
// What was written in full is what the board has.
const texts = existsSync(boardFile) ? readFileSync(boardFile, "utf8").split("\n").slice(0, -1) : [];
for (const text of texts) board.receive(text);

const meter = openMeter({ version: "0.0.0", home, env: {}, ledgerFile, extraRoots: {} });
const ask: AskOutbox = async (name, argument) => {
  await Promise.resolve();
  return meter.board({ name, argument } as OutboxRequest) as never;
};
if ((await ask("boardState", null)).membership === undefined)
  await ask("boardJoin", { ...TEST_MEMBERSHIP, epoch: board.epoch });
const folder = join(home, ".claude", "projects", "shop");
mkdirSync(folder, { recursive: true });
for (let call = 0; ; call += 1) {
  const at = new Date(Date.now() - (call % 7) * 3_600_000).toISOString();
  appendFileSync(join(folder, "log.jsonl"), claudeCall(`${seed}-${call}`, { at }));
  await meter.scan();
  const taken = await ask("boardTake", null);
  if (taken.kind !== "batch") continue;
  const reply = board.receive(taken.batch.text);
  appendFileSync(boardFile, `${taken.batch.text}\n`);
  await ask("boardAcknowledge", { batchId: taken.batch.batchId, reply });
  process.stdout.write(`${call}\n`);
}
