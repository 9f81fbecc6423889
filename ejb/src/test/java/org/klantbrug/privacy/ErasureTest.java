package org.klantbrug.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.CustomerView;
import org.klantbrug.customer.Sight;
import org.klantbrug.report.Asked;
import org.klantbrug.report.Cut;
import org.klantbrug.report.Group;
import org.klantbrug.report.Reports;
import org.klantbrug.report.Topic;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.OnDatabase;

/** A customer who is erased is gone, and counts. */
@OnDatabase
class ErasureTest {
  private final PrivacyFixture at = new PrivacyFixture();

  @BeforeEach
  void nothingIsOpen() {
    at.settled();
  }

  @AfterEach
  void close() {
    at.close();
  }

  @Test
  void nothingOfThePersonIsLeftInAnyTable() {
    assertThat(tablesWith(PrivacyFixture.HERS)).hasSizeGreaterThan(10);

    at.erase();

    assertThat(tablesWith(PrivacyFixture.HERS)).isEmpty();
  }

  /** Every table, also those that the catalogue does not name. */
  private List<String> tablesWith(List<String> words) {
    var tables =
        at.in.texts(
            """
            select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
             order by 1""");
    var found = new ArrayList<String>();
    for (var table : tables) {
      for (var word : words) {
        if (at.in.number(
                "select count(*) from \"%s\" t where position('%s' in t::text) > 0"
                    .formatted(table, word))
            > 0) {
          found.add(table + ": " + word);
        }
      }
    }
    return found;
  }

  @Test
  void thePageOfWhoWasErasedSaysSoAndSinceWhen() {
    var view = new CustomerView(at.database);
    var sight = new Sight(PrivacyFixture.TODAY, true);
    assertThat(view.find(at.party, sight).orElseThrow().erasedAt()).isNull();

    at.erase();

    assertThat(view.find(at.party, sight).orElseThrow().erasedAt()).isEqualTo(at.clock.now());
  }

  @Test
  void othersKeepWhatTheyHad() {
    at.erase();

    assertThat(at.in.text("select email from customer_identity where source_key = 'A1'"))
        .isEqualTo("jan@example.org");
    assertThat(tablesWith(List.of("jan@example.org", "noa@example.org")))
        .anyMatch(each -> each.startsWith("merger_staged_customer"));
  }

  @Test
  void theFiguresAreTheSameBeforeAndAfter() {
    var before = figures();

    at.erase();

    assertThat(figures()).isEqualTo(before);
    assertThat(before).anyMatch(group -> group.count(org.klantbrug.report.Measure.RECEIVED) > 0);
  }

  private List<Group> figures() {
    var reports = new Reports(at.database, at.clock, at.audit);
    var over = new Asked(LocalDate.parse("2026-01-01"), PrivacyFixture.TODAY, null, null);
    var all = new ArrayList<Group>();
    for (var cut : Cut.values()) {
      if (cut.isOf(Topic.COMPLAINT)) {
        all.addAll(reports.by(Topic.COMPLAINT, cut, over, at.officer));
      }
    }
    return all;
  }

  @Test
  void theComplaintStaysWithItsDatesAndCodesWithoutAPerson() {
    at.erase();

    assertThat(
            at.in.text(
                """
                select concat_ws(' ', number, channel, product, cause, stage, decision, received_at::date, text)
                  from complaint_complaint where number = 'K2026-900001'"""))
        .isEqualTo("K2026-900001 EMAIL Gas BILLING CLOSED ACCEPTED 2026-05-10 –");
  }

  @Test
  void theFilesThatCameWithAComplaintAreEmptied() {
    assertThat(at.in.number("select length(bytes) from attachment_content")).isPositive();

    at.erase();

    assertThat(at.in.number("select length(bytes) from attachment_content")).isZero();
  }

  @Test
  void amountsAndTheLedgerStay() {
    var before = sums();

    at.erase();

    assertThat(sums()).isEqualTo(before);
  }

  private String sums() {
    return at.in.text(
        """
        select concat_ws(' ', (select count(*) from transfer_ledger), (select sum(amount) from contract_invoice),
                 (select sum(monthly_amount) from contract_contract), (select count(*) from customer_identity),
                 (select count(*) from contact_contact), (select sum(amount) from complaint_leniency))""");
  }

