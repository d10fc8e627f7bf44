-- Runs only where the Citus extension is; rows of one member lie on one node.
SELECT create_reference_table('team');
SELECT create_distributed_table('team_day', 'member_id', colocate_with => 'member');
SELECT create_distributed_table('badge', 'member_id', colocate_with => 'member');
SELECT create_distributed_table('outcome_day', 'member_id', colocate_with => 'member');
SELECT create_distributed_table('rank_snapshot', 'member_id', colocate_with => 'member');
