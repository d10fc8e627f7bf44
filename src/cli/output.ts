/** Where text goes: standard output, standard error, or a fake in tests. */
export interface Output {
  /** Width of the terminal in columns; `undefined` where the text goes to a file or another program. */
  readonly columns: number | undefined;
  write(text: string): void;
  /** Nobody reads any more (`| head`): what is written now is lost, so long work may end. */
  isClosed(): boolean;
}

/** Codes of "the reader has gone": a closed pipe on POSIX and on Windows, a closed socket between Node.js processes. */
const READER_GONE: ReadonlySet<unknown> = new Set(["EPIPE", "EOF", "ECONNRESET", "ERR_STREAM_DESTROYED"]);
const USUAL_COLUMNS = 80;

/**
 * Output to a stream of the process. A reader that has gone is no error: it has seen what it wanted.
 * @param onFault told once when writing fails for another reason, such as a full disk
 */
export function outputTo(stream: NodeJS.WriteStream, onFault: (fault: Error) => void): Output {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (!READER_GONE.has(error.code)) onFault(error);
  });
  return {
    columns: stream.isTTY ? stream.columns || USUAL_COLUMNS : undefined,
    write(text) {
      if (!isClosed()) stream.write(text);
    },
    isClosed,
  };

  // Set within the failing write, before the stream tells of it by event.
  function isClosed(): boolean {
    return stream.destroyed || stream.errored !== null;
  }
}
