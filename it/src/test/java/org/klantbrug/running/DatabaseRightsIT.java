package org.klantbrug.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.klantbrug.shared.Database;

/** The running application can do its work in the database, and nothing that would hide a trace. */
@ExtendWith(OneKlantbrug.class)
class DatabaseRightsIT {
  private final Database application;
  private final Database owner;

  DatabaseRightsIT(Klantbrug klantbrug) {
    application = klantbrug.asApplication();
    owner = klantbrug.asOwner();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table smuggled (id integer)",
        "create table rehearsal.smuggled (id integer)",
        "create schema smuggled",
        "create view smuggled as select 1",
        "create function smuggled() returns integer language sql as 'select 1'",
        "alter table work_item add column smuggled text",
        "drop table work_item",
        "truncate audit_event",
        "update audit_event set actor = 'nobody'",
        "delete from audit_event",
        "update audit_event_rest set actor = 'nobody'",
        "delete from audit_event_rest",
        "update transfer_reconciliation set balanced = true",
        "delete from transfer_reconciliation",
        "update transfer_reconciliation_line set target_value = source_value",
        "delete from transfer_reconciliation_line",
        "delete from transfer_cutover",
        "delete from customer_identity",
        "delete from contact_contact",
        "delete from merger_run",
        "update transfer_ledger set outcome = 'CREATED'",
        "delete from transfer_ledger",
        "truncate transfer_ledger",
        "update merger_control_total_change set old_value = new_value",
        "delete from merger_control_total_change",
        "update transfer_explanation set staff_id = staff_id",
        "delete from transfer_explanation",
        "update sla_event set reason = 'nothing'",
        "delete from sla_event",
        "delete from sla_clock",
        "update sla_policy set amount = 0",
        "update sla_told set told_at = told_at",
        "delete from flyway_schema_history",
        "create role smuggled",
        "alter role klantbrug_app superuser",
        "copy work_item to '/tmp/smuggled'",
        "copy work_item to program 'cat'"
      })
  void refuses(String statement) {
    assertThatThrownBy(() -> application.use(handle -> handle.execute(statement)))
        .hasMessageContainingAll("ERROR");
  }

  @Test
  void neitherPartOfTheAuditLogNorOfTheLedgerCanBeChanged() {
    var changeable =
        owner.with(
            handle ->
                handle
                    .createQuery(
                        """
                        select p.inhrelid::regclass::text from pg_inherits p
                         where p.inhparent in ('audit_event'::regclass, 'transfer_ledger'::regclass)
                           and (has_table_privilege('klantbrug_app', p.inhrelid, 'UPDATE')
                                or has_table_privilege('klantbrug_app', p.inhrelid, 'DELETE')
                                or has_table_privilege('klantbrug_app', p.inhrelid, 'TRUNCATE'))\
                        """)
                    .mapTo(String.class)
                    .list());

    assertThat(changeable).isEmpty();
  }

  @Test
  void theApplicationOwnsNothingAndIsNobodySpecial() {
    var owned =
        owner.with(
            handle ->
                handle
                    .createQuery(
                        """
                        select count(*) from pg_class c join pg_roles r on r.oid = c.relowner
                         where r.rolname = 'klantbrug_app'\
                        """)
                    .mapTo(Integer.class)
                    .one());
    var special =
        owner.with(
            handle ->
                handle
                    .createQuery(
                        """
                        select rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolreplication
                          from pg_roles where rolname = 'klantbrug_app'\
                        """)
                    .mapTo(Boolean.class)
                    .one());

    assertThat(owned).isZero();
    assertThat(special).isFalse();
  }

  /** What is committed is on disk: the embedding library would switch this off. */
  @ParameterizedTest
  @ValueSource(strings = {"fsync", "synchronous_commit", "full_page_writes"})
  void writesAreDurable(String setting) {
    assertThat(
            owner.<String>with(
                handle ->
                    handle
                        .createQuery("select current_setting(:setting)")
                        .bind("setting", setting)
                        .mapTo(String.class)
                        .one()))
        .isEqualTo("on");
  }
}
