import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LineParser, LogFormat, Source } from "../../../../src/sources/source.ts";
import { lengthCounter } from "../../../support/lengthCounter.ts";
import type { FoundLog } from "../../../../src/worker/ingest/findLogs.ts";
import { ingestLog } from "../../../../src/worker/ingest/ingestLog.ts";
import type { IngestedPiece } from "../../../../src/worker/ingest/ingestedPiece.ts";
import { ReadBuffer } from "../../../../src/worker/ingest/readLog.ts";

describe("ingestLog", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "token-legend-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("leaves a log whose reading is cut short to be found changed", async () => {
    const log = write("x".repeat(1000).concat("\n").repeat(3000));
    for await (const { change } of ingestLog(log, undefined, tools)) {
      assert.ok(change.cursor.offset < log.size, "the log is read in more than one piece");
      assert.notEqual(change.cursor.size, log.size);
      break;
    }
    assert.equal(last(await ingest(log)).change.cursor.size, log.size);
  });

  it("remembers that a log was read to its end although its last line is unfinished", async () => {
    const log = write("one\ntwo");
    const { cursor } = last(await ingest(log)).change;
    assert.equal(cursor.offset, 4);
    assert.equal(cursor.size, 7);
  });

  it("reads on where it stood, and from the start where the log is another one", async () => {
    const log = write("one\n");
    const { cursor } = last(await ingest(log)).change;
    appendFileSync(log.path, "two\n");
    assert.equal(await linesRead(log, cursor), 1);
    writeFileSync(log.path, "eno\ntwo\n");
    assert.equal(await linesRead(log, cursor), 2);
  });

  function write(content: string): FoundLog {
    const path = join(folder, "log.jsonl");
    writeFileSync(path, content);
    return found(path);
  }

  async function linesRead(log: FoundLog, cursor: IngestedPiece["change"]["cursor"]): Promise<number> {
    const pieces = await ingest(found(log.path), cursor);
    return pieces.reduce((sum, piece) => sum + Number(piece.change.cursor.state["lines"]), 0);
  }
});

const tools = { buffer: new ReadBuffer(), counter: lengthCounter, recounts: false };

async function ingest(log: FoundLog, cursor?: IngestedPiece["change"]["cursor"]): Promise<readonly IngestedPiece[]> {
  const pieces: IngestedPiece[] = [];
  for await (const piece of ingestLog(log, cursor, tools)) pieces.push(piece);
  return pieces;
}

function last(pieces: readonly IngestedPiece[]): IngestedPiece {
  const piece = pieces.at(-1);
  assert.ok(piece !== undefined);
  return piece;
}

function found(path: string): FoundLog {
  const { dev, ino, size, mtimeMs } = statSync(path);
  return {
    source: LINES,
    format: LINE_FORMAT,
    path,
    relativePath: "log.jsonl",
    identity: `${dev}:${ino}`,
    size,
    mtimeMs,
  };
}

/** Tells in its state how many lines the last call of `parse` was given. */
const counter: LineParser = {
  start: () => ({ lines: 0 }),
  parse: (_state, lines) => ({
    state: { lines: lines.toString("latin1").split("\n").length - 1 },
    records: [],
    skipped: {},
  }),
};

const LINE_FORMAT: LogFormat = {
  id: "lines",
  description: "Lines",
  places: [],
  quality: "exact-call",
  isLog: () => true,
  kind: "lines",
  parser: counter,
};

const LINES: Source = {
  id: "lines",
  name: "Lines",
  parserVersion: 1,
  roots: () => [],
  formats: [LINE_FORMAT],
  limits: [],
};
