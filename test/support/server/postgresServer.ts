import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { installDebianPackages } from "../vscodeHost/debianPackages.ts";

/** Brought along where this may install packages, so that a fresh machine skips no test. */
function bringBin(): string | undefined {
  const given = process.env["POSTGRES_BIN"] ?? findBin();
  if (given !== undefined) return given;
  const log = (line: string): void => void process.stdout.write(`${line}\n`);
  return installDebianPackages(["postgresql"], log) ? findBin() : undefined;
}

/** Where Debian keeps every installed version, newest last; `POSTGRES_BIN` names another place. */
function findBin(): string | undefined {
  const root = "/usr/lib/postgresql";
  if (!existsSync(root)) return undefined;
  const versions = readdirSync(root).toSorted((a, b) => Number(a) - Number(b));
  return versions.map((version) => join(root, version, "bin")).findLast((bin) => existsSync(join(bin, "initdb")));
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL does not run as root: the user that its package has made does then. */
function ownerBesidesRoot(): Owner | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string): number => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

/** A PostgreSQL of the tests' own: in a temporary folder, on a socket in it and on no network address. */
export class PostgresServer {
  readonly #bin: string;
  readonly #folder: string;
  readonly #owner: Owner | undefined;
  #process: ChildProcess | undefined;
  #databases = 0;

  private constructor(bin: string, parent: string) {
    this.#bin = bin;
    this.#folder = mkdtempSync(join(parent, "token-legend-pg-"));
    this.#owner = ownerBesidesRoot();
    if (this.#owner !== undefined) chownSync(this.#folder, this.#owner.uid, this.#owner.gid);
    chmodSync(this.#folder, 0o700);
  }

  /** `undefined` where no PostgreSQL is installed, nor can be. */
  static async start(parent = tmpdir()): Promise<PostgresServer | undefined> {
    const bin = bringBin();
    if (bin === undefined) return undefined;
    const server = new PostgresServer(bin, parent);
    const data = join(server.#folder, "data");
    execFileSync(join(bin, "initdb"), ["-D", data, "-U", "board", "-A", "trust", "-E", "UTF8", "--locale=C"], {
      ...server.#owner,
      cwd: server.#folder,
      stdio: "ignore",
    });
    await server.startAgain();
    return server;
  }

  /** Starts what `kill` has ended, on the same data. */
  async startAgain(): Promise<void> {
    const options = ["-D", join(this.#folder, "data"), "-k", this.#folder, "-c", "listen_addresses="];
    const child = spawn(join(this.#bin, "postgres"), options, {
      ...this.#owner,
      cwd: this.#folder,
      stdio: ["ignore", "ignore", "pipe"],
    });
    this.#process = child;
    await new Promise<void>((ready, failed) => {
      let log = "";
      child.stderr.on("data", (text: Buffer) => {
        log += text.toString();
        if (log.includes("ready to accept connections")) ready();
      });
      child.once("error", failed);
      child.once("exit", () => failed(new Error(`PostgreSQL ended:\n${log}`)));
    });
    child.stderr.resume();
  }

  /** Whether it has ended by itself. */
  get hasEnded(): boolean {
    return this.#process?.exitCode !== null;
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** Where it may write files. */
  get folder(): string {
    return this.#folder;
  }

  url(database: string): string {
    return `postgres://board@localhost/${database}?host=${encodeURIComponent(this.#folder)}`;
  }

  /** A new empty database; answers its address. */
  async createDatabase(): Promise<string> {
    this.#databases += 1;
    const name = `board_${this.#databases}`;
    const client = new Client({ connectionString: this.url("postgres") });
    await client.connect();
    try {
      await client.query(`CREATE DATABASE ${name}`);
    } finally {
      await client.end();
    }
    return this.url(name);
  }

  /** Ends it without any chance to tidy up. */
  async kill(): Promise<void> {
    await this.#end("SIGQUIT");
  }

  /** Its data goes as well, so that it need not write any of it down first. */
  async dispose(): Promise<void> {
    await this.#end("SIGQUIT");
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    if (child === undefined) return;
    this.#process = undefined;
    if (child.exitCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  }
}