  @Test
  void onePersonAloneErasesNobody() {
    var id = at.asked(PrivacyRequests.ERASURE);
    at.erasure.prepare(id, at.version(id), at.officer);

    assertThatThrownBy(() -> at.erasure.confirm(id, at.version(id), at.officer))
        .hasMessageContaining("a colleague");
    assertThat(tablesWith(List.of("sara@example.org"))).isNotEmpty();
  }

  /** Not even the database's own way to sealed words is open without two people. */
  @Test
  void sealedWordsAreEmptiedForNothingElse() {
    var id = at.asked(PrivacyRequests.ERASURE);
    at.erasure.prepare(id, at.version(id), at.officer);

    assertThatThrownBy(() -> at.in.text("select privacy_empty_sealed(%d)::text".formatted(id)))
        .hasMessageContaining("no erasure that two people decided");
  }

  /** A table that only looks like the one that says who is erased opens no door. */
  @Test
  void sealedWordsAreNotEmptiedByATableOfTheSameName() {
    at.in.database.inTransaction(
        handle -> {
          handle.execute("create temporary table privacy_request (like public.privacy_request)");
          handle.execute(
              "insert into privacy_request (id, kind, party_id, reason, verified, received_on, due_on, registered_by, registered_at, state,"
                  + " ended_by, prepared_by, identities, parties, version) values (77, 'ERASURE', 1, 'x', 'ANSWERED', '2026-06-01',"
                  + " '2026-07-01', 1, '2026-06-01', 'ERASED', 1, 2, array[%d], '{}', 0)"
                      .formatted(at.identity));
          assertThatThrownBy(() -> handle.execute("select privacy_empty_sealed(77)"))
              .hasMessageContaining("no erasure that two people decided");
          handle.rollback();
          return null;
        });
  }

  @Test
  void sealedWordsAreEmptiedOnceForAnErasureAndNotWhileAHoldStands() {
    at.erase();

    assertThatThrownBy(() -> emptySealedAgain()).hasMessageContaining("privacy_emptied_pkey");

    at.in.sql("delete from privacy_emptied");
    at.holds.place(at.party, null, "De rechter vraagt stukken", at.officer);
    assertThatThrownBy(() -> emptySealedAgain()).hasMessageContaining("legal hold stands");
  }

  private void emptySealedAgain() {
    at.in.text("select privacy_empty_sealed(max(id))::text from privacy_request");
  }

  @Test
  void isRefusedWhileAComplaintIsOpen() {
    at.in.sql("update complaint_complaint set stage = 'OUTCOME', closed_at = null");

    refused("K2026-900001");
  }

  @Test
  void isRefusedWhileAComplaintThatCameOverWaits() {
    at.in.sql(
        "update transfer_held_complaint set taken_at = null, identity_id = %d"
            .formatted(at.identity));

    refused("came over");
  }

  @Test
  void isRefusedWhileAPaymentArrangementRuns() {
    at.in.sql(
        """
        insert into contract_arrangement (identity_id, source_key, terms, paid_terms, state)
        values (%d, 'R7', 3, 1, 'RUNNING')"""
            .formatted(at.identity));

    refused("R7");
  }

