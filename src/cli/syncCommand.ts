import { resolve } from "node:path";
import type { AskOutbox, Membership, OutboxRequest } from "../shared/board/outbox.ts";
import { boardIdSchema, deviceIdSchema, memberIdSchema } from "../shared/board/boardIds.ts";
import { CONSENT_VERSION } from "../shared/board/syncBatch.ts";
import { readBoardAddress } from "../sync/boardAddress.ts";
import { BoardClient } from "../sync/boardClient.ts";
import type { BoardFault } from "../sync/boardFault.ts";
import { boardFaultText } from "../sync/boardFaultText.ts";
import type { Clock } from "../sync/clock.ts";
import { makeDeviceKey } from "../sync/deviceKey.ts";
import { readDeviceSecret } from "../sync/deviceSecret.ts";
import { joinBoard, type JoinTools } from "../sync/joinBoard.ts";
import { forgetBoard, leaveBoard } from "../sync/leaveBoard.ts";
import { sendWaiting, type Sent } from "../sync/sendWaiting.ts";
import type { Meter } from "../worker/meter.ts";
import { writeWholeFile } from "../worker/writeWholeFile.ts";
import { consentText } from "./consentText.ts";
import { BoardError, EXIT, UsageError, type ExitCode } from "./exitCode.ts";
import { FileKeys } from "./fileKeys.ts";
import { scanLogs, tellDoubts } from "./scanLogs.ts";
import type { Surroundings } from "./surroundings.ts";
import type { SyncDeed } from "./syncDeed.ts";
import { countText, statusText, uploadsText } from "./syncText.ts";
import * as v from "valibot";

/** Set by an administrator on a machine that takes part in no board; the extension goes by it as well. */
const FORBIDDING_VARIABLE = "TOKEN_LEGEND_BOARD_FORBIDDEN";

/** Does one thing about the team board. Nothing is sent anywhere but by `join`, `now`, `leave` and `export`. */
export async function runSync(
  meter: Meter,
  ledgerFile: string,
  deed: SyncDeed,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { stdout, stderr, env } = surroundings;
  const forbidding = env[FORBIDDING_VARIABLE] ?? "";
  if (forbidding !== "" && forbidding !== "0" && (deed.do === "join" || deed.do === "now"))
    throw new BoardError(`Team boards are forbidden on this machine (${FORBIDDING_VARIABLE}): nothing is sent.`);
  const tools = toolsFor(meter, ledgerFile, surroundings);
  switch (deed.do) {
    case "status":
      await readLogs(meter, surroundings);
      stdout.write(statusText(await tools.ask("boardState", null), await tools.ask("boardUploads", null)));
      return EXIT.ok;
    case "join":
      return join(deed, meter, tools, surroundings);
    case "now":
      await readLogs(meter, surroundings);
      return tell(await sendWaiting(tools), surroundings);
    case "pause":
    case "resume":
      await membershipOf(tools);
      await tools.ask("boardPause", { isPaused: deed.do === "pause" });
      stdout.write(deed.do === "pause" ? "Paused. What changes is kept and sent later.\n" : "Sending goes on.\n");
      return EXIT.ok;
    case "preview": {
      await readLogs(meter, surroundings);
      const { text, rows, left } = await tools.ask("boardPreview", notYetJoined(undefined, "", surroundings.nowMs()));
      stdout.write(`${text}\n`);
      stderr.write(`${countText(rows, "row")} next, ${left} after. Nothing was sent.\n`);
      return EXIT.ok;
    }
    case "uploads":
      stdout.write(uploadsText(await tools.ask("boardUploads", null)));
      return EXIT.ok;
    case "leave":
      return leave(deed.isSure, tools, surroundings);
    case "forget":
      return forget(deed.isSure, tools, surroundings);
    case "export":
      return exportHeld(deed.out, tools, surroundings);
  }
}

