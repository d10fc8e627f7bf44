-- timely_*: what had been told within seven days of the hour, of a row that changed later; NULL where none did. What a row was raised
-- by since does not count for the rank. Of rows that were raised before this step it is not known: they count as they are.
ALTER TABLE usage_hour ADD COLUMN timely_inp bigint, ADD COLUMN timely_outp bigint, ADD COLUMN timely_cr bigint,
  ADD COLUMN timely_cw bigint, ADD COLUMN timely_turns int;
