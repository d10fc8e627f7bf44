import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { emptyToolTruth, type HomeTruth } from "./homeTruth.ts";
import { LogBuffer } from "./logBuffer.ts";
import { seededRandom, type Random } from "./random.ts";
import { TextPool } from "./textPool.ts";

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** What a session is made with: numbers, names, text, the place it goes to and the truth it adds to. */
export class HomeWriter {
  readonly random: Random;
  readonly truth: HomeTruth = { claude: emptyToolTruth(), codex: emptyToolTruth(), files: 0, bytes: 0 };
  /** Size of texts: 1 as in real logs, less for a small home with as many calls. */
  readonly textScale: number;
  readonly #folder: string;
  readonly #pool: TextPool;
  readonly #madeFolders = new Set<string>();
  #serial = 0;

  constructor(folder: string, seed: number, textScale: number) {
    this.random = seededRandom(seed);
    this.textScale = textScale;
    this.#folder = folder;
    this.#pool = new TextPool(this.random);
  }

  newLog(): LogBuffer {
    return new LogBuffer(this.#pool);
  }

  textBytes(min: number, max: number): number {
    return Math.max(12, Math.round(this.random.int(min, max) * this.textScale));
  }

  /** A name of the API's making: random letters, and a running number so that no two are ever equal. */
  apiId(prefix: string, length: number): string {
    this.#serial += 1;
    const serial = this.#serial.toString(36).padStart(6, "0");
    let letters = "";
    while (letters.length < length - serial.length) letters += BASE62.charAt(this.random.int(0, 61));
    return prefix + letters + serial;
  }

  uuid(): string {
    const hex = (): string =>
      Math.floor(this.random.next() * 4294967296)
        .toString(16)
        .padStart(8, "0");
    const [a, b, c, d] = [hex(), hex(), hex(), hex()];
    return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`;
  }

  /** Writes one log. The path is relative to the home. */
  write(path: string, content: Buffer | string): void {
    this.truth.files += 1;
    this.truth.bytes += typeof content === "string" ? Buffer.byteLength(content, "latin1") : content.length;
    this.writeBeside(path, content);
  }

  /** Writes a file that is no log. */
  writeBeside(path: string, content: Buffer | string): void {
    const full = join(this.#folder, path);
    const folder = dirname(full);
    if (!this.#madeFolders.has(folder)) {
      mkdirSync(folder, { recursive: true });
      this.#madeFolders.add(folder);
    }
    writeFileSync(full, content, "latin1");
  }
}

export function isoTime(atMs: number): string {
  return new Date(atMs).toISOString();
}
