package org.klantbrug.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.audit.Audit;
import org.klantbrug.report.Asked;
import org.klantbrug.report.Cut;
import org.klantbrug.report.Group;
import org.klantbrug.report.Reports;
import org.klantbrug.report.Topic;
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

    at.holds.lift(at.holds.standing(9).get(0).id(), "Uitspraak gedaan", at.officer);
    at.erase();

    assertThat(tablesWith(List.of("sara@example.org"))).isEmpty();
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
}
