package org.klantbrug.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.klantbrug.shared.OnDatabase;

/** What was carried, counted, decided and signed cannot be changed in the database afterwards. */
@OnDatabase
class EvidenceTest {
  private final MadeUpMerger in = new MadeUpMerger();

  @AfterEach
  void close() {
    in.close();
  }

  @BeforeEach
  void aStatementIsMade() {
    in.run();
    in.sql(
        """
        insert into transfer_cutover (run_id, merger_id, company_id, kind, state, started_by, started_at)
        select r.id, m.id, m.acquired_id, 'TRANSFER', 'LIVE', r.started_by, now()
          from merger_run r join merger_merger m on m.id = r.merger_id limit 1""");
    in.sql(
        """
        insert into transfer_reconciliation (cutover_id, made_at, balanced)
        select max(id), now(), false from transfer_cutover""");
    in.sql(
        """
        insert into transfer_reconciliation_line
          (reconciliation_id, no, entity, measure, source_value, target_value, differing_records)
        select max(id), 1, 'CUSTOMER', 'COUNT', 2, 1, 1 from transfer_reconciliation""");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update transfer_reconciliation set balanced = true",
        "update transfer_reconciliation set made_at = now()",
        "delete from transfer_reconciliation",
        "update transfer_reconciliation_line set target_value = 2",
        "update transfer_reconciliation_line set differing_records = 0",
        "delete from transfer_reconciliation_line",
        "update transfer_ledger set outcome = 'CREATED'",
        "delete from transfer_ledger",
        "delete from transfer_cutover",
        "update audit_event set actor = 'nobody'",
        "delete from audit_event",
        "update matching_verdict set verdict = 'SAME'",
        "delete from matching_verdict",
        "delete from customer_identity",
        "delete from customer_identity_check",
        "delete from contact_contact_0",
        "delete from contact_note",
        "update contact_question set asked = 'Something else'",
        "delete from contact_promise",
        "update contact_promise_event set kind = 'KEPT'",
        "delete from contact_promise_event",
        "update attachment_content set bytes = null",
        "update outbound_message set body = 'Something else'",
        "delete from outbound_message",
        "update outbound_event set kind = 'SENT'",
        "update outbound_text_version set text_nl = 'Something else'",
        "delete from outbound_text_version",
        "update complaint_regime_version set body_nl = 'Something else'",
        "delete from complaint_regime_version",
        "update mailbox_message set text = 'Something else'",
        "delete from mailbox_message",
        "update signal_told set how = 'PHONE'",
        "delete from signal_told",
        "update crisis_log set text = 'Something else'",
        "delete from crisis_log",
        "update crisis_briefing set say = 'Something else'",
        "delete from crisis_briefing",
        "delete from crisis_crisis",
        "update crisis_scenario_version set steps = 'Something else'",
        "delete from crisis_scenario_version",
        "update crisis_chosen set version = 1",
        "delete from crisis_step",
        "update crisis_report set known = 'Something else'",
        "delete from crisis_report",
        "delete from crisis_handover",
        "delete from crisis_evaluation",
        "delete from crisis_action",
        "update knowledge_item_version set answer_nl = 'Something else'",
        "delete from knowledge_item_version",
        "delete from knowledge_event",
        "update threat_judgement set judgement = 'CRISIS'",
        "delete from threat_judgement",
        "update threat_event set told_id = null",
        "delete from threat_event",
        "update threat_figure set counted = 0",
        "delete from threat_report",
        "delete from knowledge_item",
        "update knowledge_occasion set said = 'Something else'",
        "delete from knowledge_occasion",
        "delete from knowledge_contradiction",
        "update brake_hold set reason = 'Something else'",
        "delete from brake_hold",
        "update alarm_alarm set kind = 'REPEAT'",
        "delete from alarm_alarm",
        "update alarm_figure set counted = 0",
        "delete from alarm_figure",
        "update alarm_answer set reason = 'Something else'",
        "delete from alarm_answer",
        "update programme_briefing set body = 'Something else'",
        "update programme_item_event set note = 'Something else'",
        "update programme_signature set signer_name = 'Somebody else'",
        "update programme_measure set valid = 0",
        "delete from programme_item",
        "delete from programme_reader",
        "update work_move_item set priority = 1",
        "delete from work_move_item",
        "update work_move set reason = 'Something else'",
        "delete from work_move",
        "update billing_change set new_value = 'Something else'",
        "update billing_sheet set from_day = '2030-01-01'",
        "delete from billing_sheet",
        "update billing_handover_file set sha256 = ''",
        "update billing_handover_line set change = 'ENDED'",
        "update billing_handover_out set at = now()",
        "update complaint_payout_out set at = now()",
        "delete from billing_account",
        "update billing_debit set amount = 1",
        "update billing_late_item set outcome = 'STAYS'",
        "update billing_verification set verified = 1",
        "update wave_late_record set deed = 'NOTHING'",
        "delete from wave_late_record",
        "update billing_asked set kind = 'COLLECT'",
        "delete from billing_asked",
        "update billing_uncollected set day = '2030-01-01'",
        "delete from billing_uncollected",
        "update ending_look set missing = 0",
        "update ending_word set words = 'Something else'",
        "update ending_signature set signed_by = 1",
        "update ending_archive set folder = 'elsewhere'",
        "update ending_archive_check set wrong = '{}'",
        "delete from ending_archive_access",
        "update ending_purge set asked_by = 1",
        "delete from ending_purge_part",
        "delete from merger_run"
      })
  void theApplicationMayNot(String statement) {
    assertThatThrownBy(() -> asApplication(statement)).hasMessageContaining("permission denied");
  }

  @Test
  void theApplicationMayAddWhatPeopleSayOfAStatement() {
    asApplication(
        "update transfer_reconciliation_line set explanation = 'One was let go', explained_by = "
            + in.operator);
    asApplication(
        "update transfer_reconciliation set signed_at = now(), signed_by = " + in.operator);

    assertThat(all("select 1 from transfer_reconciliation where signed_at is not null")).hasSize(1);
  }

  @Test
  void nobodyChangesASignedStatement() {
    in.sql("update transfer_reconciliation set signed_at = now(), signed_by = " + in.operator);

    for (var statement :
        List.of(
            "update transfer_reconciliation set signed_at = null, signed_by = null",
            "delete from transfer_reconciliation",
            "update transfer_reconciliation_line set explanation = 'Another one'",
            "delete from transfer_reconciliation_line",
            """
            insert into transfer_reconciliation_line
              (reconciliation_id, no, entity, measure, source_value, target_value, differing_records)
            select max(id), 2, 'CONTACT', 'COUNT', 1, 1, 0 from transfer_reconciliation""")) {
      assertThatThrownBy(() -> in.sql(statement))
          .as(statement)
          .hasMessageContaining("is signed and stays as it is");
    }
  }

  /** What is only prepared may be taken away again; a new table here is a decision. */
  @Test
  void theApplicationDeletesOnlyWhatIsPrepared() {
    var ours =
        all(
            """
            select relname from pg_class
             where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
               and relname !~ '^(act_|flw_|merger_staged_|work_|outbox_)' and relname <> 'flyway_schema_history'
               and has_table_privilege('klantbrug_app', oid, 'DELETE')""");

    assertThat(new TreeSet<>(ours))
        .containsExactly(
            "alarm_count",
            "attachment_file",
            "attachment_place",
            "calendar_day",
            "calendar_window",
            "contact_draft",
            "crisis_scenario_draft",
            "crisis_scenario_question",
            "crisis_scenario_step",
            "identity_staff_role",
            "knowledge_published",
            "matching_block",
            "matching_do_not_link",
            "matching_key",
            "matching_pair",
            "merger_contact",
            "merger_control_total",
            "merger_delivery",
            "merger_import_chunk",
            "merger_label",
            "merger_mapping",
            "merger_reject",
            "merger_warning",
            "threat_duty",
            "threat_phone");
  }

  private List<String> all(String query) {
    return in.database.with(handle -> handle.createQuery(query).mapTo(String.class).list());
  }

  private void asApplication(String statement) {
    in.database.inTransaction(
        handle -> {
          handle.execute("set local role klantbrug_app");
          return handle.execute(statement);
        });
  }
}
