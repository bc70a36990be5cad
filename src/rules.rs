//! The registry: every rule, one line each.

use crate::rule::Rule;

mod add_check_without_not_valid;
mod add_column_constrained_domain;
mod add_column_identity;
mod add_column_not_null_no_default;
mod add_column_serial;
mod add_column_stored_generated;
mod add_column_volatile_default;
mod add_constraint_not_idempotent;
mod add_enum_value_compat;
mod add_exclusion_constraint;
mod add_fk_without_not_valid;
mod add_primary_key_without_index;
mod add_unique_without_index;
mod advisory_lock_pooler;
mod alter_column_type_rewrite;
mod analyze_after_index;
mod attach_partition_unprepared;
mod autovacuum_disabled;
mod backfill_before_sync;
mod backfill_not_rerunnable;
mod blanket_suppression;
mod byte_order_mark;
mod cached_plan_breaks;
mod certain_failure;
mod char_type;
mod collation_not_allowed;
mod column_alignment;
mod column_change_breaks_function;
mod column_statistics_lost;
mod combine_alter_table;
mod composite_attribute_change;
mod concurrent_index_invalid_retry;
mod concurrent_op_with_lock_timeout;
mod concurrent_op_with_statement_timeout;
mod concurrently_in_transaction;
mod create_partition_of_lock;
mod create_with_data;
mod data_in_schema_migration;
mod ddl_after_dml;
mod ddl_and_backfill_same_transaction;
mod ddl_not_replicated;
mod ddl_via_function_call;
mod default_partition_growth;
mod delete_cascade;
mod delete_without_where;
mod detach_inheritance_compat;
mod detach_partition_not_concurrent;
mod disable_trigger;
mod discouraged_type;
mod domain_constraint_scan;
mod domain_with_constraint;
mod drop_cascade;
mod drop_constraint;
mod drop_extension;
mod drop_function;
mod drop_index_not_concurrent;
mod drop_not_null;
mod drop_partition_lock;
mod drop_sequence;
mod drop_view;
mod drop_without_archive;
mod dual_write_trigger_recursion;
mod duplicate_column_assignment;
mod duplicate_version;
mod edited_migration;
mod enum_type;
mod enum_value_order;
mod enum_value_used_in_transaction;
mod exposed_to_api;
mod extension_in_public;
mod extension_unpinned;
mod fk_missing_index;
mod fk_policy;
mod fk_type_mismatch;
mod function_options_replaced;
mod function_overload_ambiguous;
mod function_search_path;
mod function_volatility_change;
mod generated_expression_change;
mod gin_jsonb_operator_mismatch;
mod grant_all;
mod grant_to_public;
mod identifier_too_long;
mod identity_always;
mod if_exists_hides_typo;
mod if_not_exists_masks_drift;
mod implicit_name;
mod incomplete_replacement;
mod index_limits;
mod index_not_concurrent;
mod index_only_parent_never_attached;
mod index_replacement_gap;
mod insert_column_order;
mod insert_without_columns;
mod insert_without_on_conflict;
mod insufficient_privilege;
mod irreversible_unmarked;
mod json_type;
mod lock_budget_exceeded;
mod lock_order_inversion;
mod lock_upgrade_in_transaction;
mod loose_column;
mod missing_rollback;
mod multiple_permissive_policies;
mod name_outside_search_path;
mod naming_convention;
mod narrow_integer;
mod new_table_no_grants;
mod new_write_restriction;
mod non_transactional_statement_in_transaction;
mod not_enforced_constraint;
mod not_null_before_backfill;
mod not_valid_never_validated;
mod not_valid_on_new_table;
mod null_comparison;
mod null_erases_value;
mod object_conflict;
mod opaque_dynamic_sql;
mod out_of_order_migration;
mod parameter_named_as_column;
mod partition_policy;
mod pending_trigger_events;
mod pglz_compression;
mod policy_always_true;
mod policy_change;
mod policy_per_row_function;
mod policy_without_rls;
mod prefer_not_null_not_valid;
mod prepared_transaction;
mod privilege_in_schema_migration;
mod published_without_replica_identity;
mod query_style;
mod random_uuid_primary_key;
mod recursive_policy;
mod redundant_index;
mod refresh_matview_not_concurrent;
mod reindex_not_concurrent;
mod release_coupling;
mod rename_column;
mod rename_enum_value;
mod rename_object;
mod rename_table;
mod replace_object_behavior;
mod replica_identity_change;
mod require_analyze_after_backfill;
mod require_application_name;
mod require_idle_in_transaction_timeout;
mod require_if_exists;
mod require_if_not_exists;
mod require_lock_timeout;
mod require_set_role;
mod require_statement_timeout;
mod required_column;
mod required_columns;
mod revoke_or_owner_change;
mod rls_disabled;
mod rls_not_enabled;
mod rls_without_policy;
mod role_or_db_setting_change;
mod role_shut_out;
mod rollback_destructive;
mod rollback_incomplete;
mod rollback_unsafe_lock;
mod rows_may_violate;
mod savepoint_in_migration;
mod schema_not_qualified;
mod secret_in_migration;
mod security_definer_public_execute;
mod security_definer_view;
mod sequence_not_reset;
mod sequence_value_change;
mod serial_column;
mod serial_sequence_left_integer;
mod session_replication_role;
mod session_setting_leak;
mod set_default;
mod set_local_outside_transaction;
mod set_not_null_scan;
mod set_null_on_not_null;
mod set_schema;
mod slow_statement_while_holding_lock;
mod spatial_column_without_index;
mod standby_conflict;
mod still_used_in_code;
mod superuser_operation;
mod swallowed_error;
mod suppression_expired;
mod suppression_of_critical;
mod sync_trigger_dropped_early;
mod sync_trigger_left_behind;
mod syntax_error;
mod system_catalog_write;
mod table_inheritance;
mod table_rewrite;
mod table_without_primary_key;
mod timeout_inverted;
mod timeout_not_effective;
mod timeout_set_in_file;
mod timeout_too_long;
mod timestamp_without_time_zone;
mod transaction_nesting;
mod trigger_breaks_writes;
mod trigger_field_missing;
mod trigger_without_effect;
mod truncate;
mod truncate_cascade;
mod unbatched_backfill;
mod unbatched_insert_select;
mod uncommitted_transaction;
mod undocumented_object;
mod unlocked_table_swap;
mod unlogged_table;
mod unrecognized_filename;
mod untrusted_extension;
mod unused_suppression;
mod update_without_where;
mod uses_object_created_later;
mod validate_in_same_transaction;
mod varchar_limit;
mod vector_index_tuning;
mod version_mismatch_syntax;
mod volatile_check_constraint;