  @Test
  void isRefusedWhileALegalHoldStands() {
    at.holds.place(at.party, null, "De rechter vraagt stukken", at.officer);
    refused("legal hold");

    at.holds.lift(at.holds.standing(9, at.officer).get(0).id(), "Uitspraak gedaan", at.officer);
    at.erase();

    assertThat(tablesWith(List.of("sara@example.org"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Keep it first | update contact_promise set state = 'OPEN' where source_key = 'P1'",
        "still runs | update contract_contract set state = 'SUSPENDED'",
        "not paid in full | update contract_invoice set open_amount = 0.01",
        "Tell him first | update complaint_complaint set feedback_given_at = null",
        "Answer it first | exception",
        "hear what is done | signal"
      })
  void isRefusedWhileWeStillOweHimSomethingOrHeUs(String because, String open) {
    switch (open) {
      case "exception" -> exception();
      case "signal" -> signal("'2026-07-01'");
      default -> at.in.sql(open);
    }

    refused(because);
  }

  private void exception() {
    at.in.sql(
        """
        with item as (
          insert into work_item (kind, subject_kind, subject_id, role_code, created_at)
          values ('answerException', 'customer', %2$d, 'backOfficeHandler', '2026-06-01') returning id)
        insert into contact_exception (identity_id, asked, asked_by, asked_at, work_item_id)
        select %1$d, 'Sara wil korter', %3$d, '2026-06-01', id from item"""
            .formatted(at.identity, at.party, at.in.operator));
  }

  private void signal(String tellBy) {
    at.in.sql(
        """
        with raised as (
          insert into signal_signal (number, form_key, kind, origin, text, topic, value, urgency, department_id, state, raised_by, raised_at,
                                     answer, outcome, ended_at)
          select 'S2026-000001', gen_random_uuid(), 'FAULT', 'LOOSE', 'Mevrouw Bakker zegt', (select min(code) from contact_topic),
                 'LOW', 'LOW', min(id), 'CLOSED', %2$d, '2026-06-01', 'Sara heeft gelijk', 'Geheim', '2026-06-02'
            from signal_department returning id),
        noted as (
          insert into signal_event (signal_id, at, kind, words) select id, '2026-06-01', 'raised', 'Geheim' from raised)
        insert into signal_customer (signal_id, identity_id, linked_by, linked_at, tell_by)
        select id, %1$d, %2$d, '2026-06-01', cast(%3$s as date) from raised"""
            .formatted(at.identity, at.in.operator, tellBy));
  }

  @Test
  void theWordsOfASignalThatIsHisAloneGoToo() {
    signal("null");

    at.erase();

    assertThat(tablesWith(List.of("Bakker", "Sara", "Geheim"))).isEmpty();
  }

  @Test
  void theWordsOfASignalOfOthersTooStay() {
    signal("null");
    at.in.sql(
        "insert into signal_customer (signal_id, identity_id, linked_by, linked_at) select id, %d, raised_by, raised_at from signal_signal"
            .formatted(at.in.identity(at.in.ours, "A1")));

    at.erase();

    assertThat(at.in.text("select outcome from signal_signal")).isEqualTo("Geheim");
    assertThat(at.in.text("select words from signal_event")).isEqualTo("Geheim");
  }

  @Test
  void aRecordThatWasRejectedIsEmptiedToo() {
    at.rejected();

    at.erase();

    assertThat(at.in.text("select raw from merger_reject where line_no = 77")).isEqualTo("–");
  }

  @Test
  void whatCameWithACutOverThatWasTakenBackIsEmptiedToo() {
    at.takenBack();

    at.erase();

    assertThat(tablesWith(List.of("sara@example.org", "+31622222222"))).isEmpty();
  }

  /** Merged, held, and split again: the hold goes along with whom it was placed on. */
  @Test
  void aLegalHoldStaysOnWhomItWasPlacedWhenTheCustomerIsSplit() {
    var merge = at.merged("A2");
    at.holds.place(at.in.party(at.in.ours, "A2"), null, "De rechter vraagt stukken", at.officer);
    at.merging.unmerge(merge, at.in.operator, "Toch een ander", at.clock.now());

    refused("legal hold");
  }

  @Test
  void aLegalHoldOnAComplaintFollowsTheComplaint() {
    var merge = at.merged("A2");
    at.holds.place(
        at.in.party(at.in.ours, "A2"), "K2026-900001", "De rechter vraagt stukken", at.officer);
    at.in.sql("update privacy_hold set placed_at = placed_at + interval '1 day'");
    at.merging.unmerge(merge, at.in.operator, "Toch een ander", at.clock.now());

    refused("legal hold");
  }

  /** Whoever registers a complaint while somebody erases comes before it or after it. */
  @Test
  void aComplaintThatIsBeingRegisteredIsNotErasedAlong() throws Exception {
    var id = at.asked(PrivacyRequests.ERASURE);
    at.erasure.prepare(id, at.version(id), at.officer);
    var version = at.version(id);
    var otherwise = at.erasureOn(new Database(at.in.source()));
    var erasing =
        at.database.inTransaction(
            handle -> {
              handle.execute(
                  """
                  insert into complaint_complaint (number, identity_id, channel, received_at, registered_at, text, regime_code, stage)
                  values ('K2026-900002', %d, 'EMAIL', '2026-06-15', '2026-06-15', 'Nieuw', 'GENERAL', 'ASSESSMENT')"""
                      .formatted(at.identity));
              var other =
                  CompletableFuture.runAsync(() -> otherwise.confirm(id, version, at.second));
              assertThatThrownBy(() -> other.get(2, TimeUnit.SECONDS))
                  .isInstanceOf(TimeoutException.class);
              return other;
            });

    assertThatThrownBy(() -> erasing.get(20, TimeUnit.SECONDS))
        .hasMessageContaining("K2026-900002");
    assertThat(tablesWith(List.of("sara@example.org"))).isNotEmpty();
  }

  /** Refused when it is prepared, and when it came in between when it is confirmed. */
  private void refused(String because) {
    var id = at.asked(PrivacyRequests.ERASURE);
    assertThat(at.erasure.preview(id, at.officer).obstacles()).isNotEmpty();
    assertThatThrownBy(() -> at.erasure.prepare(id, at.version(id), at.officer))
        .hasMessageContaining(because);
    at.requests.refuse(id, at.version(id), "Nog niet", at.officer);
  }

  @Test
  void whatCameInBetweenIsFoundWhenItIsConfirmed() {
    var id = at.asked(PrivacyRequests.ERASURE);
    at.erasure.prepare(id, at.version(id), at.officer);
    at.holds.place(at.party, "K2026-900001", "De rechter vraagt stukken", at.officer);

    assertThatThrownBy(() -> at.erasure.confirm(id, at.version(id), at.second))
        .hasMessageContaining("legal hold");
  }

  @Test
  void thePreviewSaysWhatGoesAndWhatStays() {
    var preview = at.erasure.preview(at.asked(PrivacyRequests.ERASURE), at.officer);

    assertThat(preview.obstacles()).isEmpty();
    assertThat(preview.effects())
        .filteredOn(effect -> effect.table().equals("complaint_complaint"))
        .singleElement()
        .satisfies(
            effect -> {
              assertThat(effect.rows()).isEqualTo(1);
              assertThat(effect.emptied()).contains("text", "findings");
              assertThat(effect.kept()).contains("received_at", "cause", "channel");
            });
  }

  @Test
  void theLogSaysWhoErasedWhomAndNamesNoPerson() {
    at.erase();

    assertThat(at.audit.about("customer", at.party, 5))
        .extracting(Audit.Entry::action)
        .startsWith("customerErased", "privacyEnded", "erasurePrepared");
    assertThat(at.audit.about("customer", at.party, 1).get(0).actor()).isEqualTo("frits");
  }

  @Test
  void whileABodyOutsideIsBusyOrALeakIsNotDecidedNothingIsErased() {
    at.settled();
    at.leaked("ASSESS");
    at.in.sql(
        "update complaint_dispute set state = 'FILE', verdict = null, verdict_on = null, verdict_words = null");
    var id = at.asked(PrivacyRequests.ERASURE);

    assertThat(at.erasure.preview(id, at.officer).obstacles())
        .containsExactly(
            new Obstacle("DISPUTE", "K2026-900001"), new Obstacle("LEAK", "D2026-0001"));
  }

  @Test
  void whatWasAnsweredToMailOfHersGoesToo() {
    at.settled();
    at.in.sql(
        "update outbound_message set subject_kind = 'mail', subject_id = (select id from mailbox_message), identity_id = null");

    at.erase();

    assertThat(
            at.in.text(
                "select concat_ws(' ', recipient, subject_line, body) from outbound_message"))
        .isEqualTo("– – –");
  }

  /** It was reported before anybody knew whose complaint it was. */
  @Test
  void whatLeakedIsFoundThroughTheComplaint() {
    at.settled();
    at.leaked("ASSESS");
    at.in.sql(
        "update privacy_incident set state = 'ENDED', risk = 'LOW', assessment = 'Geheim', assessed_at = known_at, notified = false,"
            + " decision_reason = 'Weinig', decided_at = known_at");

    at.erase();

    assertThat(
            at.in.text(
                "select concat_ws(' ', number, risk, what, assessment, decision_reason) from privacy_incident"))
        .isEqualTo("D2026-0001 LOW – – Weinig");
  }
}