function toolsFor(meter: Meter, ledgerFile: string, { fetch, nowMs }: Surroundings): JoinTools {
  const ask: AskOutbox = async (name, argument) => {
    await Promise.resolve();
    // What the meter answers is of the kind that the name says.
    return meter.board({ name, argument } as OutboxRequest) as never;
  };
  const clock: Clock = {
    nowMs,
    after(delayMs, run) {
      const timer = setTimeout(run, delayMs);
      return { dispose: () => clearTimeout(timer) };
    },
  };
  return { ask, keys: new FileKeys(ledgerFile), fetch, clock };
}

async function readLogs(meter: Meter, { stderr }: Surroundings): Promise<void> {
  tellDoubts(meter, await scanLogs(meter, stderr), stderr);
}

async function join(
  { url: typed, code, isUnattended, agree }: Extract<SyncDeed, { do: "join" }>,
  meter: Meter,
  tools: JoinTools,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { stdout, nowMs } = surroundings;
  const address = readBoardAddress(typed);
  if ("fault" in address)
    throw new UsageError(
      address.fault === "notSecure"
        ? "A board is reached by https:// only, unless it runs on this machine."
        : `"${typed}" is not the address of a board.`,
    );
  const { url } = address;
  const { membership } = await tools.ask("boardState", null);
  if (membership !== undefined)
    throw new BoardError(`This machine belongs to ${membership.url} already. Leave it first.`);
  const client = new BoardClient({ ...tools, url, key: makeDeviceKey(), member: undefined });
  const info = await client.info();
  if (!info.ok) throw faulted(info.fault);
  if (info.value.consentVersion !== CONSENT_VERSION) throw faulted({ kind: "refused", status: 409, reason: "consent" });
  await readLogs(meter, surroundings);
  const candidate = { ...notYetJoined(info.value.boardId, url, nowMs()), isUnattended };
  const preview = await tools.ask("boardPreview", candidate);
  stdout.write(consentText(info.value, url, preview.text));
  if (agree !== undefined && agree !== CONSENT_VERSION)
    throw new UsageError(`--agree ${agree} is not the contract that is shown, ${CONSENT_VERSION}.`);
  if (agree === undefined) {
    const question = 'Type "yes" to join and send this: ';
    const inScripts = `In scripts, agree by --agree ${CONSENT_VERSION}.`;
    const refusal = await refusalOf("yes", question, "Nothing was sent.", inScripts, surroundings);
    if (refusal !== undefined) return refusal;
  }
  const joined = await joinBoard({ url, code, isUnattended }, tools);
  if (!joined.ok) throw faulted(joined.fault);
  stdout.write(
    `Joined. \`token-legend sync now\` sends what waits; an editor on this machine does so by itself only with a key of its own.\n`,
  );
  return EXIT.ok;
}

function notYetJoined(boardId: string | undefined, url: string, nowMs: number): Membership {
  return {
    url,
    boardId: v.parse(boardIdSchema, boardId ?? "00000000-0000-4000-8000-000000000000"),
    memberId: v.parse(memberIdSchema, 1),
    deviceId: v.parse(deviceIdSchema, 1),
    epoch: "",
    consentVersion: CONSENT_VERSION,
    isUnattended: false,
    joinedAtMs: nowMs,
  };
}

async function membershipOf({ ask }: JoinTools): Promise<Membership> {
  const { membership } = await ask("boardState", null);
  if (membership === undefined) throw new BoardError("This machine belongs to no board.");
  return membership;
}

function tell(sent: Sent, { stdout }: Surroundings): ExitCode {
  switch (sent.kind) {
    case "sent": {
      const refused = sent.refused === 0 ? "" : `, ${sent.refused} of them refused`;
      const left = sent.left === 0 ? "" : ` ${countText(sent.left, "row")} wait for later.`;
      stdout.write(sent.batches === 0 ? "Nothing waits.\n" : `Sent ${countText(sent.rows, "row")}${refused}.${left}\n`);
      return EXIT.ok;
    }
    case "off":
      throw new BoardError("This machine belongs to no board.");
    case "paused":
      throw new BoardError("Sending is paused: `token-legend sync resume` ends that.");
    case "notSender":
      throw new BoardError("Another Token Legend process holds the ledger: what waits is that one's to send.");
    case "needsConsent":
      throw faulted({ kind: "refused", status: 409, reason: "consent" });
    case "noKey":
      throw new BoardError(
        "The key is not beside the ledger. Where an editor joined, it sends by itself. Where the key file was lost, `token-legend sync forget`, then join again.",
      );
    case "fault":
      throw faulted(sent.fault);
  }
}

