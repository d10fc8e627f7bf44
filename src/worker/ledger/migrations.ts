/**
 * Schema of the ledger, as steps that only go forward: `user_version` says how many a ledger has taken. A step that has
 * shipped is never changed.
 *
 * Text that repeats (models, sessions, places) is stored once and referred to by number. Counts are those of
 * `TokenCounts`; instants are UTC milliseconds; money is billionths of a US dollar.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
  CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
  CREATE TABLE model (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
  CREATE TABLE place (id INTEGER PRIMARY KEY, cwd TEXT NOT NULL, branch TEXT NOT NULL, UNIQUE (cwd, branch));

  -- root: the session at the top of the chain of parents, itself where there is none.
  CREATE TABLE session (
    id INTEGER PRIMARY KEY, source INTEGER NOT NULL, name TEXT NOT NULL,
    parent INTEGER, root INTEGER NOT NULL, tool_version TEXT, UNIQUE (source, name));
  CREATE INDEX session_root ON session (root);
  CREATE INDEX session_parent ON session (parent) WHERE parent IS NOT NULL;

  -- What many events share: a session's calls differ in their numbers and little else.
  CREATE TABLE context (
    id INTEGER PRIMARY KEY, source INTEGER NOT NULL, model INTEGER NOT NULL, session INTEGER NOT NULL, place INTEGER,
    agent TEXT, service_tier TEXT NOT NULL, us_only INTEGER NOT NULL, quality TEXT NOT NULL, calls INTEGER NOT NULL,
    copy_rank INTEGER NOT NULL, owner_ms INTEGER NOT NULL, file INTEGER NOT NULL, parser_version INTEGER NOT NULL);
  CREATE INDEX context_session ON context (session, file, place, model, agent, owner_ms);

  -- family_key, member_key: see identityKeyOf. yields_to, hidden: see CallRecord.yieldsTo; a hidden event is not counted.
  -- mode: 1 steered, 0 unattended. cost_nanos: NULL where the model has no known price.
  CREATE TABLE event (
    seq INTEGER PRIMARY KEY, family_key INTEGER NOT NULL, member_key INTEGER NOT NULL, context INTEGER NOT NULL,
    at_ms INTEGER NOT NULL, fresh_input INTEGER NOT NULL, cache_read INTEGER NOT NULL, cache_write_5m INTEGER NOT NULL,
    cache_write_1h INTEGER NOT NULL, output INTEGER NOT NULL, reasoning INTEGER NOT NULL, web_searches INTEGER NOT NULL,
    mode INTEGER NOT NULL, cost_nanos INTEGER, numbers_rank INTEGER NOT NULL, hidden INTEGER NOT NULL, yields_to TEXT);
  CREATE UNIQUE INDEX event_identity ON event (family_key, member_key);
  CREATE INDEX event_yields ON event (yields_to) WHERE yields_to IS NOT NULL;
  CREATE INDEX event_time ON event (at_ms);
  CREATE INDEX event_context ON event (context, at_ms);

  CREATE TABLE rollup (
    hour INTEGER NOT NULL, source INTEGER NOT NULL, model INTEGER NOT NULL, mode INTEGER NOT NULL,
    calls INTEGER NOT NULL, fresh_input INTEGER NOT NULL, cache_read INTEGER NOT NULL, cache_write_5m INTEGER NOT NULL,
    cache_write_1h INTEGER NOT NULL, output INTEGER NOT NULL, reasoning INTEGER NOT NULL, web_searches INTEGER NOT NULL,
    cost_nanos INTEGER NOT NULL, unpriced_tokens INTEGER NOT NULL, estimated_tokens INTEGER NOT NULL,
    events INTEGER NOT NULL, PRIMARY KEY (hour, source, model, mode)) WITHOUT ROWID;

  -- A turn stands in each session that holds a copy of it, so that calls of either are seen as steered.
  CREATE TABLE turn (
    session INTEGER NOT NULL, name TEXT NOT NULL, at_ms INTEGER NOT NULL, file INTEGER NOT NULL,
    parser_version INTEGER NOT NULL, PRIMARY KEY (session, name)) WITHOUT ROWID;
  CREATE INDEX turn_time ON turn (at_ms);

  CREATE TABLE set_aside (
    source INTEGER NOT NULL, family TEXT NOT NULL, member TEXT NOT NULL, reason TEXT NOT NULL, tokens INTEGER NOT NULL,
    at_ms INTEGER NOT NULL, record TEXT NOT NULL, file INTEGER NOT NULL, parser_version INTEGER NOT NULL,
    PRIMARY KEY (family, member, source, reason)) WITHOUT ROWID;

  -- fingerprint: hash of the first and the last bytes before read_offset; another one means another content.
  CREATE TABLE file (
    id INTEGER PRIMARY KEY, source INTEGER NOT NULL, path TEXT NOT NULL, identity TEXT NOT NULL, size INTEGER NOT NULL,
    mtime_ms REAL NOT NULL, read_offset INTEGER NOT NULL, fingerprint TEXT NOT NULL, state TEXT NOT NULL,
    parser_version INTEGER NOT NULL, records INTEGER NOT NULL, skipped TEXT NOT NULL, vanished INTEGER NOT NULL,
    UNIQUE (source, path));

  -- One row: who may write. epoch grows with every change of holder.
  CREATE TABLE lease (
    id INTEGER PRIMARY KEY CHECK (id = 1), holder TEXT NOT NULL, pid INTEGER NOT NULL, host TEXT NOT NULL,
    epoch INTEGER NOT NULL, expires_ms INTEGER NOT NULL);
  INSERT INTO lease VALUES (1, '', 0, '', 0, 0);
  `,
  `
  -- Which of its source's formats a file was read as.
  ALTER TABLE file ADD COLUMN format TEXT NOT NULL DEFAULT '';

  -- counted_here: the tool reports no tokens, our tokenizer counted them. reported_nanos: cost by the tool's own account.
  ALTER TABLE context ADD COLUMN counted_here INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE event ADD COLUMN reported_nanos INTEGER;
  ALTER TABLE rollup ADD COLUMN counted_here_tokens INTEGER NOT NULL DEFAULT 0;

  -- Texts of sampled calls as our tokenizer counts them; the keys of the call are those of event.
  CREATE TABLE recount (
    family_key INTEGER NOT NULL, member_key INTEGER NOT NULL, part_key INTEGER NOT NULL, tokens INTEGER NOT NULL,
    PRIMARY KEY (family_key, member_key, part_key)) WITHOUT ROWID;
  `,
  `
  -- See CallRecord.alias. Without an index: it is looked for among the calls of a few hours only.
  ALTER TABLE event ADD COLUMN alias TEXT;
  `,
  `
  -- Grows with every change to what a session is folded from; see ChangedSessions.
  ALTER TABLE session ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX session_changed ON session (changed);

  -- Grades of badges and tiers that were reached: kept for good. grade: empty where a badge has none.
  CREATE TABLE badge (
    id TEXT NOT NULL, grade TEXT NOT NULL, at_ms INTEGER NOT NULL, figures TEXT NOT NULL, PRIMARY KEY (id, grade)) WITHOUT ROWID;
  CREATE TABLE best_tier (name TEXT PRIMARY KEY, at_ms INTEGER NOT NULL) WITHOUT ROWID;
  `,
  `
  -- What a person thinks of a session, by the names of its source and its own, which outlast a rescan.
  CREATE TABLE session_mark (
    source TEXT NOT NULL, session TEXT NOT NULL, mark TEXT NOT NULL, at_ms INTEGER NOT NULL,
    PRIMARY KEY (source, session)) WITHOUT ROWID;

  -- Test runs that an editor saw end. passed: 1 where the exit code was 0.
  CREATE TABLE test_run (id INTEGER PRIMARY KEY, folder TEXT NOT NULL, at_ms INTEGER NOT NULL, passed INTEGER NOT NULL);
  CREATE INDEX test_run_time ON test_run (at_ms);
  `,
  `
  -- What providers last said of their windows. resets_ms: NULL where it is not told.
  CREATE TABLE provider_window (
    source INTEGER NOT NULL, name TEXT NOT NULL, at_ms INTEGER NOT NULL, used_percent REAL NOT NULL,
    window_minutes INTEGER NOT NULL, resets_ms INTEGER, PRIMARY KEY (source, name)) WITHOUT ROWID;
  `,
  `
  -- Empty, all of them, unless this machine takes part in a team board. member: a Membership, as JSON. seq: number of the last
  -- batch. acked_seq: highest number of a batch that the board has answered.
  CREATE TABLE board (
    id INTEGER PRIMARY KEY CHECK (id = 1), member TEXT NOT NULL, paused INTEGER NOT NULL, seq INTEGER NOT NULL,
    acked_seq INTEGER NOT NULL);

  -- UTC hours in which something has changed since their rows were made.
  CREATE TABLE board_hour (hour INTEGER PRIMARY KEY);

  -- What the board is to have of an hour: value is the tool's version and the figures, in the order of the wire, as JSON. A row
  -- waits while its revision is above those that the board has and has refused.
  CREATE TABLE board_row (
    h INTEGER NOT NULL, tool TEXT NOT NULL, model TEXT NOT NULL, mode INTEGER NOT NULL, value TEXT NOT NULL,
    rev INTEGER NOT NULL, acked_rev INTEGER NOT NULL, refused_rev INTEGER NOT NULL, refused_code TEXT NOT NULL,
    PRIMARY KEY (h, tool, model, mode)) WITHOUT ROWID;
  CREATE INDEX board_row_waiting ON board_row (h) WHERE rev > acked_rev AND rev > refused_rev;

  -- The last batches, as they were sent. outcome: an UploadOutcome, as JSON.
  CREATE TABLE board_batch (
    seq INTEGER PRIMARY KEY, batch_id TEXT NOT NULL UNIQUE, at_ms INTEGER NOT NULL, text TEXT NOT NULL, outcome TEXT NOT NULL);

  -- Finds the copies of a turn, of which only the earliest is told.
  CREATE INDEX turn_name ON turn (name);
  `,
  `
  -- Fingerprint of the test's command; empty where it was not kept.
  ALTER TABLE test_run ADD COLUMN command TEXT NOT NULL DEFAULT '';

  -- The monthly budget for all tools, whenever it changed. amount: billionths of a dollar or tokens, NULL where it was taken away.
  CREATE TABLE budget_note (at_ms INTEGER NOT NULL, unit TEXT NOT NULL, amount REAL);

  -- Repositories in which sessions ran, by their work tree, and when they were last read.
  CREATE TABLE repository (path TEXT PRIMARY KEY, read_ms INTEGER NOT NULL) WITHOUT ROWID;

  -- See LandedCommit. change: empty where it was committed to the default branch. surviving: NULL where not known.
  CREATE TABLE landed_commit (
    repository TEXT NOT NULL, hash TEXT NOT NULL, landed_ms INTEGER NOT NULL, change TEXT NOT NULL, added INTEGER NOT NULL,
    removed INTEGER NOT NULL, surviving INTEGER, green INTEGER NOT NULL, PRIMARY KEY (repository, hash)) WITHOUT ROWID;
  `,
];
