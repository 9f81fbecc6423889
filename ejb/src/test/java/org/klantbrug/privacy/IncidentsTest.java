package org.klantbrug.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.klantbrug.audit.Audit;
import org.klantbrug.calendar.WorkingCalendars;
import org.klantbrug.complaint.DataLeakFound;
import org.klantbrug.identity.Staff;
import org.klantbrug.privacy.Incident.Origin;
import org.klantbrug.privacy.Incident.Risk;
import org.klantbrug.privacy.Incident.State;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.TestDatabase;
import org.klantbrug.sla.ClockState;
import org.klantbrug.sla.Clocks;
import org.klantbrug.sla.ReplyTimes;
import org.klantbrug.sla.Stage;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItemCompleting;
import org.klantbrug.work.WorkItems;

/** What may be a data leak is judged and decided within 72 hours after we knew of it. */
@OnDatabase
class IncidentsTest {
  /** A Friday, just before the weekend. */
  private static final Instant KNOWN = Instant.parse("2026-05-08T14:00:00Z");

  private static final Incidents.Decision TOLD =
      new Incidents.Decision(true, "AP-1", "Adres en rekening bij een ander");

  private final Database database = new Database(TestDatabase.fresh());
  private final BusinessClock clock = new BusinessClock();
  private final Audit audit = new Audit(database, clock);
  private final Clocks clocks =
      new Clocks(
          database,
          clock,
          new WorkingCalendars(database, audit, null),
          new ReplyTimes(database, audit, clock, null));
  private final List<String> asked = new ArrayList<>();
  private final List<WorkItem> items = new ArrayList<>();
  private final Incidents incidents = new Incidents(database, clock, audit, clocks, new Noted());
  private final Staff noor = member("noor", "Noor");
  private final Staff other = member("wim", "Wim");

  private final class Noted extends WorkItems {
    @Override
    public void open(WorkItem item) {
      asked.add(item.kind());
      items.add(item);
    }

    @Override
    public void answered(String kind, long id, String task, Staff staff, String outcome) {
      asked.add(task + ": " + outcome);
    }
  }

  private Staff member(String login, String name) {
    clock.set(Clock.fixed(KNOWN.plus(Duration.ofHours(1)), BusinessClock.ZONE));
    var id =
        database.<Long>with(
            handle ->
                handle
                    .createQuery(
                        "insert into identity_staff (login, full_name) values (:login, :name) returning id")
                    .bind("login", login)
                    .bind("name", name)
                    .mapTo(Long.class)
                    .one());
    return new Staff(id, login, name, "nl", false, null, Set.of("privacyOfficer"), Set.of());
  }

  private Incident found(long complaint) {
    database.inTransaction(
        handle -> {
          incidents.onFound(
              new DataLeakFound(
                  handle, complaint, "K-" + complaint, null, "Brief van een ander", KNOWN, noor));
          return null;
        });
    return incidents.list(1, noor).get(0);
  }

  private Incident now(Incident before) {
    return incidents.open(before.id(), noor);
  }

  private Incident judged(long complaint, Risk risk) {
    var one = found(complaint);
    incidents.assess(one.id(), one.version(), risk, "Adres en bedrag", noor);
    return now(one);
  }

  @Test
  void theHoursCountByTheClockThroughTheWeekend() {
    var one = found(1);

    assertThat(one.notifyBy()).isEqualTo(KNOWN.plus(Duration.ofHours(72)));
    assertThat(one.late(one.notifyBy())).isFalse();
    assertThat(one.late(one.notifyBy().plusSeconds(1))).isTrue();
    assertThat(asked).containsExactly("assessLeak");
  }

  @Test
  void aLeakThatDoesHarmIsOverWhenTheCustomerHeardOfIt() {
    var one = judged(1, Risk.HIGH);
    incidents.decide(one.id(), one.version(), TOLD, noor);
    var decided = now(one);
    assertThat(decided.state()).isEqualTo(State.INFORM);
    assertThat(clocks.of(Incidents.CLOCKED, one.id()).get(0).state()).isEqualTo(ClockState.MET);

    incidents.inform(one.id(), decided.version(), "Gebeld en geschreven", noor);

    assertThat(now(one).open()).isFalse();
    assertThat(asked)
        .containsExactly(
            "assessLeak",
            "decideLeak",
            "assessLeak: assessed",
            "informOfLeak",
            "decideLeak: decided",
            "informOfLeak: informed");
  }

