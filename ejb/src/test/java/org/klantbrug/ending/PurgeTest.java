package org.klantbrug.ending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.klantbrug.identity.Action;
import org.klantbrug.shared.OnDatabase;

/** Raw data go after the end, by two people, and what must stay stays. */
@OnDatabase
class PurgeTest {
  private static final String WHY = "Het oude systeem is weg";

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

  private long staged() {
    return on.purges.preview(on.in.merger).lines().stream()
        .mapToLong(PurgePreview.Line::staged)
        .sum();
  }

  private void approved() {
    on.ends();
    on.purges.ask(on.in.merger, WHY, on.lead);
    on.purges.decide(on.in.merger, true, on.finance);
  }

  @Test
  void theyDoNotGoBeforeTwoSignedThatTheOldSystemMay() {
    assertThatThrownBy(() -> on.purges.ask(on.in.merger, WHY, on.lead))
        .hasMessageContaining("two people signed");
  }

  @Test
  void theArchiveMustHaveBeenFoundWholeToday() {
    on.ends();
    on.at(EndFixture.LATER.plus(Duration.ofDays(3)));

    assertThatThrownBy(() -> on.purges.ask(on.in.merger, WHY, on.lead))
        .hasMessageContaining("Check the archive first");
  }

  @Test
  void oneAsksAndAnotherDecides() {
    on.ends();
    on.purges.ask(on.in.merger, WHY, on.lead);
    var both = EndFixture.staff(on.in.operator, "finance", Action.ENDING_SIGN);

    assertThatThrownBy(() -> on.purges.decide(on.in.merger, true, both))
        .hasMessageContaining("second person");
    on.purges.decide(on.in.merger, false, on.finance);

    assertThat(on.purges.current(on.in.merger)).isEmpty();
    assertThat(staged()).isPositive();
  }

  @Test
  void aSecondLeadOfTheMigrationDoesNotDecideInPlaceOfFinanceOrPrivacy() {
    on.ends();
    on.purges.ask(on.in.merger, WHY, on.lead);
    var secondLead = EndFixture.staff(on.in.finance, "migrationLead", Action.ENDING_SIGN);

    assertThatThrownBy(() -> on.purges.decide(on.in.merger, true, secondLead))
        .hasMessageContaining("Finance or the privacy officer decides");

    assertThat(on.purges.current(on.in.merger).orElseThrow().state()).isEqualTo(Purge.State.ASKED);
    on.purges.decide(on.in.merger, true, on.finance);
  }

  @Test
  void whatWasReadInAndNeverCarriedLiesInTheArchiveBeforeItGoes() {
    var abandoned = on.abandoned(folder);
    approved();
    on.purge();

    assertThat(folder.resolve(abandoned + ".csv")).doesNotExist();
    assertThat(
            on.reading.look(
                on.in.merger, new Lookup("B77", Lookup.Purpose.TAX, "Inspecteur"), on.finance))
        .hasSize(1);
  }

  @Test
  void nothingGoesWhileTheArchiveDoesNotHoldEveryFileThatWasReadIn() {
    on.ends();
    var abandoned = on.abandoned(folder);

    assertThatThrownBy(() -> on.purges.ask(on.in.merger, WHY, on.lead))
        .hasMessageContaining("One delivered file is not in the archive");
    on.checks.check(on.archive().id(), on.lead);
    on.purges.ask(on.in.merger, WHY, on.lead);
    on.purges.decide(on.in.merger, true, on.finance);
    on.in.sql("delete from ending_archive_file where delivery_id = " + abandoned);

    assertThatThrownBy(on::purge).hasMessageContaining("not in the archive");
    assertThat(folder.resolve(abandoned + ".csv")).exists();
    assertThat(staged()).isPositive();
  }

  @Test
  void whatGoesIsCountedBeforeAndAfterAndTheBooksStay() {
    approved();
    var preview = on.purges.preview(on.in.merger);
    var ledger = on.in.number("select count(*) from transfer_ledger");
    var contacts = on.in.number("select count(*) from contact_contact");

    var done = on.purge();

    assertThat(done.state()).isEqualTo(Purge.State.DONE);
    assertThat(done.gone()).isEqualTo(preview.goes() + preview.notes());
    assertThat(done.files()).isEqualTo(preview.files());
    assertThat(staged()).isZero();
    assertThat(folder.resolve(on.takeover.customers + ".csv")).doesNotExist();
    assertThat(on.in.number("select count(*) from transfer_ledger")).isEqualTo(ledger);
    assertThat(on.in.number("select count(*) from contact_contact")).isEqualTo(contacts);
  }

  @Test
  void whatWasDeliveredCanStillBeLookedUpInTheArchive() {
    approved();
    on.purge();

    var found =
        on.reading.look(
            on.in.merger, new Lookup("B1", Lookup.Purpose.TAX, "Inspecteur"), on.finance);

    assertThat(found).hasSize(1);
    assertThat(on.checks.check(on.archives.newest(on.in.merger).orElseThrow().id(), null))
        .isEmpty();
  }

  @Test
  void whoeverIsUnderALegalHoldStays() {
    on.in.sql(
        "insert into privacy_hold (party_id, reason, placed_by, placed_at) values (%d, 'Rechtszaak', %d, now())"
            .formatted(on.in.party(on.in.theirs, "B2"), on.in.finance));
    approved();
    var held = on.purges.preview(on.in.merger).held();

    var done = on.purge();

    assertThat(held).isPositive();
    assertThat(done.kept()).isEqualTo(held);
    assertThat(on.in.texts("select distinct source_key from merger_staged_customer"))
        .containsExactly("B2");
  }

  @Test
  void stoppedHalfWayItGoesOnWhereItWas() {
    approved();
    var all = on.purges.preview(on.in.merger);
    var id = on.purges.current(on.in.merger).orElseThrow().id();
    var parts = on.purging.plan(on.in.lease, id);
    on.purging.empty(id, parts.get(0).no());

    var done = on.purge();

    assertThat(done.gone()).isEqualTo(all.goes() + all.notes());
  }
}
