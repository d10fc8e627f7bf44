-- Notes that a viewer is about to be shown the names of others, in one round trip. Answers NULL; or, where the viewer has read names
-- as often as anybody may since hour_began_ms, the time of the first of those readings, and notes nothing.
CREATE FUNCTION note_named_read(
  viewer text, now_ms bigint, shown_view text, others bigint[], most int, hour_began_ms bigint, today int, day_began_ms bigint)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  readings bigint;
  first_ms bigint;
BEGIN
  -- One at a time per viewer, so that many requests at once do not get by the limit.
  PERFORM pg_advisory_xact_lock(hashtextextended(viewer, 0));
  SELECT count(*), coalesce(min(l.at_ms), 0) INTO readings, first_ms
  FROM access_log l WHERE l.viewer_id = viewer AND l.at_ms > hour_began_ms;
  IF readings >= most THEN RETURN first_ms; END IF;
  IF NOT EXISTS (
    SELECT 1 FROM access_log l WHERE l.viewer_id = viewer AND l.view = shown_view AND l.at_ms >= day_began_ms)
  THEN
    INSERT INTO look_waiting (day, view, subjects) VALUES (today, shown_view, others);
  END IF;
  INSERT INTO access_log (viewer_id, at_ms, view, people) VALUES (viewer, now_ms, shown_view, cardinality(others));
  RETURN NULL;
END $$;
