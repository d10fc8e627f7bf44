-- Runs only where the Citus extension is; rows of one member lie on one node.
SELECT create_reference_table('board');
SELECT create_reference_table('term');
SELECT create_reference_table('invitation');
SELECT create_reference_table('score_bucket');
SELECT create_reference_table('tombstone');
SELECT create_distributed_table('member', 'member_id');
SELECT create_distributed_table('device', 'member_id', colocate_with => 'member');
SELECT create_distributed_table('batch_reply', 'member_id', colocate_with => 'member');
SELECT create_distributed_table('usage_hour', 'member_id', colocate_with => 'member');
SELECT create_distributed_table('member_day', 'member_id', colocate_with => 'member');
SELECT create_distributed_table('window30', 'member_id', colocate_with => 'member');
SELECT create_distributed_table('handle', 'folded', colocate_with => 'none');
SELECT create_distributed_table('registration', 'public_key', colocate_with => 'none');
