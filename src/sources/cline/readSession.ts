import { posix } from "node:path";
import type { CallRecord, TurnRecord } from "../../core/usageRecord.ts";
import { NO_TOKENS } from "../../shared/tokenCounts.ts";
import { contentKey } from "../contentKey.ts";
import { Gathering } from "../gathering.ts";
import { isJsonObject, parseObject, readText, type JsonObject } from "../lines.ts";
import { newCall } from "../newCall.ts";
import type { LogFile, ReadRecords } from "../source.ts";
import { readMs } from "../readMs.ts";
import { usdNanos } from "../taskFiles/usdNanos.ts";
import { presenceFamily } from "./readTask.ts";
import { readSessionManifest, type SessionManifest } from "./sessionManifest.ts";
import { readSessionTokens } from "./sessionTokens.ts";
import { isTypedMessage, legacyEnd } from "./sessionMessages.ts";

const KNOWN_VERSION = 1;

interface Session {
  readonly sessionId: string;
  /** Agent that the session started; absent for the session itself. */
  readonly agentId: string | undefined;
  readonly manifest: SessionManifest;
}

/** Reads the messages of a session of Cline 4.1 and later. The rules and the evidence for them are in README.md. */
export function readSession(document: Buffer, file: LogFile): ReadRecords {
  const gathering = new Gathering();
  const log = parseObject(document.toString("utf8"));
  const messages = log?.["messages"];
  if (log === undefined || !Array.isArray(messages)) gathering.skip("malformed");
  else if ((log["version"] ?? KNOWN_VERSION) !== KNOWN_VERSION) gathering.skip("unknown-format");
  else gatherSession(gathering, messages, sessionOf(log, file));
  return gathering;
}

function sessionOf(log: JsonObject, file: LogFile): Session {
  const folder = file.relativePath.split("/").at(-2);
  const stem = posix.basename(file.relativePath, ".messages.json");
  const sessionId = readText(log["sessionId"]) ?? folder ?? stem;
  return {
    sessionId,
    agentId: stem === sessionId || stem === folder ? undefined : stem,
    manifest: readSessionManifest(file, folder ?? sessionId),
  };
}

function gatherSession(gathering: Gathering, messages: readonly unknown[], session: Session): void {
  const { sessionId, agentId, manifest } = session;
  if (manifest.forkedFrom !== undefined && agentId === undefined) {
    gathering.add({ kind: "session", sessionId, parentId: manifest.forkedFrom, toolVersion: undefined });
  }
  const own = messages.filter((message): message is JsonObject => {
    if (isJsonObject(message)) return true;
    gathering.skip("malformed");
    return false;
  });
  const legacy = legacyEnd(own);
  for (const [index, message] of own.entries()) {
    if (message["role"] === "user") gathering.take(turnOf(message, session, index < legacy));
    else gatherReply(gathering, message, session, index < legacy);
  }
  if (agentId === undefined) gatherTotal(gathering, own, session);
}

function turnOf(
  message: JsonObject,
  { sessionId, agentId, manifest }: Session,
  isLegacy: boolean,
): TurnRecord | undefined {
  const atMs = readMs(message["ts"]);
  const id = readText(message["id"]);
  if (agentId !== undefined || isLegacy || atMs === undefined || id === undefined) return undefined;
  return isCopy(manifest, atMs) || !isTypedMessage(message) ? undefined : { kind: "turn", id, sessionId, atMs };
}

