SELECT create_reference_table('look_waiting');
