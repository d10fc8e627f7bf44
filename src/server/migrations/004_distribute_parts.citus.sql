-- Runs only where the Citus extension is; rows of one member lie on one node.
SELECT create_reference_table('team');
SELECT create_distributed_table('badge', 'member_id', colocate_with => 'member');
SELECT create_distributed_table('outcome_day', 'member_id', colocate_with => 'member');
SELECT create_distributed_table('rank_snapshot', 'member_id', colocate_with => 'member');
SELECT create_reference_table('published_block');
SELECT create_reference_table('published');
SELECT create_reference_table('job_mark');
SELECT create_distributed_table('member_part', 'member_id', colocate_with => 'member');
SELECT create_distributed_table('member_share', 'member_id', colocate_with => 'member');
SELECT create_distributed_table('member_figure', 'member_id', colocate_with => 'member');
SELECT create_distributed_table('published_part', 'member_id', colocate_with => 'member');
