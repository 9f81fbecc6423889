package org.klantbrug.ending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.NotAllowed;
import org.klantbrug.merger.Runs;
import org.klantbrug.shared.OnDatabase;

/** The old system may go when nothing is only there any more, and two people signed. */
@OnDatabase
class EndGateTest {
  @TempDir Path folder;
  private EndFixture on;

  @BeforeEach
  void begin() {
    on = new EndFixture(folder);
  }

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void theFirstLookAsksThoseWhoMustSaySomething() {
    on.gate.look(on.in.merger, on.lead);
    on.gate.look(on.in.merger, on.lead);

    assertThat(on.work).containsExactlyInAnyOrder("sayTax", "sayHolds", "sayAccess", "sayLate");
    assertThat(on.missing())
        .containsExactly("ARCHIVE NO_ARCHIVE", "TAX SAY", "HOLDS SAY", "ACCESS SAY", "LATE SAY");
  }

  @Test
  void everyDeliveredLineHasOneOutcomeElseItCannotGo() {
    on.in.sql("delete from transfer_ledger where record_key = 'B2' and entity = 'CUSTOMER'");
    on.in.sql("update merger_reject set state = 'OPEN', reason = null");

    on.gate.look(on.in.merger, on.lead);

    assertThat(on.missing()).contains("KEYS LINES_WITHOUT_OUTCOME", "KEYS REJECTS_OPEN");
  }

  @Test
  void forEightWeeksAFirstDebitCanBePaidBack() {
    on.at(Instant.parse("2026-06-29T08:00:00Z"));
    on.gate.look(on.in.merger, on.lead);
    assertThat(on.missing()).contains("REFUNDS REFUNDS_UNTIL");

    on.at(Instant.parse("2026-06-30T08:00:00Z"));
    on.gate.look(on.in.merger, on.lead);
    assertThat(on.missing()).doesNotContain("REFUNDS REFUNDS_UNTIL");
  }

  @Test
  void everyLegalHoldOfTheOldCompanyMustStandHere() {
    on.gate.look(on.in.merger, on.lead);
    var legal = EndFixture.staff(on.in.finance, "legal");
    on.gate.say(on.in.merger, Criterion.HOLDS, "Lijst van juridische zaken", 1, legal);
    assertThat(on.missing()).contains("HOLDS HOLDS_NOT_COPIED");

    on.in.sql(
        "insert into privacy_hold (party_id, reason, placed_by, placed_at) values (%d, 'Rechtszaak', %d, now())"
            .formatted(on.in.party(on.in.theirs, "B2"), on.in.finance));
    on.gate.look(on.in.merger, on.lead);

    assertThat(on.missing()).doesNotContain("HOLDS HOLDS_NOT_COPIED");
  }

  @Test
  void onlyWhoseItIsSaysIt() {
    assertThatThrownBy(() -> on.gate.say(on.in.merger, Criterion.TAX, "Zo", null, on.lead))
        .hasMessageContaining("not yours to say");
    assertThatThrownBy(() -> on.gate.say(on.in.merger, Criterion.TAX, " ", null, on.finance))
        .hasMessageContaining("Write");
  }

  @Test
  void twoDifferentPeopleSignAndThenNothingChangesAnyMore() {
    assertThatThrownBy(() -> on.gate.sign(on.in.merger, "", on.lead))
        .hasMessageContaining("still missing");
    on.checks.check(on.archive().id(), on.lead);
    on.everybodySays();
    on.gate.look(on.in.merger, on.lead);
    assertThat(on.missing()).isEmpty();
    assertThat(on.work).containsExactlyInAnyOrder("signEndForLead", "signEndForMoney");

    on.gate.sign(on.in.merger, "Klaar", on.lead);
    assertThatThrownBy(() -> on.gate.sign(on.in.merger, "", on.lead))
        .hasMessageContaining("already");
    var same = EndFixture.staff(on.in.operator, "finance", Action.ENDING_SIGN);
    assertThatThrownBy(() -> on.gate.sign(on.in.merger, "", same))
        .hasMessageContaining("second person");
    assertThatThrownBy(
            () -> on.gate.sign(on.in.merger, "", EndFixture.staff(on.in.finance, "adviser")))
        .isInstanceOf(NotAllowed.class);
    on.gate.sign(on.in.merger, "", on.finance);

    assertThat(on.gate.signatures(on.in.merger)).hasSize(2);
    assertThat(on.gate.begun()).isEmpty();
    var runs = new Runs(on.in.database, new Audit(on.in.database, on.clock));
    assertThatThrownBy(() -> runs.openAnother(on.in.merger, on.lead, EndFixture.LATER))
        .hasMessageContaining("may go");
  }

