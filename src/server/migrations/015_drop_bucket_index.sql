-- Ranks are counted by members: nothing reads by it, and each upload wrote into it.
DROP INDEX window30_bucket;