  @Test
  void oneThatIsNoneIsOverWithADecisionAndItsReason() {
    var one = judged(1, Risk.NO_LEAK);

    assertThatThrownBy(
            () ->
                incidents.decide(
                    one.id(), one.version(), new Incidents.Decision(false, null, " "), noor))
        .hasMessageContaining("why");
    assertThatThrownBy(
            () ->
                incidents.decide(
                    one.id(), one.version(), new Incidents.Decision(null, null, "x"), noor))
        .hasMessageContaining("authority");
    incidents.decide(
        one.id(), one.version(), new Incidents.Decision(false, null, "Nog in de envelop"), noor);

    assertThat(now(one).state()).isEqualTo(State.ENDED);
    assertThat(now(one).decisionReason()).isEqualTo("Nog in de envelop");
  }

  // ------------------------------------------------------------------ a second person

  private static final Incidents.Decision KEPT =
      new Incidents.Decision(false, null, "De ander is een collega");

  @Test
  void whatCanDoHarmIsKeptFromTheAuthorityByTwo() {
    var one = judged(1, Risk.RISK);

    incidents.decide(one.id(), one.version(), KEPT, noor);

    var asks = now(one);
    assertThat(asks.state()).isEqualTo(State.CONFIRM);
    assertThat(asks.late(asks.notifyBy().plusSeconds(1))).as("the hours run on").isTrue();
    assertThat(clocks.of(Incidents.CLOCKED, one.id()).get(0).state()).isEqualTo(ClockState.RUNNING);
    assertThatThrownBy(() -> incidents.confirm(one.id(), asks.version(), true, null, noor))
        .hasMessageContaining("yourself");
    incidents.confirm(one.id(), asks.version(), true, null, other);
    assertThat(now(one).state()).isEqualTo(State.ENDED);
    assertThat(now(one).confirmedBy()).isEqualTo("Wim");
    assertThat(clocks.of(Incidents.CLOCKED, one.id()).get(0).state()).isEqualTo(ClockState.MET);
  }

  @Test
  void whoDoesNotAgreeSendsItBackWithAReason() {
    var one = judged(1, Risk.HIGH);
    incidents.decide(one.id(), one.version(), KEPT, noor);
    var asks = now(one);

    assertThatThrownBy(() -> incidents.confirm(one.id(), asks.version(), false, " ", other))
        .hasMessageContaining("why");
    incidents.confirm(one.id(), asks.version(), false, "Het is een ex-collega", other);

    assertThat(now(one).state()).isEqualTo(State.DECIDE);
    assertThat(now(one).notified()).isNull();
    assertThat(now(one).sentBackWords()).isEqualTo("Het is een ex-collega");
    incidents.decide(one.id(), now(one).version(), TOLD, noor);
    assertThat(now(one).state()).isEqualTo(State.INFORM);
  }

  /** The database too: who writes past the rules cannot either. */
  @Test
  void nobodyKeepsItFromTheAuthorityAlone() {
    var one = judged(1, Risk.RISK);

    assertThatThrownBy(
            () ->
                database.use(
                    handle ->
                        handle.execute(
                            "update privacy_incident set state = 'ENDED', notified = false, decision_reason = 'x', decided_by = "
                                + noor.id()
                                + ", decided_at = now() where id = "
                                + one.id())))
        .hasMessageContaining("by_two");
  }

  // ------------------------------------------------------------------ the customer hears

  @Test
  void tellingTheCustomerHasATimeFromWhenWeKnewTheRisk() {
    var one = judged(1, Risk.HIGH);
    incidents.decide(one.id(), one.version(), TOLD, noor);

    var tells = clocks.of(Incidents.CLOCKED, one.id()).get(1);
    assertThat(tells.stage()).isEqualTo(Stage.TELL_LEAK);
    assertThat(tells.received()).isEqualTo(now(one).assessedAt());
    assertThat(tells.limit())
        .as("Friday after closing, so the day after Monday")
        .isEqualTo("2026-05-12T15:00:00Z");
    assertThat(now(one).informBy()).isEqualTo(tells.limit());

    incidents.inform(one.id(), now(one).version(), "Gebeld", noor);
    assertThat(clocks.of(Incidents.CLOCKED, one.id()).get(1).state()).isEqualTo(ClockState.MET);
    assertThat(now(one).informBy()).isNull();
  }

