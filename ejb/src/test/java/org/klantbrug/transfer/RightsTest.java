package org.klantbrug.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.klantbrug.transfer.MadeUpMerger.T;

import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.klantbrug.shared.OnDatabase;
import org.postgresql.util.PSQLException;

/** What the role of the running application may do; the owner of the schema may do everything. */
@OnDatabase
class RightsTest {
  private final SmallTakeover takeover = SmallTakeover.staged();
  private final MadeUpMerger in = takeover.in;

  @BeforeEach
  void becomeTheApplication() {
    in.sql(
        "do $$ begin if not exists (select from pg_roles where rolname = 'klantbrug_app') then create role klantbrug_app; end if; end $$");
    Flyway.configure()
        .dataSource(in.source())
        .locations("classpath:db/migration")
        .placeholders(Map.of("appRole", "klantbrug_app"))
        .load()
        .migrate();
    in.sql("set role klantbrug_app");
  }

  @AfterEach
  void close() {
    in.close();
  }

  @Test
  void theApplicationCanRehearseTransferReconcileAndUndo() {
    in.rehearsal.begin(takeover.run, in.operator, T);
    in.transfer.goLive(in.lease, in.carry(takeover.run, Kind.OWN, true), T);
    in.rehearsal.drop(takeover.run, in.operator, T);

    takeover.carriedLive();
    var history = in.number("select id from transfer_cutover where kind = 'HISTORY'");

    assertThat(in.reconciliation.make(history, T).balanced()).isTrue();
    in.transfer.undo(history, in.operator, "te vroeg", T);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update transfer_ledger set outcome = 'CREATED'",
        "delete from transfer_ledger",
        "create temporary table privacy_request (id bigint)",
        "insert into privacy_emptied values (1)",
        "update privacy_retention_log set rows = 0",
        "delete from privacy_retention_log",
        "update privacy_retention_rule set basis_nl = 'Zomaar'",
        "select privacy_empty_words('{}', '{}', '{}')",
        "delete from transfer_ledger_3",
        "truncate transfer_ledger",
        "update audit_event set actor = 'nobody'",
        "update sla_event set reason = 'nothing'",
        "delete from sla_event",
        "update sla_policy set amount = 0",
        "delete from audit_event",
        "update merger_control_total_change set old_value = new_value",
        "delete from merger_control_total_change",
        "update transfer_explanation set staff_id = staff_id",
        "delete from transfer_explanation",
        "update complaint_event set words = 'nothing'",
        "delete from complaint_event",
        "delete from complaint_complaint",
        "truncate customer_identity",
        "create table mine (id bigint)",
        "alter table customer_party add column mine text",
        "drop table contact_contact",
        "create table rehearsal.mine (id bigint)",
        "delete from flyway_schema_history"
      })
  void theApplicationMayNot(String sql) {
    assertThatThrownBy(() -> in.sql(sql))
        .hasRootCauseInstanceOf(PSQLException.class)
        .hasStackTraceContaining("ERROR: ")
        .rootCause()
        .message()
        .containsAnyOf("permission denied", "must be owner");
  }
}
