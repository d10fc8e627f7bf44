import type { FastifyRequest } from "fastify";
import type { BoardServices } from "./boardServices.ts";
import { TOKEN_ACTOR, bringsToken, requireToken } from "./operatorToken.ts";
import { requireRole, requireViewer } from "./requireViewer.ts";

export interface Operator {
  /** What the logs call them. */
  readonly actor: string;
  /** The person's number; `undefined` for who has the token. */
  readonly account: number | undefined;
}

/** An operator who is signed in, or who has the token of the environment. */
export async function requireOperator(
  services: BoardServices,
  request: FastifyRequest,
  token: string | undefined,
): Promise<Operator> {
  if (bringsToken(request)) {
    requireToken(request, token);
    return { actor: TOKEN_ACTOR, account: undefined };
  }
  const viewer = await requireViewer(services, request);
  requireRole(viewer, "operator");
  return { actor: viewer.viewerId, account: viewer.account };
}
