package org.klantbrug.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.calendar.Channel;
import org.klantbrug.contact.OpenMatter;
import org.klantbrug.contact.OpenMatters;
import org.klantbrug.customer.Sight;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.sla.SlaClock;
import org.klantbrug.transfer.SmallTakeover;

/** A complaint that came over goes on where it was. */
@OnDatabase
class HandoverTest {
  private static final BigDecimal TEN = new BigDecimal("10");

  private final SmallTakeover takeover = SmallTakeover.live();
  private final ComplaintFixture at = new ComplaintFixture(takeover.in.database);

  @AfterEach
  void close() {
    takeover.in.close();
  }

  @Test
  void isTakenUpOnceWithTheDayOnWhichItWasReceived() {
    var waiting = at.handover.page(null, 10, at.adviser).waiting().get(0);

    var id = at.handover.takeUp(waiting.id(), at.adviser);

    var complaint = at.desk.look(id, at.adviser).complaint();
    assertThat(complaint.receivedAt()).isEqualTo(waiting.receivedAt());
    assertThat(complaint.text()).isEqualTo(waiting.text());
    assertThat(at.handover.page(null, 10, at.adviser).waiting()).doesNotContain(waiting);
    assertThatThrownBy(() -> at.handover.takeUp(waiting.id(), at.adviser))
        .hasMessageContaining("taken up already");
  }

  private List<String> toTakeUp() {
    at.heldTasks.follow();
    return takeover.in.texts(
        "select subject_name || ' ' || role_code || ' ' || cast(due_at at time zone 'Europe/Amsterdam' as date)"
            + " from work_item where kind = 'takeUpComplaint' and state = 'OPEN' order by id");
  }

  @Test
  void eachThatWaitsIsWorkOnceDueWhenTheCustomerShouldHear() {
    takeover.in.sql(
        "update transfer_held_complaint set received_at = '2026-05-04T07:00Z', answer_due_on = '2026-05-06', source_key = 'Z-12'");

    assertThat(toTakeUp()).containsExactly("Z-12 adviser 2026-05-06");
    assertThat(toTakeUp()).hasSize(1);
  }

  @Test
  void withoutAPromisedDayItIsDueByOurOwnTime() {
    takeover.in.sql(
        "update transfer_held_complaint set received_at = '2026-05-04T07:00Z', answer_due_on = null, source_key = 'Z-12', channel = 'FAX'");

    assertThat(toTakeUp()).containsExactly("Z-12 adviser 2026-06-03");
  }

  @Test
  void whatCountsNoMoreIsNoWorkAndComesBackWithItsCutover() {
    assertThat(toTakeUp()).hasSize(1);
    var before = at.heldTasks.state();

    takeover.in.sql(
        "update transfer_cutover set state = 'UNDONE', undone_by = started_by where kind <> 'OWN'");
    assertThat(at.heldTasks.state()).isNotEqualTo(before);
    assertThat(toTakeUp()).isEmpty();

    takeover.in.sql("update transfer_cutover set state = 'LIVE' where kind <> 'OWN'");
    assertThat(toTakeUp()).hasSize(1);
  }

  @Test
  void whatIsBehindTheWallIsNoWorkYet() {
    takeover.in.sql("update merger_merger set visible_from = '2026-06-01'");

    assertThat(toTakeUp()).isEmpty();
  }

  @Test
  void takingItUpEndsItsTask() {
    takenUp("RECEIVED");

    assertThat(at.asked).contains("takeUpComplaint: takenUp");
  }

  @Test
  void howManyWaitIsSaidAndHowManyBeyondTheDayThatWasPromised() {
    takeover.in.sql("update transfer_held_complaint set answer_due_on = '2026-05-03'");
    assertThat(at.handover.standing(at.adviser)).isEqualTo(new Handover.Standing(1, 1));

    takeover.in.sql("update transfer_held_complaint set answer_due_on = '2026-05-04'");
    assertThat(at.handover.standing(at.adviser)).isEqualTo(new Handover.Standing(1, 0));
  }

