import type { DatabaseSync } from "node:sqlite";
import { Random } from "../test/support/company/random.ts";

const MINUTE_MS = 60_000;
const YEAR_MS = 365 * 24 * 60 * MINUTE_MS;

/** Sources, models and projects that calls are spread over. */
const NAMES = `
  INSERT INTO source VALUES (1, 'claudeCode'), (2, 'codex');
  INSERT INTO model VALUES (1, 'claude-opus-4-8'), (2, 'claude-sonnet-5'), (3, 'gpt-5.5');
  INSERT INTO place VALUES (1, '/shop', 'main'), (2, '/bank', 'main'), (3, '/farm', 'main');
`;

/**
 * Fills an empty ledger with a year of root sessions of 20 to 100 calls, a quarter of them with a sub-agent, and a human turn
 * before every sixth call. Straight into the tables, as reading millions of lines is not what is measured here.
 * @returns how many root sessions there are
 */
export function fillLedger(database: DatabaseSync, calls: number, endMs: number): number {
  const random = new Random(7);
  const addSession = database.prepare(
    "INSERT INTO session (id, source, name, parent, root, changed) VALUES (?, ?, ?, ?, ?, 1)",
  );
  const addContext = database.prepare(
    `INSERT INTO context (id, source, model, session, place, service_tier, us_only, quality, calls, copy_rank, owner_ms, file, parser_version)
     VALUES (?, ?, ?, ?, ?, 'standard', 0, 'exact-call', 1, 0, 0, 1, 1)`,
  );
  const addCall = database.prepare(
    `INSERT INTO event (family_key, member_key, context, at_ms, fresh_input, cache_read, cache_write_5m, cache_write_1h, output,
       reasoning, web_searches, mode, cost_nanos, numbers_rank, hidden)
     VALUES (?, 0, ?, ?, 500, ?, ?, 0, 300, 0, 0, 1, 40000000, 0, 0)`,
  );
  const addTurn = database.prepare("INSERT INTO turn VALUES (?, ?, ?, 1, 1)");
  database.exec(NAMES);
  database.exec("BEGIN");
  let made = 0;
  let roots = 0;
  for (let session = 1; made < calls; session += 1) {
    const root = session;
    const source = 1 + Number(random.chance(0.2));
    const model = source === 2 ? 3 : 1 + Number(random.chance(0.5));
    roots += 1;
    addSession.run(root, source, `s${root}`, null, root);
    addContext.run(root, source, model, root, 1 + (root % 3));
    const hasAgent = random.chance(0.25);
    if (hasAgent) {
      session += 1;
      addSession.run(session, source, `s${session}`, root, root);
      addContext.run(session, source, model, session, 1 + (root % 3));
    }
    let atMs = Math.floor(endMs - YEAR_MS * random.next());
    const length = 20 + Math.floor(80 * random.next());
    for (let index = 0; index < length && made < calls; index += 1) {
      atMs += Math.floor(5000 + MINUTE_MS * random.next());
      made += 1;
      if (index % 6 === 0) addTurn.run(root, `t${root} ${index}`, atMs - 2000);
      const prompt = Math.floor(20_000 + 1500 * index * random.next());
      const context = hasAgent && index % 3 === 1 ? session : root;
      addCall.run(made, context, atMs, Math.floor(0.94 * prompt), Math.floor(0.04 * prompt));
    }
  }
  database.exec("COMMIT");
  return roots;
}
