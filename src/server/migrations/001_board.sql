-- One board. Instants are UTC milliseconds since 1970, hours and days whole ones since 1970.
-- A table that holds what belongs to a member has member_id in every unique key, so that it can be distributed by it.

-- epoch: changes when the data has been replaced, and the fleet then sends again what it has.
-- ranked_ms: when score_bucket was made.
CREATE TABLE board (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  board_id uuid NOT NULL, name text NOT NULL, epoch uuid NOT NULL, created_ms bigint NOT NULL, ranked_ms bigint NOT NULL);

-- Names of tools and models, stored once.
CREATE TABLE term (term_id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE);

-- code_hash: codes themselves are never stored. member_id: adds a device to this member instead of a new one.
CREATE TABLE invitation (
  code_hash bytea PRIMARY KEY, member_id bigint, uses_left int NOT NULL CHECK (uses_left >= 0), expires_ms bigint NOT NULL);
CREATE INDEX invitation_member ON invitation (member_id) WHERE member_id IS NOT NULL;

CREATE TABLE member (
  member_id bigint PRIMARY KEY, joined_ms bigint NOT NULL, listed boolean NOT NULL DEFAULT false, handle text);

-- A handle belongs to one member, whatever its capitals.
CREATE TABLE handle (folded text PRIMARY KEY, member_id bigint NOT NULL);
CREATE INDEX handle_member ON handle (member_id);

-- seq: highest batch number taken. bucket_*: requests that the device may still make.
CREATE TABLE device (
  member_id bigint NOT NULL, device_id int NOT NULL, public_key bytea NOT NULL, created_ms bigint NOT NULL, revoked_ms bigint,
  seq bigint NOT NULL DEFAULT 0, bucket_left double precision NOT NULL, bucket_ms bigint NOT NULL,
  PRIMARY KEY (member_id, device_id));

-- Which member a key was registered for, so that a repeated registration finds what the first one made.
CREATE TABLE registration (public_key bytea PRIMARY KEY, member_id bigint NOT NULL, device_id int NOT NULL);
CREATE INDEX registration_member ON registration (member_id);

-- Answers of two days, for requests that are repeated because the answer was lost. body_hash: what they answer.
CREATE TABLE batch_reply (
  member_id bigint NOT NULL, device_id int NOT NULL, batch_id uuid NOT NULL, at_ms bigint NOT NULL, body_hash bytea NOT NULL,
  reply text NOT NULL, PRIMARY KEY (member_id, device_id, batch_id));
CREATE INDEX batch_reply_at ON batch_reply (at_ms);

-- Values are absolute and rev says which are newest. h is the sender's hour; shift_h corrects its clock.
CREATE TABLE usage_hour (
  member_id bigint NOT NULL, device_id int NOT NULL, h int NOT NULL, tool int NOT NULL, model int NOT NULL,
  mode smallint NOT NULL, inp bigint NOT NULL, outp bigint NOT NULL, cr bigint NOT NULL, cw bigint NOT NULL,
  calls bigint NOT NULL, busy_s int NOT NULL, turns int NOT NULL, max_prompt bigint NOT NULL, recount bigint NOT NULL,
  sess int NOT NULL, shift_h smallint NOT NULL, parser int NOT NULL, tool_version text NOT NULL,
  first_seen_ms bigint NOT NULL, rev bigint NOT NULL,
  PRIMARY KEY (member_id, h, device_id, tool, model, mode)) PARTITION BY RANGE (h);

-- hours: a bit for each UTC hour with use, the lowest for midnight.
CREATE TABLE member_day (
  member_id bigint NOT NULL, day int NOT NULL, seen bigint NOT NULL, counted bigint NOT NULL, steered bigint NOT NULL,
  turns int NOT NULL, hours int NOT NULL, PRIMARY KEY (member_id, day));
CREATE INDEX member_day_day ON member_day (day);

-- The 30 days that end with the day `asof`. first_ms orders members of one score: who came to it first.
CREATE TABLE window30 (
  member_id bigint PRIMARY KEY, listed boolean NOT NULL, score bigint NOT NULL, seen bigint NOT NULL, steered bigint NOT NULL,
  active_days int NOT NULL, first_ms bigint NOT NULL, asof int NOT NULL,
  bucket int GENERATED ALWAYS AS (CASE WHEN score >= 1 THEN floor(ln(score::double precision) * 512)::int END) STORED);
CREATE INDEX window30_top ON window30 (score DESC, first_ms, member_id) WHERE listed AND score >= 1;
CREATE INDEX window30_bucket ON window30 (bucket, score) WHERE bucket IS NOT NULL;
CREATE INDEX window30_asof ON window30 (asof);

-- Members per bucket of window30; made anew as a whole, never counted up in a write.
CREATE TABLE score_bucket (bucket int PRIMARY KEY, n bigint NOT NULL);

-- Who has left, unreadably: late batches of theirs are refused until then.
CREATE TABLE tombstone (member_hash bytea PRIMARY KEY, until_ms bigint NOT NULL);