  @Test
  void standsOnTheCustomersPageAsOneComplaintBeforeAndAfter() {
    var party = takeover.in.party(takeover.in.theirs, "B4");
    assertThat(waitsFor(party)).containsExactly("COMPLAINT");

    var id =
        at.handover.takeUp(
            at.handover.page(null, 10, at.adviser).waiting().get(0).id(), at.adviser);
    assertThat(waitsFor(party)).containsExactly("LIVE_COMPLAINT");

    at.complaints.withdraw(id, at.version(id), "Al opgelost", at.adviser);
    assertThat(waitsFor(party)).isEmpty();
  }

  private List<String> waitsFor(long party) {
    return new OpenMatters(takeover.in.database)
        .of(party, Sight.ofEverything(at.clock.today())).stream().map(OpenMatter::subject).toList();
  }

  @Test
  void goesOnFromTheStageItHad() {
    takeover.in.sql("update transfer_held_complaint set state = 'INVESTIGATED'");
    var waiting = at.handover.page(null, 10, at.adviser).waiting().get(0);

    var id = at.handover.takeUp(waiting.id(), at.adviser);

    assertThat(at.stage(id)).isEqualTo(Stage.DECISION);
    assertThat(at.desk.look(id, at.adviser).complaint().acknowledged()).isTrue();
    assertThat(at.asked)
        .containsExactly("complaintHandling begins at DECISION", "takeUpComplaint: takenUp");
    assertThat(at.clocks.of(ComplaintClocks.SUBJECT, id)).hasSize(1);
  }

  @Test
  void investigatedThereItIsDecidedHereAndClosed() {
    var id = takenUp("INVESTIGATED");
    assertThatThrownBy(
            () ->
                at.complaints.decide(
                    id, at.version(id), Decision.ACCEPTED, null, "Onze fout", TEN, at.adviser))
        .hasMessageContaining("what it came from");

    at.complaints.decide(
        id, at.version(id), Decision.ACCEPTED, Cause.TAKEOVER, "Onze fout", TEN, at.adviser);
    at.complaints.explain(id, at.version(id), null, "Bij de overgang", at.adviser);
    at.tellAndClose(id);

    assertThat(at.stage(id)).isEqualTo(Stage.CLOSED);
  }

  @Test
  void decidedThereItIsExplainedHereAndClosed() {
    var id = takenUp("DECIDED");

    at.complaints.explain(id, at.version(id), Cause.TAKEOVER, "Bij de overgang", at.adviser);
    at.tellAndClose(id);

    var complaint = at.desk.look(id, at.adviser).complaint();
    assertThat(complaint.stage()).isEqualTo(Stage.CLOSED);
    assertThat(complaint.handler()).isEqualTo(at.adviser.fullName());
  }

  @Test
  void theDayThatWasPromisedThereIsKept() {
    takeover.in.sql("update transfer_held_complaint set answer_due_on = '2026-05-20'");

    var id = takenUp("RECEIVED");

    assertThat(at.desk.look(id, at.adviser).events())
        .singleElement()
        .satisfies(event -> assertThat(event.words()).isEqualTo("2026-05-20"));
    assertThat(daysToldOf("2026-05-20")).isOne();
  }

  @Test
  void aDayThatWasPromisedThereAndIsLongPastIsKeptToo() {
    takeover.in.sql("update transfer_held_complaint set answer_due_on = '2019-01-05'");

    takenUp("RECEIVED");

    assertThat(daysToldOf("2019-01-05")).isOne();
  }

  @Test
  void theDayThatWasPromisedThereIsTheOnlyDateWhereItIsTheEarlierOne() {
    takeover.in.sql(
        "update transfer_held_complaint set received_at = '2026-05-04T07:00Z', answer_due_on = '2026-05-06'");

    var clock = outcome(takenUp("RECEIVED"));

    assertThat(clock.limit().atZone(BusinessClock.ZONE).toLocalDate()).hasToString("2026-05-06");
    assertThat(clock.warn()).isBefore(clock.limit());
    assertThat(clock.keepsPromised()).isTrue();
    assertThat(at.clocks.explain(clock, Locale.ENGLISH)).contains("earlier than our own time");
  }

