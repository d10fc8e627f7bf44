SELECT create_reference_table('failed_check');
SELECT create_distributed_table('flag', 'member_id', colocate_with => 'member');
SELECT create_distributed_table('check_state', 'member_id', colocate_with => 'member');
SELECT create_distributed_table('evidence_ask', 'member_id', colocate_with => 'member');
SELECT create_distributed_table('evidence_part', 'member_id', colocate_with => 'member');
SELECT create_distributed_table('session_claim', 'member_id', colocate_with => 'member');
SELECT create_distributed_table('provider_link', 'member_id', colocate_with => 'member');
SELECT create_distributed_table('provider_day', 'member_id', colocate_with => 'member');
