SELECT create_reference_table('publication');
