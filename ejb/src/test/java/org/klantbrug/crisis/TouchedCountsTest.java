package org.klantbrug.crisis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.klantbrug.crisis.AffectedFixture.listed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.OnDatabase;

/** What is counted of the customers whom a crisis touches. */
@OnDatabase
class TouchedCountsTest {
  private final AffectedFixture at = new AffectedFixture();
  private final TouchedCounts touched = new TouchedCounts();
  private int last;

  @AfterEach
  void close() {
    at.close();
  }

  private TouchedCustomers.Counts counts() {
    return at.database.with(handle -> touched.of(handle, at.crisis));
  }

  /** A moment so many minutes after the crisis was proposed; before it if negative. */
  private Instant after(int minutes) {
    return at.database
        .with(
            handle ->
                handle
                    .createQuery("select proposed_at from crisis_crisis where id = ?")
                    .bind(0, at.crisis)
                    .mapTo(Instant.class)
                    .one())
        .plus(Duration.ofMinutes(minutes));
  }

  private void complained(String key, int minutes, boolean answered) {
    last++;
    at.in.sql(
        """
        insert into complaint_complaint (number, identity_id, received_at, registered_at, text, regime_code, stage, feedback_due_on,
               feedback_given_at)
        values ('K2026-88000%d', %d, '%s', '%3$s', 'Twee keer afgeschreven', (select min(code) from complaint_regime), 'ASSESSMENT',
                '2026-12-01', %s)"""
            .formatted(last, at.identity(key), after(minutes), answered ? "now()" : "null"));
  }

  private void called(String key, int minutes) {
    last++;
    at.in.sql(
        """
        insert into contact_note (contact_id, identity_id, occurred_at, staff_id, noted_at, form_key, experience)
        values (88000%d, %d, '%s', %d, '%3$s', gen_random_uuid(), 'NOT_ASKED')"""
            .formatted(last, at.identity(key), after(minutes), at.lead.id()));
  }

  private void briefed(int minutes) {
    at.in.sql(
        "insert into crisis_briefing (crisis_id, say, written_by, written_at) values (%d, 'Wij storten terug', %d, '%s')"
            .formatted(at.crisis, at.lead.id(), after(minutes)));
  }

  @Test
  void ofACrisisThatTouchesNobodyNothingIsCounted() {
    complained("A1", 10, true);
    called("A1", 10);

    assertThat(counts()).isEqualTo(new TouchedCustomers.Counts(0, 0, 0, 0, null, null));
  }

  @Test
  void complaintsAndContactsOfThemCountSinceSomebodyProposedIt() {
    at.customers.add(at.crisis, listed("B2"), at.lead);
    complained("B2", 10, true);
    complained("B2", 20, false);
    complained("B2", -60, false);
    complained("A3", 10, false);
    called("B2", 5);
    called("B2", -5);
    called("A3", 5);

    var counts = counts();

    assertThat(
            List.of(counts.affected(), counts.complaints(), counts.answered(), counts.contacts()))
        .containsExactly(1L, 2L, 1L, 1L);
  }

  @Test
  void whatACustomerSaidToTheOtherCompanyIsHisToo() {
    at.customers.add(at.crisis, listed("A1"), at.lead);
    complained("B1", 10, false);
    called("B1", 10);

    assertThat(counts().affected()).isOne();
    assertThat(counts().complaints()).isOne();
    assertThat(counts().contacts()).isOne();
  }

  @Test
  void theFirstSignIsTheFirstComplaintOfTwoWeeksBeforeItWasProposed() {
    at.customers.add(at.crisis, listed("B2"), at.lead);
    complained("B2", -15 * 24 * 60, false);
    complained("B2", -90, false);
    complained("B2", 30, false);

    assertThat(counts().firstComplaintAt()).isEqualTo(after(-90));
    var figures = new CrisisReports(at.database, at.clock, List.of(touched)).of(at.crisis);
    assertThat(figures.toNotice()).isEqualTo(90);
  }

  @Test
  void customersAreFirstToldWhenColleaguesGetWordsForThem() {
    briefed(45);
    briefed(90);

    assertThat(counts().firstMessageAt()).isEqualTo(after(45));
  }

  @Test
  void whoWasTakenOutCountsNoMore() {
    at.customers.add(at.crisis, listed("B2"), at.lead);
    complained("B2", 10, false);

    at.customers.remove(
        at.crisis, at.rows(AffectedList.Show.ALL).get(0).id(), "Een ander", at.lead);

    assertThat(counts().affected()).isZero();
    assertThat(counts().complaints()).isZero();
  }
}
