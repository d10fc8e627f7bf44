-- What settles and when, who belongs to what, and what people chose to tell.

-- signals: a bit for each check that the row has broken, bit n - 1 for Cn.
ALTER TABLE usage_hour ADD COLUMN signals int NOT NULL DEFAULT 0;

-- held_until_ms: out of the ranks until then, because somebody is looking into it; verified_until_ms: evidence was checked.
ALTER TABLE member ADD COLUMN team_id int, ADD COLUMN held_until_ms bigint, ADD COLUMN verified_until_ms bigint,
  ADD COLUMN title text;

CREATE TABLE team (team_id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE);

-- Badges that their holder chose to show; since is a day.
CREATE TABLE badge (
  member_id bigint NOT NULL, badge text NOT NULL, grade smallint NOT NULL, since int NOT NULL, PRIMARY KEY (member_id, badge));

-- What came of a day's work, from who shares it. Absolute values; rev says which are newest.
CREATE TABLE outcome_day (
  member_id bigint NOT NULL, day int NOT NULL, rev bigint NOT NULL, merged int NOT NULL, eff_added int NOT NULL,
  eff_matured int NOT NULL, eff_surviving int NOT NULL, reworked int NOT NULL, test_runs int NOT NULL, test_green int NOT NULL,
  prompt_to_merge_h double precision, cost_matured_micro bigint NOT NULL, PRIMARY KEY (member_id, day));
CREATE INDEX outcome_day_day ON outcome_day (day);

-- The list as it was at the end of a day. The place of who leaves stays empty.
CREATE TABLE rank_snapshot (
  member_id bigint NOT NULL, day int NOT NULL, rank smallint NOT NULL, score bigint NOT NULL, PRIMARY KEY (member_id, day));
CREATE INDEX rank_snapshot_day ON rank_snapshot (day, rank);

-- counted: of all rows. settled: of those that count for the rank now. pending: what more will count once the others settle.
-- next_settle_ms: when a row of the day settles next; NULL where none will. changed_ms: when the day was last counted.
ALTER TABLE member_day ADD COLUMN settled bigint NOT NULL DEFAULT 0, ADD COLUMN pending bigint NOT NULL DEFAULT 0,
  ADD COLUMN prompt bigint NOT NULL DEFAULT 0, ADD COLUMN cache_read bigint NOT NULL DEFAULT 0,
  ADD COLUMN next_settle_ms bigint, ADD COLUMN changed_ms bigint NOT NULL DEFAULT 0;
CREATE INDEX member_day_settle ON member_day (next_settle_ms) WHERE next_settle_ms IS NOT NULL;

-- score: settled tokens of the window, the order of ranks. provisional: will count as well once it settles. withheld: counted for
-- the member alone, as its rows came too late or broke a check. Who is held has a score and no place.
ALTER TABLE window30 DROP COLUMN bucket;
DROP INDEX window30_top;
ALTER TABLE window30 ADD COLUMN provisional bigint NOT NULL DEFAULT 0,
  ADD COLUMN withheld bigint NOT NULL DEFAULT 0, ADD COLUMN prompt bigint NOT NULL DEFAULT 0, ADD COLUMN cache_read bigint NOT NULL DEFAULT 0,
  ADD COLUMN held_until_ms bigint;
ALTER TABLE window30 ADD COLUMN bucket int GENERATED ALWAYS AS (
  CASE WHEN score >= 1 AND held_until_ms IS NULL THEN floor(ln(score::double precision) * 512)::int END) STORED;
CREATE INDEX window30_top ON window30 (score DESC, first_ms, member_id) WHERE listed AND held_until_ms IS NULL;
CREATE INDEX window30_bucket ON window30 (bucket, score) WHERE bucket IS NOT NULL;
CREATE INDEX window30_held ON window30 (held_until_ms) WHERE held_until_ms IS NOT NULL;

-- What a day of a member holds of each tool and model; cost at list price, NULL where there is none.
CREATE TABLE member_part (
  member_id bigint NOT NULL, day int NOT NULL, tool int NOT NULL, model int NOT NULL, calls bigint NOT NULL, inp bigint NOT NULL,
  outp bigint NOT NULL, cr bigint NOT NULL, cw bigint NOT NULL, cost_micro bigint, PRIMARY KEY (member_id, day, tool, model));

-- Tokens of the window by tool or model: kind says which the term is of.
CREATE TABLE member_share (
  member_id bigint NOT NULL, kind text NOT NULL, term int NOT NULL, seen bigint NOT NULL, PRIMARY KEY (member_id, kind, term));
CREATE INDEX member_share_term ON member_share (kind, term);

-- What published figures are made of: the member's window as it was on a day, and metrics of practice; NULL where unknown.
CREATE TABLE member_figure (
  member_id bigint PRIMARY KEY, day int NOT NULL, team_id int, counted bigint NOT NULL, seen bigint NOT NULL,
  cost_micro bigint NOT NULL, unpriced bigint NOT NULL, cache_hit double precision, steered_share double precision,
  context_thrift double precision, survival double precision, rework double precision, cost_per_line double precision,
  cost_per_change double precision, green_rate double precision, prompt_to_merge double precision,
  right_sizing double precision);
CREATE INDEX member_figure_team ON member_figure (team_id);

-- What of a member is in the published figures of a block of people: a team, or 0 for all others.
CREATE TABLE published_part (
  member_id bigint NOT NULL, block int NOT NULL, counted bigint NOT NULL, seen bigint NOT NULL, cost_micro bigint NOT NULL,
  PRIMARY KEY (member_id, block));
CREATE INDEX published_part_block ON published_part (block);

-- Published totals of the blocks, rounded. departed_*: how many have left since, and a step that each of their figures was below.
CREATE TABLE published_block (
  block int PRIMARY KEY, people int NOT NULL, is_band boolean NOT NULL, counted bigint NOT NULL, seen bigint NOT NULL,
  cost_micro bigint NOT NULL, day int NOT NULL, departed int NOT NULL DEFAULT 0, departed_counted bigint NOT NULL DEFAULT 0,
  departed_seen bigint NOT NULL DEFAULT 0, departed_cost_micro bigint NOT NULL DEFAULT 0);

-- What was published on a day, as JSON; everybody is shown the same. is_shown: not all of it is withheld.
CREATE TABLE published (
  day int NOT NULL, kind text NOT NULL, id text NOT NULL, name text NOT NULL, is_shown boolean NOT NULL, totals text NOT NULL,
  practice text NOT NULL, PRIMARY KEY (day, kind, id));

-- Until when a job has done its work.
CREATE TABLE job_mark (job text PRIMARY KEY, at_ms bigint NOT NULL);
