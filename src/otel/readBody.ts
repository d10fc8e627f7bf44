import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { Refusal } from "./replies.ts";

/** Largest body as it is sent: exporters send some hundred records at once, a few hundred kilobytes. */
export const MAX_BODY_BYTES = 8 * 1024 * 1024;
/** Largest body once inflated: some emitters send prompts along. */
export const MAX_INFLATED_BYTES = 16 * 1024 * 1024;

export const TOO_LARGE: Refusal = { status: 413, reason: "The request is too large" };
const NOT_GZIP: Refusal = { status: 400, reason: "The body is not compressed as its header says" };

const inflate = promisify(gunzip);

/** The body of a request, inflated; `undefined` where its sender went away before its end. */
export async function readBody(request: IncomingMessage): Promise<Buffer | Refusal | undefined> {
  const sent = await readBytes(request);
  if (!Buffer.isBuffer(sent) || request.headers["content-encoding"] !== "gzip") return sent;
  try {
    return await inflate(sent, { maxOutputLength: MAX_INFLATED_BYTES });
  } catch (error) {
    const isTooLarge = error instanceof RangeError && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
    return isTooLarge ? TOO_LARGE : NOT_GZIP;
  }
}

async function readBytes(request: IncomingMessage): Promise<Buffer | Refusal | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    // A request without an encoding gives buffers. Not destroyed, as the refusal still has to be sent.
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > MAX_BODY_BYTES) return TOO_LARGE;
      chunks.push(chunk);
    }
  } catch {
    // Cut off by the sender, or by us while stopping: there is nobody to answer.
    return undefined;
  }
  return Buffer.concat(chunks, bytes);
}
