import { timingSafeEqual } from "node:crypto";
import type { FastifyRequest } from "fastify";
import type { Role } from "../../shared/board/viewer.ts";
import { accountsIn, type Accounts } from "../accounts/accounts.ts";
import { csrfOf, sessionsIn, type Session } from "../accounts/sessions.ts";
import { authenticate, requireRecent } from "./authenticate.ts";
import type { BoardServices } from "./boardServices.ts";
import { Refusal } from "./refusal.ts";
import { readSessionCookie } from "./sessionCookie.ts";
import { isFromOwnPage } from "./site.ts";

const CSRF_HEADER = "x-csrf";

/** Who asks: a device that signed the request, or a person who is signed in to the page. */
export interface Viewer {
  /** The person's number, also of one who takes no part. */
  readonly account: number;
  /** The same number, of who takes part. */
  readonly member: number | undefined;
  /** The device that signed; `undefined` for a session. */
  readonly device: number | undefined;
  /** A device speaks for a member and never for staff. */
  readonly roles: ReadonlySet<Role>;
  /** What the logs and the marks over named views call them. */
  readonly viewerId: string;
  readonly session: Session | undefined;
}

export type MemberViewer = Viewer & { readonly member: number };
export type SessionViewer = Viewer & { readonly session: Session };
export type DeviceViewer = MemberViewer & { readonly device: number };

type ViewerServices = Pick<BoardServices, "reads" | "writes" | "clock" | "random" | "site">;

/**
 * Who asks, by signature or session. By session, a request that may change something has to come from the board's own page and
 * carry the session's `x-csrf`.
 *
 * @throws Refusal where nobody does
 */
export async function requireViewer(services: ViewerServices, request: FastifyRequest): Promise<Viewer> {
  // Who brings a signature is judged by it alone: a cookie that came along by itself must not help a bad one.
  if (request.headers.authorization !== undefined) return signingViewer(services, request);
  const viewer = await findSessionViewer(services, request);
  if (viewer === undefined) throw new Refusal("unsigned");
  if (request.method !== "GET" && request.method !== "HEAD") requireOwnPage(services, request, viewer.session);
  return viewer;
}

/** @throws Refusal also for who is signed in and takes no part */
export async function requireMember(services: ViewerServices, request: FastifyRequest): Promise<MemberViewer> {
  const viewer = await requireViewer(services, request);
  if (viewer.member === undefined) throw new Refusal("forbidden");
  return { ...viewer, member: viewer.member };
}

/** For what only the editor of a member may ask. */
export async function requireDevice(services: ViewerServices, request: FastifyRequest): Promise<DeviceViewer> {
  return signingViewer(services, request);
}

/** @throws Refusal for who has none of the roles */
export function requireRole(viewer: Viewer, ...roles: readonly Role[]): void {
  if (!roles.some((role) => viewer.roles.has(role))) throw new Refusal("forbidden");
}

/** The person of the request's session, whatever the request is for; `undefined` for who is not signed in. */
export async function findSessionViewer(
  services: ViewerServices,
  request: FastifyRequest,
): Promise<SessionViewer | undefined> {
  const { reads, writes, clock, site } = services;
  const token = readSessionCookie(request, site);
  if (token === undefined) return undefined;
  const session = await sessionsIn(reads).find(token, clock());
  const account = session === undefined ? undefined : await accountsIn(reads).find(session.account);
  if (session === undefined || account === undefined) return undefined;
  await sessionsIn(writes).touch(session, clock());
  const roles = [...account.staffRoles, ...session.directoryRoles];
  const { viewerId, isMember } = account;
  return {
    account: account.account,
    member: isMember ? account.account : undefined,
    device: undefined,
    roles: new Set<Role>(isMember ? ["member", ...roles] : roles),
    viewerId,
    session,
  };
}

async function signingViewer(services: ViewerServices, request: FastifyRequest): Promise<DeviceViewer> {
  const { reads, writes, clock, random } = services;
  const { member, device, isMember, viewerId } = await authenticate(reads, request);
  requireRecent(request, clock());
  if (!isMember) throw new Refusal("gone");
  return {
    account: member,
    member,
    device,
    roles: new Set<Role>(["member"]),
    viewerId: viewerId ?? (await makeAccount(writes, member, { nowMs: clock(), random })),
    session: undefined,
  };
}

/** The viewer id of who joined by a device alone, and looks for the first time. */
async function makeAccount(
  writes: ViewerServices["writes"],
  member: number,
  surroundings: Parameters<Accounts["ensure"]>[1],
): Promise<string> {
  await accountsIn(writes).ensure(member, surroundings);
  const account = await accountsIn(writes).find(member);
  // Gone again: who leaves takes the account along.
  if (account === undefined || !account.isMember) throw new Refusal("gone");
  return account.viewerId;
}

function requireOwnPage({ site }: ViewerServices, request: FastifyRequest, { token }: Session): void {
  const given = Buffer.from(String(request.headers[CSRF_HEADER] ?? ""));
  const expected = Buffer.from(csrfOf(token));
  const isRight = given.length === expected.length && timingSafeEqual(given, expected);
  if (!isFromOwnPage(request, site)) throw new Refusal("forbidden");
  // Another tab may have signed in anew: the person's roles have nothing to do with it.
  if (!isRight) throw new Refusal("otherSession");
}
