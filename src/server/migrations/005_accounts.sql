-- names_off: nobody's name is shown to anybody. identity_salt: goes into identity_hash, so that it means nothing elsewhere.
ALTER TABLE board ADD COLUMN names_off boolean NOT NULL DEFAULT false;
ALTER TABLE board ADD COLUMN identity_salt bytea;

-- Who may sign in. member_id is a person's number, also of one who takes no part: then no member has it.
-- viewer_id: what the logs call them; it goes with the account, and the logs tell of nobody any more.
-- name: of a named account of staff only.
CREATE TABLE account (member_id bigint PRIMARY KEY, viewer_id text NOT NULL, created_ms bigint NOT NULL, name text);
CREATE INDEX account_viewer ON account (viewer_id);

CREATE TABLE role_grant (
  member_id bigint NOT NULL, role text NOT NULL CHECK (role IN ('moderator', 'operator', 'auditor')), granted_ms bigint NOT NULL,
  PRIMARY KEY (member_id, role));

-- A name of staff belongs to one account, whatever its capitals.
CREATE TABLE staff_name (folded text PRIMARY KEY, member_id bigint NOT NULL);
CREATE INDEX staff_name_member ON staff_name (member_id);

-- Whom the company's directory means: a keyed hash of issuer and subject, and no name or address.
CREATE TABLE identity (identity_hash bytea PRIMARY KEY, member_id bigint NOT NULL);
CREATE INDEX identity_member ON identity (member_id);

-- token_hash: tokens themselves are never stored. directory_roles: those that the directory gave at sign-in, with spaces between.
CREATE TABLE session (
  token_hash bytea PRIMARY KEY, member_id bigint NOT NULL, directory_roles text NOT NULL, created_ms bigint NOT NULL,
  seen_ms bigint NOT NULL, ends_ms bigint NOT NULL);
CREATE INDEX session_member ON session (member_id);
CREATE INDEX session_ends ON session (ends_ms);

CREATE TABLE sign_in_code (code_hash bytea PRIMARY KEY, member_id bigint NOT NULL, expires_ms bigint NOT NULL);
CREATE INDEX sign_in_code_member ON sign_in_code (member_id);

-- Sign-ins that have begun at the company's directory and are not back yet.
CREATE TABLE oidc_flow (
  flow_hash bytea PRIMARY KEY, state text NOT NULL, nonce text NOT NULL, verifier text NOT NULL, expires_ms bigint NOT NULL);

-- Every reading of names. people: how many names it showed.
CREATE TABLE access_log (viewer_id text NOT NULL, at_ms bigint NOT NULL, view text NOT NULL, people int NOT NULL);
CREATE INDEX access_log_viewer ON access_log (viewer_id, at_ms);
CREATE INDEX access_log_at ON access_log (at_ms);
CREATE INDEX access_log_view ON access_log (view, at_ms);

-- How many people looked at a view with the member's name on a UTC day.
CREATE TABLE look_day (
  member_id bigint NOT NULL, day int NOT NULL, view text NOT NULL, people int NOT NULL, PRIMARY KEY (member_id, day, view));
CREATE INDEX look_day_day ON look_day (day);

-- Every decision of staff. actor and subject are viewer_ids.
CREATE TABLE audit_log (
  audit_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at_ms bigint NOT NULL, actor text NOT NULL, action text NOT NULL,
  subject text, reason text NOT NULL);
CREATE INDEX audit_log_at ON audit_log (at_ms);
CREATE INDEX audit_log_subject ON audit_log (subject) WHERE subject IS NOT NULL;

-- Rows of the audit log are never changed, and deleted only by a transaction that says it is the end of their retention.
CREATE FUNCTION keep_audit_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('board.retention', true) = 'on' THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'The audit log is only ever added to';
END $$;
CREATE TRIGGER audit_log_kept BEFORE UPDATE OR DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION keep_audit_log();
