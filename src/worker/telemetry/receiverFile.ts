import { randomBytes, randomInt } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseObject, readText } from "../../sources/lines.ts";
import { isSystemError } from "../isSystemError.ts";
import { writeWholeFile } from "../writeWholeFile.ts";
import { telemetryFolder } from "./spoolFolder.ts";

/**
 * What tools are told of the receiver, and so must stay the same: kept beside the ledger, for every window and editor that
 * shares it. An editor's own store of secrets would give each another token.
 */
export interface ReceiverFile {
  readonly port: number | undefined;
  readonly token: string | undefined;
}

const FILE_NAME = "receiver.json";
const TOKEN_BYTES = 24;

/** Below the ports that systems give to outgoing connections, which could take it while no window is open. */
const PORTS = { from: 20_000, to: 30_000 };

export function readReceiverFile(ledgerFolder: string): ReceiverFile {
  let text = "";
  try {
    text = readFileSync(join(telemetryFolder(ledgerFolder), FILE_NAME), "utf8");
  } catch (error) {
    if (!isSystemError(error)) throw error;
    // Not there yet.
  }
  const { port, token } = parseObject(text) ?? {};
  return {
    port: typeof port === "number" && Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined,
    token: readText(token),
  };
}

/** @throws UserError where it cannot be written */
export function writeReceiverFile(ledgerFolder: string, file: ReceiverFile): void {
  mkdirSync(telemetryFolder(ledgerFolder), { recursive: true, mode: 0o700 });
  // Only the user may read it, as of every file that is written this way.
  writeWholeFile(join(telemetryFolder(ledgerFolder), FILE_NAME), (write) => write(`${JSON.stringify(file)}\n`));
}

export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString("base64url");
}

export function randomPort(): number {
  return randomInt(PORTS.from, PORTS.to);
}