  @Test
  void theArchiveHoldsWhatWasDeliveredAndShowsWhenItWasTouched() throws Exception {
    var archive = on.archive();

    assertThat(archive.keepUntil()).isEqualTo("2033-12-31");
    assertThat(on.archives.files(archive.id()))
        .extracting(ArchivedFile::name)
        .contains("decisions.csv", "%06d-customer.csv".formatted(on.takeover.customers));
    assertThat(on.checks.check(archive.id(), on.lead)).isEmpty();
    var file = on.archived.resolve(archive.folder()).resolve("decisions.csv");
    Files.writeString(file, "changed");

    assertThat(on.checks.check(archive.id(), null)).containsExactly("decisions.csv");
    assertThat(on.work).contains("mendArchive");
    on.gate.look(on.in.merger, on.lead);
    assertThat(on.missing()).contains("ARCHIVE ARCHIVE_BROKEN");
    assertThatThrownBy(() -> on.in.sql("update ending_archive set keep_until = current_date"))
        .hasMessageContaining("stays as it is");
  }

  @Test
  void aFileThatIsNotWhatWasDeliveredIsNotArchived() throws Exception {
    Files.writeString(folder.resolve(on.takeover.customers + ".csv"), "source_key\nB9\n");

    assertThatThrownBy(on::archive).hasMessageContaining("not what was delivered");
  }

  @Test
  void aRecordIsLookedUpForAPurposeWithWhatIsVeiledVeiledAndThatIsKept() {
    on.archive();

    var found =
        on.reading.look(
            on.in.merger,
            new Lookup(" B1 ", Lookup.Purpose.TAX, "Vraag van de inspecteur"),
            on.finance);

    assertThat(found).hasSize(1);
    assertThat(found.get(0).line()).isEqualTo(2);
    assertThat(found.get(0).cells())
        .extracting(ArchivedRecord.Cell::value)
        .containsExactly("B1", "de Vries", "**************4300", null, "1980-**-**");
    assertThat(on.archives.accesses(on.in.merger, 10))
        .singleElement()
        .satisfies(
            access -> {
              assertThat(access.recordKey()).isEqualTo("B1");
              assertThat(access.purpose()).isEqualTo("TAX");
              assertThat(access.found()).isEqualTo(1);
            });
    assertThat(
            on.in.number(
                "select count(*) from audit_event where action = 'archiveRead' and subject_kind = 'customer'"))
        .isEqualTo(1);
    assertThatThrownBy(() -> on.reading.look(on.in.merger, new Lookup("B1", null, ""), on.finance))
        .hasMessageContaining("for what");
    assertThatThrownBy(
            () ->
                on.reading.look(on.in.merger, new Lookup("B1", Lookup.Purpose.TAX, "Zo"), on.lead))
        .isInstanceOf(NotAllowed.class);
  }

  @Test
  void ofWhoWasErasedNothingIsShown() {
    on.archive();
    on.in.sql(
        "insert into customer_erased (identity_id, erased_at) values (%d, now())"
            .formatted(on.in.identity(on.in.theirs, "B1")));

    var found =
        on.reading.look(
            on.in.merger, new Lookup("B1", Lookup.Purpose.DISPUTE, "Geschil"), on.finance);

    assertThat(found).singleElement().satisfies(each -> assertThat(each.cells()).isEmpty());
    assertThat(found.get(0).erased()).isTrue();
  }
}
