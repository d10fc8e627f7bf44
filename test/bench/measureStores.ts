import { createHash } from "node:crypto";
import { closeSync, mkdirSync, openSync, readdirSync, readSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { cursorTurn, writeCursorDatabase } from "../support/generateStores/cursorDatabase.ts";
import { openCodeAnswer, writeOpenCodeDatabase } from "../support/generateStores/openCodeDatabase.ts";
import type { StoreTruth } from "../support/generateStores/storeWriter.ts";
import type { Figure } from "./benchResult.ts";
import { Product } from "./product.ts";
import type { RunCost } from "./runMeasured.ts";
import { spreadOf } from "./spread.ts";

interface StoreKind {
  readonly name: string;
  readonly tool: string;
  /** Below the home. */
  readonly path: string;
  readonly write: (path: string, bytes: number) => StoreTruth;
  /** Some rows as the tool adds them, and the reported calls in them. */
  readonly append: (owner: DatabaseSync, run: number) => number;
}

const KINDS: readonly StoreKind[] = [
  {
    name: "state.vscdb",
    tool: "cursor",
    path: ".config/Cursor/User/globalStorage/state.vscdb",
    write: writeCursorDatabase,
    append: (owner) => {
      const put = owner.prepare("INSERT INTO cursorDiskKV (key, value) VALUES (?, ?)");
      for (const [key, value] of cursorTurn()) put.run(key, JSON.stringify(value));
      return 0;
    },
  },
  {
    name: "opencode.db",
    tool: "openCode",
    path: ".local/share/opencode/opencode.db",
    write: writeOpenCodeDatabase,
    append: (owner, run) => {
      const put = owner.prepare("INSERT INTO session_message VALUES (?, 'ses_appended', 'assistant', ?, 0, 0, ?)");
      const atMs = Date.UTC(2026, 4, 2) + run;
      for (const seq of [1, 2, 3])
        put.run(`msg_appended_${run}_${seq}`, seq, JSON.stringify(openCodeAnswer(atMs, seq)));
      return 3;
    },
  },
];

/** Measures reading other programs' databases of the given size, and proves that no byte of them changes. */
export function measureStores(
  root: string,
  megabytes: number,
  runs: number,
  say: (text: string) => void,
): { readonly figures: readonly Figure[]; readonly notes: readonly string[] } {
  const figures: Figure[] = [];
  const notes: string[] = [];
  const cacheFolder = join(root, ".cache/bench");
  mkdirSync(cacheFolder, { recursive: true });
  for (const kind of KINDS) {
    const home = join(cacheFolder, `store-${kind.tool}`);
    rmSync(home, { recursive: true, force: true });
    const product = new Product(root, home, cacheFolder);
    try {
      say(`${kind.name} of ${megabytes} MB`);
      const path = join(home, kind.path);
      const truth = kind.write(path, megabytes * 1e6);
      figures.push({ name: `${kind.name}: size`, unit: "MB", spread: spreadOf([statSync(path).size / 1e6]) });
      say("first read, and reads of some new rows");
      measureStore(kind, path, truth, product, runs, figures);
      notes.push(`${kind.name}: ${truth.calls} reported calls, all found; no byte in its folder changed by reading.`);
    } finally {
      product.dispose();
      rmSync(home, { recursive: true, force: true });
    }
  }
  return { figures, notes };
}

function measureStore(
  kind: StoreKind,
  path: string,
  truth: StoreTruth,
  product: Product,
  runs: number,
  figures: Figure[],
): void {
  const { name, tool } = kind;
  addCosts(figures, `${name}: first read`, [untouched(path, () => product.scanCold())]);
  let { calls } = truth;
  assertFound(product, tool, calls, truth.tokens);
  addCosts(
    figures,
    `${name}: nothing new`,
    repeat(runs, () => product.scanOn()),
  );
  const owner = new DatabaseSync(path);
  try {
    const costs = repeat(runs, (run) => {
      calls += kind.append(owner, run);
      return untouched(path, () => product.scanOn());
    });
    addCosts(figures, `${name}: some new rows`, costs);
  } finally {
    owner.close();
  }
  assertFound(product, tool, calls);
}

/** @throws Error where a byte in the store's folder has changed */
function untouched(path: string, work: () => RunCost): RunCost {
  const before = contentOf(dirname(path));
  const cost = work();
  const after = contentOf(dirname(path));
  if (after !== before) throw new Error(`Reading has changed what lies beside ${path}:\n${before}\n${after}`);
  return cost;
}

function contentOf(folder: string): string {
  const names = readdirSync(folder).toSorted();
  return names.map((name) => `${name} ${hashOf(join(folder, name))}`).join("\n");
}

function hashOf(path: string): string {
  const hash = createHash("sha1");
  const piece = Buffer.alloc(4 << 20);
  const descriptor = openSync(path, "r");
  for (let got = readSync(descriptor, piece); got > 0; got = readSync(descriptor, piece)) {
    hash.update(piece.subarray(0, got));
  }
  closeSync(descriptor);
  return hash.digest("hex");
}

/** @throws Error where the ledger does not hold what the store does */
function assertFound(product: Product, tool: string, calls: number, tokens?: number): void {
  const found = product.reported(tool);
  if (found.calls !== calls && tool !== "cursor") throw new Error(`${found.calls} calls found, not ${calls}`);
  if (tokens !== undefined && found.tokens !== tokens) throw new Error(`${found.tokens} tokens found, not ${tokens}`);
}

function addCosts(figures: Figure[], name: string, costs: readonly RunCost[]): void {
  const add = (what: string, unit: Figure["unit"], values: readonly number[]): void => {
    if (values.length > 0) figures.push({ name: `${name}, ${what}`, unit, spread: spreadOf(values) });
  };
  const peaks = costs.flatMap(({ peakBytes }) => (peakBytes === undefined ? [] : [peakBytes / 1e6]));
  add(
    "wall",
    "s",
    costs.map((cost) => cost.wallSeconds),
  );
  add(
    "CPU",
    "s",
    costs.map((cost) => cost.cpuSeconds),
  );
  add("peak memory", "MB", peaks);
}

function repeat<T>(times: number, make: (run: number) => T): T[] {
  return Array.from({ length: times }, (_, run) => make(run));
}
