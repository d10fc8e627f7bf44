import { once } from "node:events";
import { type Agent, type IncomingMessage, request } from "node:http";

export interface SentTelemetry {
  readonly port: number;
  readonly path?: string;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  readonly agent?: Agent;
}

/** Posts a body to a receiver on this machine; answers the status. Rejects where nobody listens. */
export async function sendTelemetry({ port, path = "/v1/logs", body, headers, agent }: SentTelemetry): Promise<number> {
  const sent = request({
    host: "127.0.0.1",
    port,
    path,
    method: "POST",
    headers: { "content-type": "application/json", "content-length": Buffer.byteLength(body), ...headers },
    // The system-wide one would use connections of a receiver that was stopped.
    agent: agent ?? false,
  });
  sent.end(body);
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  response.resume();
  await once(response, "end");
  return response.statusCode ?? 0;
}
