package org.klantbrug.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.klantbrug.transfer.MadeUpMerger.T;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.klantbrug.customer.Corrections.Alike;
import org.klantbrug.shared.OnDatabase;

/** "This is wrong": from the colleague who sees it to the steward who mends it. */
@OnDatabase
class CorrectionsTest {
  private final DeskFixture at = new DeskFixture();
  private final long jan = at.party("A1");
  private final long sara = at.party("B2");

  @Test
  void aReportedValueComesToTheStewardWithItsOrigin() {
    at.reporting.reportValue(
        jan, "email", "Klant gebruikt dit adres niet meer", "jan@nieuw.example", at.adviser);

    assertThat(at.corrections.open(Alike.ALL, 10, at.steward))
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.partyId()).isEqualTo(jan);
              assertThat(report.valueThen()).isEqualTo("jan.nieuw@example.org");
              assertThat(report.proposed()).isEqualTo("jan@nieuw.example");
              assertThat(report.fileName()).isEqualTo("acquired_klanten.csv");
              assertThat(report.lineNo()).isPositive();
              assertThat(report.reportedBy()).isEqualTo("Olga Operator");
            });
    assertThat(at.desk.look(jan, at.adviser).reports())
        .extracting(Correction::about)
        .containsExactly("VALUE-email");
  }

  @Test
  void anAcceptedValueIsSetByHandAndLocked() {
    var id = at.reporting.reportValue(jan, "email", "Verhuisd", null, at.adviser);

    at.corrections.accept(id, "jan@nieuw.example", false, "", at.steward);
    at.in.database.use(handle -> at.in.golden.recompute(handle, List.of(jan), T));
    var value = at.desk.look(jan, at.adviser).customer().values().get("email");

    assertThat(value.value()).isEqualTo("jan@nieuw.example");
    assertThat(value.locked()).isTrue();
    assertThat(value.setByName()).isEqualTo("Frits Finance");
    assertThat(at.corrections.open(Alike.ALL, 10, at.steward)).isEmpty();
    assertThatThrownBy(() -> at.corrections.decline(id, "toch niet", at.steward))
        .hasMessageContaining("decided already");
    assertThat(at.written(jan))
        .containsExactly("correctionAccepted VALUE-email", "correctionReported email");
  }

  @Test
  void aValueIsWipedOnlyByWhoSaysSo() {
    var id = at.reporting.reportValue(jan, "email", "Bestaat niet", null, at.adviser);

    assertThatThrownBy(() -> at.corrections.accept(id, " ", false, "", at.steward))
        .hasMessageContaining("tick \"Make it empty\"");
    assertThatThrownBy(() -> at.corrections.accept(id, "jan@x.example", true, "", at.steward))
        .hasMessageContaining("Take one of them away");
    assertThat(at.desk.look(jan, at.adviser).customer().value("email"))
        .isEqualTo("jan.nieuw@example.org");
    at.corrections.accept(id, "", true, "", at.steward);

    assertThat(at.desk.look(jan, at.adviser).customer().value("email")).isNull();
  }

  @Test
  void aStewardDoesNotAcceptTheirOwnReportButCanTakeItBack() {
    var id = at.reporting.reportValue(jan, "email", "Verhuisd", null, at.steward);

    assertThatThrownBy(() -> at.corrections.accept(id, "jan@nieuw.example", false, "", at.steward))
        .hasMessageContaining("You reported this yourself");
    at.corrections.decline(id, "Bij nader inzien", at.steward);

    assertThat(at.corrections.open(Alike.ALL, 10, at.steward)).isEmpty();
    assertThat(at.desk.look(jan, at.adviser).customer().values().get("email").locked()).isFalse();
  }

  @Test
  void aDeclinedReportSaysWhyAndChangesNothing() {
    var id = at.reporting.reportValue(jan, "phone", "Bestaat niet", "", at.adviser);
    assertThatThrownBy(() -> at.corrections.decline(id, " ", at.steward))
        .hasMessageContaining("Write why");

    at.corrections.decline(id, "Nummer is gebeld en klopt", at.steward);

    var opened = at.desk.look(jan, at.adviser);
    assertThat(opened.customer().values().get("phone").locked()).isFalse();
    assertThat(opened.reports())
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.state()).isEqualTo("DECLINED");
              assertThat(report.decidedBecause()).isEqualTo("Nummer is gebeld en klopt");
              assertThat(report.decidedAt()).isEqualTo(T);
            });
  }

  @Test
  void aRecordIsReportedWithItsFileAndLineAndStaysAsItWasDelivered() {
    var invoice = at.in.number("select id from contract_invoice where source_key = 'I2'");

    var id = at.reporting.reportFact(sara, "INVOICE", invoice, "Is al betaald", at.adviser);
    assertThatThrownBy(() -> at.corrections.accept(id, null, false, "", at.steward))
        .hasMessageContaining("Write why");
    at.corrections.accept(id, null, false, "Betaling gezocht en gevonden", at.steward);

    assertThat(at.desk.look(sara, at.adviser).reports())
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.about()).isEqualTo("INVOICE-" + invoice);
              assertThat(report.fileName()).isEqualTo("acquired_facturen.csv");
              assertThat(report.state()).isEqualTo("ACCEPTED");
            });
    assertThat(at.in.number("select count(*) from contract_invoice where open_amount = 61.25"))
        .isEqualTo(1);
  }

  @Test
  void aRecordOfAnotherCustomerCannotBeReportedHere() {
    var invoice = at.in.number("select id from contract_invoice where source_key = 'I2'");

    assertThatThrownBy(
            () -> at.reporting.reportFact(jan, "INVOICE", invoice, "Klopt niet", at.adviser))
        .hasMessageContaining("not there any more");
  }

  @Test
  void theSameThingIsReportedOnceAndReportsAlikeAreCounted() {
    at.reporting.reportValue(sara, "email", "Fout", null, at.adviser);
    at.reporting.reportValue(at.party("B4"), "email", "Ook fout", null, at.adviser);
    at.reporting.reportValue(at.party("B4"), "city", "Staat nu in Ede", "Arnhem", at.adviser);

    assertThatThrownBy(() -> at.reporting.reportValue(sara, "email", "Weer", null, at.steward))
        .hasMessageContaining("reported already");
    var report = at.corrections.open(Alike.ALL, 10, at.steward).get(0);
    assertThat(report.alike()).isEqualTo(1);
    assertThat(
            at.corrections.open(
                new Alike(report.subject(), report.field(), report.companyId(), report.fileName()),
                10,
                at.steward))
        .extracting(Correction::partyId)
        .containsExactly(sara, at.party("B4"));
  }

  @Test
  void aReportFollowsACustomerWhoIsMergedAway() {
    var id = at.reporting.reportValue(sara, "city", "Verhuisd", "Arnhem", at.adviser);
    at.desk.notePurpose(jan, "DATA_QUALITY", at.steward);
    at.desk.merge(jan, "B2", "zelfde persoon", at.steward);

    assertThat(at.corrections.open(Alike.ALL, 10, at.steward))
        .extracting(Correction::partyId)
        .containsExactly(jan);
    at.corrections.accept(id, "Arnhem", false, null, at.steward);

    assertThat(at.desk.look(jan, at.adviser).customer().value("city")).isEqualTo("Arnhem");
  }

  @Test
  void reportsAboutTheirCustomersStayBehindTheWall() {
    at.reporting.reportValue(sara, "email", "Fout", null, at.adviser);
    at.at(Instant.parse("2026-04-30T08:00:00Z"));

    assertThat(at.corrections.open(Alike.ALL, 10, at.steward)).isEmpty();
    assertThat(at.corrections.waiting(at.steward)).isZero();
  }

  @Test
  void asManyReportsWaitAsAreListed() {
    at.reporting.reportValue(sara, "email", "Fout", null, at.adviser);
    at.reporting.reportValue(jan, "email", "Ook fout", null, at.adviser);
    assertThat(at.corrections.waiting(at.steward)).isEqualTo(2);

    at.corrections.decline(
        at.corrections.open(Alike.ALL, 10, at.steward).get(0).id(), "Klopt wel", at.steward);

    assertThat(at.corrections.waiting(at.steward)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "birth_date, 31-12-1980, not a date",
    "email, 'a@b.nl, c@d.nl', not one e-mail address",
    "phone, 0900, nobody can be called",
    "iban, NL91ABNA0417164301, not a bank account",
    "preferred_channel, PIGEON, one of",
    "city, 'Ede\nArnhem', on one line"
  })
  void whatCannotBeAValueOfTheFieldIsRefused(String field, String value, String because) {
    assertThatThrownBy(() -> at.reporting.reportValue(jan, field, "Fout", value, at.adviser))
        .hasMessageContaining(because);
  }

  @ParameterizedTest
  @CsvSource({
    "phone, 06 12 34 56 78, +31612345678",
    "iban, nl91 abna 0417 1643 00, NL91ABNA0417164300",
    "preferred_channel, phone, PHONE",
    "city, ' Ede ', Ede"
  })
  void whatWasTypedIsKeptInTheFormOfTheField(String field, String typed, String kept) {
    assertThat(FieldValue.of(field, typed)).isEqualTo(kept);
  }
}