  @Test
  void moreMayBeKnownADayLater() {
    var one = judged(1, Risk.LOW);

    incidents.assess(one.id(), one.version(), Risk.HIGH, "Ook het rekeningnummer", noor);

    assertThat(now(one).risk()).isEqualTo(Risk.HIGH);
    assertThat(asked).containsOnlyOnce("decideLeak");
  }

  // ------------------------------------------------------------------ without a complaint

  @Test
  void aLetterThatCameBackOpenedIsReportedWithItsCustomer() {
    try (var at = new PrivacyFixture()) {
      var here = new Incidents(at.database, at.clock, at.audit, at.clocks, new Noted());
      var party = at.in.number("select min(id) from customer_party");
      var leak = new Incidents.NewLeak(Origin.LETTER_OPENED, "Geopend terug", null);

      var id = here.report(party, leak, at.officer);

      var one = here.open(id, at.officer);
      assertThat(one.origin()).isEqualTo(Origin.LETTER_OPENED);
      assertThat(one.sourceKind()).isEqualTo("customer");
      assertThat(one.knownAt()).isEqualTo(at.clock.now());
      assertThatThrownBy(() -> here.report(party, leak, at.officer)).isInstanceOf(RuleBroken.class);
      assertThatThrownBy(
              () -> here.report(party, new Incidents.NewLeak(null, "Brief", null), at.officer))
          .hasMessageContaining("how it showed");
    }
  }

  @Test
  void ofOneComplaintOneIsUnderWay() {
    found(1);

    assertThatThrownBy(() -> found(1)).isInstanceOf(RuleBroken.class);
    assertThat(found(2).sourceId()).isEqualTo(2);
  }

  @Test
  void nobodyDecidesWhatIsNotJudgedNorWhatAColleagueChanged() {
    var one = found(1);

    assertThatThrownBy(() -> incidents.decide(one.id(), one.version(), TOLD, noor))
        .hasMessageContaining("does not wait");
    incidents.assess(one.id(), one.version(), Risk.LOW, "Adres", noor);
    assertThatThrownBy(() -> incidents.decide(one.id(), one.version(), TOLD, noor))
        .hasMessageContaining("colleague");
  }

  @Test
  void whoOpensItIsWrittenDown() {
    var one = found(1);

    incidents.open(one.id(), noor);

    assertThat(audit.about("complaint", 1, 1).get(0).action()).isEqualTo("leakOpened");
  }

  /** It would stay where it is for ever, and its 72 hours with it. */
  @Test
  void noTaskOfALeakIsDoneByTheAnswerAlone() {
    judged(1, Risk.LOW);

    assertThat(items).hasSize(2);
    for (var item : items) {
      var answer = new WorkItemCompleting(item, noor, item.outcomes().get(0), null);
      assertThatThrownBy(() -> incidents.onAnswer(answer))
          .hasMessageContaining("page of the data leak");
    }
  }

  /** Whose complaint it is may be found out after the leak was reported. */
  @Test
  void whoMayNotSeeTheCustomerDoesNotSeeHisLeak() {
    try (var at = new PrivacyFixture()) {
      var wall = new Incidents(at.database, at.clock, at.audit, at.clocks, new Noted());
      var complaint = at.in.number("select id from complaint_complaint");
      at.database.inTransaction(
          handle -> {
            wall.onFound(
                new DataLeakFound(
                    handle, complaint, "K2026-900001", null, "Brief", at.clock.now(), at.officer));
            return null;
          });
      var outside =
          new Staff(at.officer.id(), "olga", "Olga", "nl", false, null, Set.of(), Set.of());
      assertThat(wall.list(9, outside)).hasSize(1);

      at.in.sql("update merger_merger set visible_from = '2026-09-01'");

      assertThat(wall.list(9, outside)).isEmpty();
      assertThat(wall.list(9, at.officer)).as("of the clean team").hasSize(1);
    }
  }
}
