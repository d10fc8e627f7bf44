import type { FastifyInstance } from "fastify";
import type { BoardConfig } from "./config.ts";
import { PlainFault } from "./plainFault.ts";

/** @throws PlainFault where the settings name no place to listen at */
export async function listen(app: FastifyInstance, { host, port }: Pick<BoardConfig, "host" | "port">): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    const message = faultOf(code, host, port);
    throw message === undefined ? error : new PlainFault(message, { cause: error });
  }
}

function faultOf(code: unknown, host: string, port: number): string | undefined {
  if (code === "EADDRINUSE")
    return `Port ${port} of ${host} is in use by another process: end that one, or set BOARD_PORT to another port.`;
  if (code === "EACCES")
    return `This user may not listen on port ${port}: set BOARD_PORT to one above 1023, and have a proxy listen there.`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND" || code === "EAI_AGAIN" || code === "EINVAL")
    return `${host} is no address of this machine: set BOARD_HOST to one that is, such as 127.0.0.1 or 0.0.0.0 for all.`;
  return undefined;
}
