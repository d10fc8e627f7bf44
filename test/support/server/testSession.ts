import type { LightMyRequestResponse } from "fastify";
import * as v from "valibot";
import { codeReplySchema } from "../../../src/shared/board/membership.ts";
import { viewerSchema, type Role, type Viewer } from "../../../src/shared/board/viewer.ts";
import { OPERATOR_TOKEN, type TestBoard, type TestDevice } from "./testBoard.ts";

export interface PageRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly body?: string;
  /** Replace what the page would send; `undefined` leaves a header out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** A person who is signed in to the page in a browser. */
export class TestSession {
  readonly #board: TestBoard;
  readonly cookie: string;
  readonly csrf: string;

  private constructor(board: TestBoard, cookie: string, csrf: string) {
    this.#board = board;
    this.cookie = cookie;
    this.csrf = csrf;
  }

  /** By a code that the person's editor gets. */
  static async of(device: TestDevice, board: TestBoard): Promise<TestSession> {
    const response = await device.ask({ method: "POST", path: "/v1/me/sign-in-codes", body: "{}" });
    return TestSession.byCode(board, v.parse(codeReplySchema, response.json()).code);
  }

  static async byCode(board: TestBoard, code: string): Promise<TestSession> {
    return TestSession.fromCookie(board, sessionCookieOf(await postCode(board, code)));
  }

  /** A named account with these roles, which takes no part. */
  static async ofStaff(board: TestBoard, name: string, roles: readonly Role[]): Promise<TestSession> {
    const response = await board.app.inject({
      method: "POST",
      url: "/v1/admin/staff",
      headers: { authorization: `Bearer ${OPERATOR_TOKEN}` },
      payload: { name, roles, reason: "set up" },
    });
    return TestSession.byCode(board, v.parse(codeReplySchema, response.json()).code);
  }

  static async fromCookie(board: TestBoard, cookie: string): Promise<TestSession> {
    const response = await board.app.inject({ url: "/v1/viewer", headers: { cookie } });
    const { session } = v.parse(viewerSchema, response.json());
    if (session === undefined) throw new Error("Nobody is signed in");
    return new TestSession(board, cookie, session.csrf);
  }

  async viewer(): Promise<Viewer["session"]> {
    const response = await this.ask({ method: "GET", path: "/v1/viewer" });
    return v.parse(viewerSchema, response.json()).session;
  }

  ask({ method, path, body, headers = {} }: PageRequest): Promise<LightMyRequestResponse> {
    const changes = method === "GET" ? {} : { origin: this.#board.pageOrigin, "x-csrf": this.csrf };
    const content = body === undefined ? {} : { "content-type": "application/json" };
    const all: Record<string, string | undefined> = { cookie: this.cookie, ...changes, ...content, ...headers };
    return this.#board.app.inject({
      method,
      url: path,
      remoteAddress: this.#board.remoteAddress,
      headers: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)),
      ...(body === undefined ? {} : { payload: body }),
    });
  }
}

export function postCode(
  board: TestBoard,
  code: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<LightMyRequestResponse> {
  return board.app.inject({
    method: "POST",
    url: "/auth/code",
    headers: { origin: board.pageOrigin, "content-type": "application/json", ...headers },
    payload: JSON.stringify({ code }),
  });
}

/** The cookie of the session that an answer sets, as a browser would send it back. */
export function sessionCookieOf(response: LightMyRequestResponse): string {
  const cookie = response.cookies.find(({ name }) => name.endsWith("token-legend-session"));
  if (cookie === undefined) throw new Error(`No session: ${response.statusCode} ${response.body}`);
  return `${cookie.name}=${cookie.value}`;
}
