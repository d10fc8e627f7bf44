-- Figures are published in many short transactions, of which the last has everybody be shown them. pass: the parts that hold.
-- newest_pass: the last that was begun. departures: how many have left the board; a pass during which somebody does is of no account.
CREATE TABLE publication (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  pass int NOT NULL DEFAULT 0, newest_pass int NOT NULL DEFAULT 0, departures bigint NOT NULL DEFAULT 0);
INSERT INTO publication DEFAULT VALUES;

-- pass: what is of another than the one that holds is not published, or is so no longer.
ALTER TABLE published_part ADD COLUMN pass int NOT NULL DEFAULT 0;
ALTER TABLE published_part ALTER COLUMN pass DROP DEFAULT, DROP CONSTRAINT published_part_pkey,
  ADD PRIMARY KEY (member_id, pass, block);
DROP INDEX published_part_block;