function gatherReply(gathering: Gathering, message: JsonObject, session: Session, isLegacy: boolean): void {
  const metrics = message["metrics"];
  if (!isJsonObject(metrics)) return;
  const tokens = readSessionTokens(metrics);
  if (tokens === undefined) return;
  if (typeof tokens === "string") {
    gathering.skip(tokens);
    return;
  }
  const { sessionId, agentId, manifest } = session;
  const model = isJsonObject(message["modelInfo"]) ? (readText(message["modelInfo"]["id"]) ?? "") : "";
  const atMs = readMs(message["ts"]) ?? (isLegacy ? manifest.startedMs : undefined);
  if (atMs === undefined) {
    gathering.skip("no-time");
    return;
  }
  const nanos = usdNanos(metrics["cost"]);
  const copyRank = isCopy(manifest, atMs) ? 2 : agentId === undefined ? 0 : 1;
  gathering.add(
    newCall({
      ...(isLegacy ? legacyIdentity(session, metrics, model) : replyIdentity(session, message, atMs)),
      atMs,
      model,
      tokens,
      quality: isLegacy ? "session-total" : "exact-call",
      ...(nanos === undefined ? {} : { reportedNanos: nanos }),
      sessionId,
      agentId,
      copyRank,
      ownerMs: manifest.startedMs ?? 0,
      cwd: manifest.cwd,
    }),
  );
}

type Identity = Pick<CallRecord, "family" | "member" | "yieldsTo">;

/** Shortest id that can be expected to be nowhere else: shorter ones are taken to count up within their session. */
const UNIQUE_ID_LENGTH = 16;

/**
 * A reply is known by its message's id, which a forked session keeps. The member is not empty, so that a session's total
 * yields to it.
 */
function replyIdentity({ sessionId, agentId }: Session, message: JsonObject, atMs: number): Identity {
  const id = readText(message["id"]) ?? `at ${atMs}`;
  const family = id.length >= UNIQUE_ID_LENGTH ? id : `${sessionId}/${agentId ?? ""}/${id}`;
  return { family, member: "reply", yieldsTo: undefined };
}

/**
 * A resumed task of an earlier version begins with its old messages, the last of which has the old task's total. It counts
 * where the task's own file was never read. Its id may be made up anew with each writing, so it is known by what it says.
 */
function legacyIdentity({ sessionId }: Session, metrics: JsonObject, model: string): Identity {
  const counts = ["inputTokens", "outputTokens", "cacheReadTokens", "cacheWriteTokens"].map((key) =>
    String(metrics[key]),
  );
  return { family: `legacy/${contentKey(model, ...counts)}`, member: "", yieldsTo: presenceFamily(sessionId) };
}

function isCopy({ forkedMs }: SessionManifest, atMs: number): boolean {
  return forkedMs !== undefined && atMs < forkedMs;
}

/**
 * The session's own total, where no reply tells what it used. It yields to the first reply, which is told of even without
 * counts once others have theirs.
 */
function gatherTotal(gathering: Gathering, messages: readonly JsonObject[], session: Session): void {
  const { sessionId, manifest } = session;
  const { usage, startedMs } = manifest;
  const replies = messages.filter((message) => message["role"] === "assistant");
  const [first] = replies;
  if (first === undefined || manifest.forkedFrom !== undefined) return;
  const firstMs = readMs(first["ts"]);
  const atMs = startedMs ?? firstMs;
  const identity = replyIdentity(session, first, firstMs ?? 0);
  const told = { model: manifest.model ?? "", sessionId, cwd: manifest.cwd };
  if (replies.some((reply) => isJsonObject(reply["metrics"]))) {
    if (atMs === undefined || isJsonObject(first["metrics"])) return;
    gathering.add(newCall({ ...told, ...identity, atMs, tokens: NO_TOKENS, calls: 0, quality: "exact-call" }));
    return;
  }
  const tokens = usage === undefined ? undefined : readSessionTokens(usage);
  if (usage === undefined || tokens === undefined) return;
  if (typeof tokens === "string" || atMs === undefined) {
    gathering.skip(typeof tokens === "string" ? tokens : "no-time");
    return;
  }
  const nanos = usdNanos(usage["totalCost"]);
  gathering.add(
    newCall({
      ...told,
      family: `total/${sessionId}`,
      yieldsTo: identity.family,
      atMs,
      tokens,
      quality: "session-total",
      ...(nanos === undefined ? {} : { reportedNanos: nanos }),
    }),
  );
}
