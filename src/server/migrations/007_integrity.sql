-- What checks have noticed of a member's figures. One for each check and day, or of the member as a whole for each check.
-- figures, appeal: JSON. ends_ms: when a hold ends by itself. decided_ms: when a person decided, and why.
CREATE TABLE flag (
  member_id bigint NOT NULL, signal_id bigint NOT NULL, code text NOT NULL, day int NOT NULL,
  effect text NOT NULL CHECK (effect IN ('info', 'label', 'ask', 'provisional', 'held')),
  status text NOT NULL CHECK (status IN ('open', 'cleared', 'upheld', 'expired')), figures text NOT NULL,
  tool_version text NOT NULL, opened_ms bigint NOT NULL, changed_ms bigint NOT NULL, ends_ms bigint, appeal text,
  decided_ms bigint, reason text, PRIMARY KEY (member_id, signal_id));
CREATE INDEX flag_signal ON flag (signal_id);
CREATE INDEX flag_open ON flag (opened_ms) WHERE status = 'open';
CREATE INDEX flag_changed ON flag (changed_ms);

-- When a member was last checked, and when rows of theirs were last looked at for being those of somebody else.
CREATE TABLE check_state (member_id bigint PRIMARY KEY, checked_ms bigint NOT NULL);
CREATE INDEX member_day_changed ON member_day (changed_ms);

-- Rows that may be compared with those of others, see C8.
CREATE INDEX usage_hour_large ON usage_hour (h, inp, cr) WHERE inp + outp + cr + cw >= 1000000;

-- Checks that could not run, by name, and how many times since.
CREATE TABLE failed_check (code text PRIMARY KEY, at_ms bigint NOT NULL, times int NOT NULL);

-- evidence_salt: goes into the hashes of sessions, so that they mean nothing elsewhere.
ALTER TABLE board ADD COLUMN evidence_salt bytea;
-- Who was asked for evidence, and what came of it.
CREATE TABLE evidence_ask (member_id bigint PRIMARY KEY, asked_ms bigint NOT NULL, answered_ms bigint, outcome text);
-- What each device has shown, and for how many tokens.
CREATE TABLE evidence_part (
  member_id bigint NOT NULL, device_id int NOT NULL, at_ms bigint NOT NULL, outcome text NOT NULL, tokens bigint NOT NULL,
  PRIMARY KEY (member_id, device_id));
-- Sessions that members have told of, by keyed hash. first_ms: who told first.
CREATE TABLE session_claim (
  member_id bigint NOT NULL, hash bytea NOT NULL, first_ms bigint NOT NULL, expires_ms bigint NOT NULL, tokens bigint NOT NULL,
  PRIMARY KEY (member_id, hash));
CREATE INDEX session_claim_hash ON session_claim (hash);
CREATE INDEX session_claim_expires ON session_claim (expires_ms);

-- Whom a provider's report means, by keyed hash of what the provider calls them; chosen by the member or told by sign-in.
CREATE TABLE provider_link (
  member_id bigint NOT NULL, provider text NOT NULL, user_hash bytea NOT NULL, linked_ms bigint NOT NULL,
  PRIMARY KEY (member_id, provider, user_hash));
CREATE INDEX provider_link_user ON provider_link (provider, user_hash);
-- What a provider reports of a linked member's UTC day.
CREATE TABLE provider_day (
  member_id bigint NOT NULL, provider text NOT NULL, day int NOT NULL, tokens bigint NOT NULL, read_ms bigint NOT NULL,
  PRIMARY KEY (member_id, provider, day));
