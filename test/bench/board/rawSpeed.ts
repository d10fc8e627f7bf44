import { Pool } from "pg";

const ROWS = 500_000;
const BATCH = 96;
const SECONDS = 8;

export interface RawSpeed {
  readonly copyRowsPerSecond: number;
  readonly upsertRowsPerSecond: readonly { readonly clients: number; readonly rows: number }[];
}

/** What the same PostgreSQL does with rows of the same shape when nothing is in between. */
export async function measureRawSpeed(url: string, folder: string): Promise<RawSpeed> {
  const pool = new Pool({ connectionString: url, max: 8 });
  try {
    const file = `${folder}/rows.copy`;
    await pool.query("CREATE TABLE raw_hour (LIKE usage_hour INCLUDING DEFAULTS)");
    await pool.query("ALTER TABLE raw_hour ADD PRIMARY KEY (member_id, h, device_id, tool, model, mode)");
    const columns = "g / 100, 1, g % 100, 1, 1, 1, 1000, 500, 50000, 2000, 5, 200, 2, 90000, 0, 1, 0, 3, '2.1.0', 1, 1";
    await pool.query(`COPY (SELECT ${columns} FROM generate_series(1, ${ROWS}) g) TO '${file}'`);
    const names =
      "member_id, device_id, h, tool, model, mode, inp, outp, cr, cw, calls, busy_s, turns, max_prompt, recount, sess, shift_h, parser, tool_version, first_seen_ms, rev";
    const startedAt = performance.now();
    await pool.query(`COPY raw_hour (${names}) FROM '${file}'`);
    const copyRowsPerSecond = ROWS / ((performance.now() - startedAt) / 1_000);
    const upsertRowsPerSecond = [];
    for (const clients of [1, 8]) upsertRowsPerSecond.push({ clients, rows: await upsertFor(pool, names, clients) });
    return { copyRowsPerSecond, upsertRowsPerSecond };
  } finally {
    await pool.query("DROP TABLE IF EXISTS raw_hour");
    await pool.end();
  }
}

async function upsertFor(pool: Pool, names: string, clients: number): Promise<number> {
  const startedAt = performance.now();
  let rows = 0;
  let next = clients * 1_000_000;
  const isOver = (): boolean => performance.now() - startedAt > SECONDS * 1_000;
  const client = async (): Promise<void> => {
    while (!isOver()) {
      next += 1;
      await pool.query(
        `INSERT INTO raw_hour (${names}) SELECT $1::bigint, 1, g, 1, 1, 1, 1000, 500, 50000, 2000, 5, 200, 2, 90000, 0, 1, 0, 3, '2.1.0', 1, 1
         FROM generate_series(1, ${BATCH}) g ON CONFLICT (member_id, h, device_id, tool, model, mode) DO UPDATE SET inp = excluded.inp, rev = excluded.rev
         WHERE excluded.rev > raw_hour.rev`,
        [next],
      );
      rows += BATCH;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return rows / ((performance.now() - startedAt) / 1_000);
}