async function leave(isSure: boolean, tools: JoinTools, surroundings: Surroundings): Promise<ExitCode> {
  const { stdout } = surroundings;
  const { url } = await membershipOf(tools);
  const question = `Type "leave" to have ${url} delete everything of yours, of all your machines: `;
  const refusal = isSure
    ? undefined
    : await refusalOf("leave", question, "Nothing was deleted.", BE_SURE, surroundings);
  if (refusal !== undefined) return refusal;
  const left = await leaveBoard(tools);
  if (!left.ok)
    throw new BoardError(
      `${boardFaultText(left.fault)} Nothing was deleted. If the board is gone for good, \`token-legend sync forget\` forgets it here.`,
    );
  const { receipt } = left.value;
  if (receipt === undefined)
    stdout.write("The board did not know this machine any more. It is forgotten here as well.\n");
  else stdout.write(`Left. ${JSON.stringify(receipt)}\n`);
  return EXIT.ok;
}

/** For a board that is gone, or knows this machine no more: nothing is asked of it. */
async function forget(isSure: boolean, tools: JoinTools, surroundings: Surroundings): Promise<ExitCode> {
  const { url } = await membershipOf(tools);
  const question = `Nothing is deleted at ${url} by this: what it holds of you stays. Type "forget" to forget it on this machine: `;
  const refusal = isSure
    ? undefined
    : await refusalOf("forget", question, "Nothing was forgotten.", BE_SURE, surroundings);
  if (refusal !== undefined) return refusal;
  await forgetBoard(tools);
  surroundings.stdout.write(`Forgotten here. ${url} was not told, and holds what it held.\n`);
  return EXIT.ok;
}

const BE_SURE = "In scripts, be sure by --yes.";

/** What to end with unless the word is typed as an answer; says then that nothing was done, and how scripts do it. */
async function refusalOf(
  word: string,
  question: string,
  nothing: string,
  inScripts: string,
  { ask, stderr }: Pick<Surroundings, "ask" | "stderr">,
): Promise<ExitCode | undefined> {
  const answer = await ask(question);
  if (answer.kind === "typed" && answer.text.trim().toLowerCase() === word) return undefined;
  stderr.write(`${nothing}${answer.kind === "nobody" ? ` ${inScripts}` : ""}\n`);
  return answer.kind === "interrupted" ? EXIT.interrupted : EXIT.failure;
}

async function exportHeld(
  out: string | undefined,
  tools: JoinTools,
  { stdout, stderr, workingFolder }: Surroundings,
): Promise<ExitCode> {
  const membership = await membershipOf(tools);
  const secret = await readDeviceSecret(tools.keys, membership);
  if (secret === undefined || secret.url !== membership.url) return tell({ kind: "noKey" }, { stdout } as Surroundings);
  const client = new BoardClient({ ...tools, url: membership.url, key: secret.key, member: membership });
  const held = await client.export();
  if (!held.ok) throw faulted(held.fault);
  const text = `${JSON.stringify(held.value, undefined, 2)}\n`;
  if (out === undefined) {
    stdout.write(text);
    return EXIT.ok;
  }
  writeWholeFile(resolve(workingFolder, out), (write) => {
    write(text);
    return 1;
  });
  stderr.write(`Wrote what the board holds to ${out}.\n`);
  return EXIT.ok;
}

function faulted(fault: BoardFault): BoardError {
  return new BoardError(boardFaultText(fault));
}
