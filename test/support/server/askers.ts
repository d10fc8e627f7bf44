import { generateKeyPairSync } from "node:crypto";
import type { InjectOptions, LightMyRequestResponse } from "fastify";
import { OPERATOR_TOKEN, TestDevice, type TestBoard } from "./testBoard.ts";
import { TestSession } from "./testSession.ts";

export type Method = "GET" | "POST" | "PUT" | "DELETE";

/** Who may come to a board with a request, from nobody at all to who once could. */
export const ASKERS = [
  "nobody",
  "device",
  "otherDevice",
  "revoked",
  "left",
  "member",
  "moderator",
  "operator",
  "auditor",
  "expired",
  "badMark",
  "elsewhere",
  "token",
] as const;
export type Asker = (typeof ASKERS)[number];

type SessionName = "member" | "moderator" | "operator" | "auditor";

/** Everybody who may come, and things of theirs to ask for. */
export interface People {
  readonly device: TestDevice;
  readonly otherDevice: TestDevice;
  readonly revoked: TestDevice;
  readonly left: TestDevice;
  readonly expired: TestSession;
  readonly sessions: Readonly<Record<SessionName, TestSession>>;
}

/** `device`, `revoked` and the session `member` are of one person; `otherDevice` and `left` of two others. */
export async function gatherPeople(board: TestBoard): Promise<People> {
  const code = await board.invite();
  const device = await TestDevice.join(board, code);
  const expired = await TestSession.of(device, board);
  board.nowMs += 3_600_000;
  const { code: link } = (await device.ask({ method: "POST", path: "/v1/me/links", body: "{}" })).json<{
    code: string;
  }>();
  const revoked = await TestDevice.join(board, link);
  const { deviceId } = revoked.registered;
  await device.ask({ method: "POST", path: "/v1/me/devices/revoke", body: JSON.stringify({ deviceId }) });
  const left = await TestDevice.join(board, code);
  await left.ask({ method: "POST", path: "/v1/me/leave", body: "{}" });
  const otherDevice = await TestDevice.join(board, code);
  const sessions = {
    member: await TestSession.of(device, board),
    moderator: await TestSession.ofStaff(board, "Mo Moderator", ["moderator"]),
    operator: await TestSession.ofStaff(board, "Olga Operator", ["operator"]),
    auditor: await TestSession.ofStaff(board, "Ada Auditor", ["auditor"]),
  };
  return { device, otherDevice, revoked, left, expired, sessions };
}

export interface Asked {
  readonly method: Method;
  readonly path: string;
  readonly body?: string;
}

/**
 * Sends the request as the asker would.
 *
 * @param entitled whose session those have who spoil it
 */
export async function askAs(
  board: TestBoard,
  people: People,
  asker: Asker,
  request: Asked,
  entitled: SessionName,
): Promise<LightMyRequestResponse> {
  switch (asker) {
    case "nobody":
      return askPlainly(board, request, {});
    case "token":
      return askPlainly(board, request, { authorization: `Bearer ${OPERATOR_TOKEN}` });
    case "device":
    case "otherDevice":
    case "revoked":
    case "left":
      return people[asker].ask(request);
    case "expired":
      return people.expired.ask(request);
    case "member":
    case "moderator":
    case "operator":
    case "auditor":
      return people.sessions[asker].ask(request);
    case "badMark": {
      const { csrf } = people.sessions[entitled === "member" ? "operator" : "member"];
      return people.sessions[entitled].ask({ ...request, headers: { "x-csrf": csrf } });
    }
    case "elsewhere":
      return people.sessions[entitled].ask({ ...request, headers: { origin: "https://evil.example" } });
  }
}

function askPlainly(
  board: TestBoard,
  { method, path, body }: Asked,
  headers: Readonly<Record<string, string>>,
): Promise<LightMyRequestResponse> {
  const content = body === undefined ? {} : { "content-type": "application/json" };
  const { remoteAddress, pageOrigin } = board;
  const options: InjectOptions = {
    method,
    url: path,
    remoteAddress,
    headers: { origin: pageOrigin, ...content, ...headers },
  };
  return board.app.inject(body === undefined ? options : { ...options, payload: body });
}

/** A public key that nobody has registered. */
export function freshPublicKey(): string {
  return String(generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" }).x);
}
