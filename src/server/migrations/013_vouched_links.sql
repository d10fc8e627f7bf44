-- What a provider calls somebody, as the directory told it when they signed in: a keyed hash, for as long as the session.
ALTER TABLE session ADD COLUMN provider_user bytea;
-- Links were made by anybody's word: who named a colleague's address could read that person's days.
DELETE FROM provider_link;
DELETE FROM provider_day;