  @Test
  void aLaterDayThatWasPromisedThereDoesNotPutOffOurOwn() {
    takeover.in.sql(
        "update transfer_held_complaint set received_at = '2026-05-04T07:00Z', answer_due_on = '2027-05-06'");

    var clock = outcome(takenUp("RECEIVED"));

    assertThat(clock.limit()).isBefore(Instant.parse("2026-12-31T00:00:00Z"));
    assertThat(clock.keepsPromised()).isFalse();
    assertThat(at.clocks.explain(clock, Locale.ENGLISH)).contains("our own time ends earlier");
  }

  private SlaClock outcome(long id) {
    return at.clocks.of(ComplaintClocks.SUBJECT, id).stream()
        .filter(clock -> clock.stage() == org.klantbrug.sla.Stage.OUTCOME)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whoeverWaitsBeyondThePromisedDayIsLate() {
    takeover.in.sql("update transfer_held_complaint set answer_due_on = '2026-05-03'");
    var waiting = at.handover.page(null, 10, at.adviser).waiting().get(0);

    assertThat(waiting.late(LocalDate.parse("2026-05-04"))).isTrue();
    assertThat(waiting.late(LocalDate.parse("2026-05-03"))).isFalse();
  }

  private long daysToldOf(String day) {
    return takeover.in.number(
        "select count(*) from sla_rung where name = 'PROMISED_THERE' and on_day = '" + day + "'");
  }

  @Test
  void thatThoseWhoWaitWereListedIsWrittenDown() {
    at.handover.page(null, 10, at.adviser).waiting();

    assertThat(at.audit.about("staff", at.adviser.id(), 1).get(0).action()).isEqualTo("heldListed");
  }

  @Test
  void allThatWaitAreFoundPageByPageEachOnce() {
    takeover.in.sql(
        """
        insert into transfer_held_complaint (identity_id, cutover_id, source_key, received_at, text)
        select f.identity_id, f.cutover_id, 'H' || n, timestamptz '2026-04-01' + n / 2 * interval '1 day', 'x'
          from transfer_held_complaint f, generate_series(1, 7) n""");
    var all = at.handover.page(null, 99, at.adviser).waiting();
    assertThat(all).hasSizeGreaterThan(7);

    var seen = new ArrayList<Handover.Waiting>();
    var page = at.handover.page(null, 2, at.adviser);
    seen.addAll(page.waiting());
    while (page.next() != null) {
      page = at.handover.page(page.next(), 2, at.adviser);
      seen.addAll(page.waiting());
    }

    assertThat(seen).isEqualTo(all);
  }

  @Test
  void aNameFromBehindTheWallIsNotShown() {
    var theirs = takeover.in.number("select id from customer_identity where source_key = 'B1'");
    var ours = takeover.in.number("select id from customer_identity where source_key = 'A1'");
    takeover.in.sql(
        "update customer_party set family_name = 'Geheim', provenance = jsonb_build_object('*', jsonb_build_object('identity', "
            + theirs
            + ")) where id = "
            + takeover.in.party(takeover.in.theirs, "B1"));
    var id = at.intake.receive(of(ours), at.adviser);
    assertThat(at.desk.look(id, at.adviser).complaint().customerName()).contains("Geheim");

    takeover.in.sql("update merger_merger set visible_from = '2026-06-01'");

    assertThat(at.desk.look(id, at.adviser).complaint().customerName()).isEqualTo("Jan de Vries");
    assertThat(at.desk.complainants(takeover.in.party(takeover.in.ours, "A1"), at.adviser))
        .singleElement()
        .satisfies(one -> assertThat(one.name()).isEqualTo("Jan de Vries"));
  }

  private static NewComplaint of(long identity) {
    return new NewComplaint(
        null, identity, null, Channel.PHONE, null, "Ik wacht", null, null, null, null);
  }

  private long takenUp(String state) {
    takeover.in.sql("update transfer_held_complaint set state = '" + state + "'");
    return at.handover.takeUp(
        at.handover.page(null, 10, at.adviser).waiting().get(0).id(), at.adviser);
  }
}
