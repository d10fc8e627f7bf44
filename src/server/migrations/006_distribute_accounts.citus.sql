-- Runs only where the Citus extension is. It has no triggers on its tables: there the program alone keeps the audit log.
DROP TRIGGER audit_log_kept ON audit_log;
SELECT create_reference_table('audit_log');
SELECT create_reference_table('staff_name');
SELECT create_distributed_table('account', 'member_id', colocate_with => 'member');
SELECT create_distributed_table('role_grant', 'member_id', colocate_with => 'member');
SELECT create_distributed_table('look_day', 'member_id', colocate_with => 'member');
SELECT create_distributed_table('identity', 'identity_hash', colocate_with => 'none');
SELECT create_distributed_table('session', 'token_hash', colocate_with => 'none');
SELECT create_distributed_table('sign_in_code', 'code_hash', colocate_with => 'none');
SELECT create_distributed_table('oidc_flow', 'flow_hash', colocate_with => 'none');
SELECT create_distributed_table('access_log', 'viewer_id', colocate_with => 'none');