/// Every rule, in the order that findings at one place are shown.
pub static RULES: &[&Rule] = &[
    &certain_failure::RULE,
    &concurrently_in_transaction::RULE,
    &non_transactional_statement_in_transaction::RULE,
    &enum_value_used_in_transaction::RULE,
    &pending_trigger_events::RULE,
    &transaction_nesting::RULE,
    &uncommitted_transaction::RULE,
    &function_overload_ambiguous::RULE,
    &duplicate_column_assignment::RULE,
    &set_local_outside_transaction::RULE,
    &prepared_transaction::RULE,
    &savepoint_in_migration::RULE,
    &session_replication_role::RULE,
    &session_setting_leak::RULE,
    &advisory_lock_pooler::RULE,
    &ddl_after_dml::RULE,
    &index_not_concurrent::RULE,
    &drop_index_not_concurrent::RULE,
    &reindex_not_concurrent::RULE,
    &refresh_matview_not_concurrent::RULE,
    &attach_partition_unprepared::RULE,
    &create_partition_of_lock::RULE,
    &drop_partition_lock::RULE,
    &detach_partition_not_concurrent::RULE,
    &lock_upgrade_in_transaction::RULE,
    &lock_order_inversion::RULE,
    &disable_trigger::RULE,
    &combine_alter_table::RULE,
    &lock_budget_exceeded::RULE,
    &standby_conflict::RULE,
    &default_partition_growth::RULE,
    &partition_policy::RULE,
    &detach_inheritance_compat::RULE,
    &add_column_not_null_no_default::RULE,
    &add_column_volatile_default::RULE,
    &add_column_constrained_domain::RULE,
    &add_column_stored_generated::RULE,
    &add_column_serial::RULE,
    &add_column_identity::RULE,
    &alter_column_type_rewrite::RULE,
    &column_statistics_lost::RULE,
    &table_rewrite::RULE,
    &domain_constraint_scan::RULE,
    &add_fk_without_not_valid::RULE,
    &add_check_without_not_valid::RULE,
    &add_unique_without_index::RULE,
    &add_primary_key_without_index::RULE,
    &add_exclusion_constraint::RULE,
    &set_not_null_scan::RULE,
    &validate_in_same_transaction::RULE,
    &ddl_and_backfill_same_transaction::RULE,
    &slow_statement_while_holding_lock::RULE,
    &fk_missing_index::RULE,
    &serial_sequence_left_integer::RULE,
    &not_valid_never_validated::RULE,
    &index_only_parent_never_attached::RULE,
    &index_replacement_gap::RULE,
    &redundant_index::RULE,
    &fk_type_mismatch::RULE,
    &set_null_on_not_null::RULE,
    &volatile_check_constraint::RULE,
    &concurrent_op_with_statement_timeout::RULE,
    &rows_may_violate::RULE,
    &create_with_data::RULE,
    &prefer_not_null_not_valid::RULE,
    &domain_with_constraint::RULE,
    &not_enforced_constraint::RULE,
    &fk_policy::RULE,
    &implicit_name::RULE,
    &not_valid_on_new_table::RULE,
    &index_limits::RULE,
    &gin_jsonb_operator_mismatch::RULE,
    &vector_index_tuning::RULE,
    &spatial_column_without_index::RULE,
    &analyze_after_index::RULE,
    &syntax_error::RULE,
    &version_mismatch_syntax::RULE,
    &uses_object_created_later::RULE,
    &object_conflict::RULE,
    &duplicate_version::RULE,
    &out_of_order_migration::RULE,
    &edited_migration::RULE,
    &unrecognized_filename::RULE,
    &drop_without_archive::RULE,
    &drop_cascade::RULE,
    &drop_sequence::RULE,
    &drop_extension::RULE,
    &system_catalog_write::RULE,
    &drop_constraint::RULE,
    &published_without_replica_identity::RULE,
    &truncate::RULE,
    &truncate_cascade::RULE,
    &delete_without_where::RULE,
    &delete_cascade::RULE,
    &update_without_where::RULE,
    &unbatched_backfill::RULE,
    &backfill_before_sync::RULE,
    &not_null_before_backfill::RULE,
    &backfill_not_rerunnable::RULE,
    &insert_column_order::RULE,
    &insert_without_on_conflict::RULE,
    &insufficient_privilege::RULE,
    &sync_trigger_left_behind::RULE,
    &trigger_field_missing::RULE,
    &trigger_breaks_writes::RULE,
    &trigger_without_effect::RULE,
    &parameter_named_as_column::RULE,
    &column_change_breaks_function::RULE,
    &sync_trigger_dropped_early::RULE,
    &dual_write_trigger_recursion::RULE,
    &sequence_not_reset::RULE,
    &if_exists_hides_typo::RULE,
    &null_comparison::RULE,
    &null_erases_value::RULE,
    &rename_table::RULE,
    &rename_column::RULE,
    &still_used_in_code::RULE,
    &drop_view::RULE,
    &drop_function::RULE,
    &rename_object::RULE,
    &set_schema::RULE,
    &rename_enum_value::RULE,
    &required_column::RULE,
    &composite_attribute_change::RULE,
    &identity_always::RULE,
    &generated_expression_change::RULE,
    &function_options_replaced::RULE,
    &replace_object_behavior::RULE,
    &cached_plan_breaks::RULE,
    &drop_not_null::RULE,
    &set_default::RULE,
    &new_write_restriction::RULE,
    &add_enum_value_compat::RULE,
    &enum_value_order::RULE,
    &sequence_value_change::RULE,
    &replica_identity_change::RULE,
    &role_or_db_setting_change::RULE,
    &unbatched_insert_select::RULE,
    &data_in_schema_migration::RULE,
    &require_analyze_after_backfill::RULE,
    &insert_without_columns::RULE,
    &query_style::RULE,
    &ddl_not_replicated::RULE,
    &function_volatility_change::RULE,
    &require_lock_timeout::RULE,
    &require_statement_timeout::RULE,
    &timeout_not_effective::RULE,
    &timeout_too_long::RULE,
    &timeout_inverted::RULE,
    &timeout_set_in_file::RULE,
    &require_application_name::RULE,
    &require_idle_in_transaction_timeout::RULE,
    &concurrent_op_with_lock_timeout::RULE,
    &concurrent_index_invalid_retry::RULE,
    &require_if_not_exists::RULE,
    &require_if_exists::RULE,
    &add_constraint_not_idempotent::RULE,
    &if_not_exists_masks_drift::RULE,
    &rls_not_enabled::RULE,
    &function_search_path::RULE,
    &name_outside_search_path::RULE,
    &security_definer_public_execute::RULE,
    &security_definer_view::RULE,
    &rls_without_policy::RULE,
    &policy_without_rls::RULE,
    &recursive_policy::RULE,
    &rls_disabled::RULE,
    &policy_always_true::RULE,
    &multiple_permissive_policies::RULE,
    &policy_change::RULE,
    &policy_per_row_function::RULE,
    &grant_to_public::RULE,
    &grant_all::RULE,
    &role_shut_out::RULE,
    &revoke_or_owner_change::RULE,
    &privilege_in_schema_migration::RULE,
    &new_table_no_grants::RULE,
    &unlocked_table_swap::RULE,
    &incomplete_replacement::RULE,
    &superuser_operation::RULE,
    &untrusted_extension::RULE,
    &extension_in_public::RULE,
    &extension_unpinned::RULE,
    &secret_in_migration::RULE,
    &require_set_role::RULE,
    &exposed_to_api::RULE,
    &autovacuum_disabled::RULE,
    &table_without_primary_key::RULE,
    &unlogged_table::RULE,
    &json_type::RULE,
    &narrow_integer::RULE,
    &serial_column::RULE,
    &varchar_limit::RULE,
    &char_type::RULE,
    &timestamp_without_time_zone::RULE,
    &discouraged_type::RULE,
    &enum_type::RULE,
    &random_uuid_primary_key::RULE,
    &column_alignment::RULE,
    &required_columns::RULE,
    &loose_column::RULE,
    &undocumented_object::RULE,
    &table_inheritance::RULE,
    &pglz_compression::RULE,
    &collation_not_allowed::RULE,
    &identifier_too_long::RULE,
    &naming_convention::RULE,
    &schema_not_qualified::RULE,
    &release_coupling::RULE,
    &byte_order_mark::RULE,
    &swallowed_error::RULE,
    &missing_rollback::RULE,
    &rollback_destructive::RULE,
    &rollback_unsafe_lock::RULE,
    &irreversible_unmarked::RULE,
    &opaque_dynamic_sql::RULE,
    &ddl_via_function_call::RULE,
    &rollback_incomplete::RULE,
    &unused_suppression::RULE,
    &blanket_suppression::RULE,
    &suppression_expired::RULE,
    &suppression_of_critical::RULE,
];

/// The rule with this id, or that accepts it as another tool's name for the same thing.
pub fn find(name: &str) -> Option<&'static Rule> {
    let by_id = RULES.iter().find(|rule| rule.id == name);
    by_id.or_else(|| RULES.iter().find(|rule| rule.page().aliases.contains(&name))).copied()
}

/// The rule with this id, or every rule that accepts it as another tool's name: one check there can be several here.
pub fn find_all(name: &str) -> Vec<&'static Rule> {
    let by_id = RULES.iter().find(|rule| rule.id == name);
    match by_id {
        Some(rule) => vec![*rule],
        None => RULES.iter().filter(|rule| rule.page().aliases.contains(&name)).copied().collect(),
    }
}
