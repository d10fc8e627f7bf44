-- Each device tells what came of a day on its own machine: two of one person no longer replace each other's.
-- What was stored before is the device's of who has one. Of who has several it is not known which of them told it, and some of it
-- was lost to another: they tell their last 62 days again.
ALTER TABLE outcome_day ADD COLUMN device_id int;
UPDATE outcome_day SET device_id = d.device_id
FROM (SELECT member_id, min(device_id) AS device_id FROM device GROUP BY member_id HAVING count(*) = 1) d
WHERE d.member_id = outcome_day.member_id;
DELETE FROM outcome_day WHERE device_id IS NULL;
ALTER TABLE outcome_day ALTER COLUMN device_id SET NOT NULL, DROP CONSTRAINT outcome_day_pkey,
  ADD PRIMARY KEY (member_id, day, device_id);
