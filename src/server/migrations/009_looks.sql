-- First looks of a day that are still to be counted in look_day, each with the members who were shown: one row for each look, as
-- hundreds of people look at the same names. Emptied every minute, and before anybody leaves.
CREATE TABLE look_waiting (day int NOT NULL, view text NOT NULL, subjects bigint[] NOT NULL);
