import { Duplex } from "node:stream";
import type { PGlite } from "@electric-sql/pglite";

/** First byte of the message that ends a connection, and of the one that begins it, which has a length and no letter there. */
const [TERMINATE, STARTUP] = ["X".charCodeAt(0), 0];

type Done = (error?: Error | null) => void;

/**
 * The way of PostgreSQL's client to the database inside this process, in place of a socket. The messages of a statement, which the
 * client writes together, come to the database together: each by itself has to wait for a turn of its own.
 */
export class PgliteStream extends Duplex {
  readonly #database: Pick<PGlite, "execProtocolRawStream">;

  constructor(database: Pick<PGlite, "execProtocolRawStream">) {
    // Answers come with what asked for them, and not when they are fetched.
    super({ read: () => undefined });
    this.#database = database;
  }

  /** As of a socket. */
  connect(): void {
    process.nextTick(() => this.emit("connect"));
  }

  /** As of a socket: nothing is put off here. */
  setNoDelay(): this {
    return this;
  }

  /** As of a socket: nothing here keeps the process from ending. */
  ref(): this {
    return this;
  }

  override _write(message: Buffer, _encoding: BufferEncoding, done: Done): void {
    void this.#pass(message, done);
  }

  override _writev(messages: readonly { readonly chunk: Buffer }[], done: Done): void {
    void this.#pass(Buffer.concat(messages.map(({ chunk }) => chunk)), done);
  }

  override _final(done: Done): void {
    this.push(null);
    done();
  }

  async #pass(messages: Buffer, done: Done): Promise<void> {
    const message = messages[0] === STARTUP ? startupMessage() : messages;
    // Files are written as the database writes them: there is nothing behind them to bring up to date.
    const options = { syncToFs: false, onRawData: (answer: Uint8Array) => void this.push(Buffer.from(answer)) };
    try {
      // The database ends when it is closed, and not with a client of it.
      if (message[0] !== TERMINATE) await this.#database.execProtocolRawStream(message, options);
    } catch (error) {
      done(error instanceof Error ? error : new Error("The database broke", { cause: error }));
      return;
    }
    done();
  }
}

/** Begins with the one user there is, whatever the environment says of a server on the network. */
function startupMessage(): Buffer {
  const words = Buffer.from("user\0postgres\0database\0postgres\0client_encoding\0UTF8\0\0");
  const message = Buffer.alloc(8 + words.length);
  message.writeInt32BE(message.length, 0);
  // Version 3.0 of the protocol.
  message.writeInt16BE(3, 4);
  words.copy(message, 8);
  return message;
}
