package org.klantbrug.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.klantbrug.calendar.Channel;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.TestDatabase;
import org.klantbrug.sla.ClockState;
import org.klantbrug.sla.SlaClock;

/** Complaints in the database: each step once, by who saw it as it was, with its trace. */
@OnDatabase
class ComplaintsTest {
  private static final String STORY =
      "<script>alert(1)</script> '; drop table complaint_complaint; -- =1+1 {0} ${7*7}\n";

  private final ComplaintFixture at = new ComplaintFixture(new Database(TestDatabase.fresh()));

  @Test
  void goesFromReceiptToClosingAndLeavesATraceOfEachStep() {
    var id = at.investigated();
    at.complaints.acknowledge(id, at.version(id), Channel.PHONE, "Wij bellen u", at.adviser);
    at.complaints.decide(
        id, at.version(id), Decision.ACCEPTED, null, "Onze fout", new BigDecimal("25"), at.adviser);
    at.complaints.explain(id, at.version(id), null, "Het oude tarief stond er nog", at.adviser);
    at.tellAndClose(id);

    assertThat(at.stage(id)).isEqualTo(Stage.CLOSED);
    assertThat(at.asked)
        .containsExactly(
            "complaintHandling begins at ASSESSMENT",
            "assessComplaint: investigate",
            "investigateComplaint: investigated",
            "acknowledgeReceipt: acknowledged",
            "decideComplaint: decided",
            "writeExplanation: explained",
            "giveOutcome: told",
            "closeComplaint: closed");
    assertThat(at.desk.look(id, at.adviser).events())
        .extracting(ComplaintDesk.Event::kind)
        .containsExactly(
            "closed",
            "outcomeTold",
            "feedbackPromised",
            "explained",
            "decided",
            "acknowledged",
            "investigated",
            "assessed",
            "received");
    assertThat(at.audit.about(Complaints.SUBJECT, id, 20)).hasSize(9);
    assertThat(at.clocks.of(ComplaintClocks.SUBJECT, id))
        .extracting(SlaClock::state)
        .containsExactlyInAnyOrder(ClockState.MET, ClockState.MET, ClockState.RUNNING);
  }

  @Test
  void aStoryOfTenThousandCharactersStaysAsItWasTold() {
    var story = STORY.repeat(130);
    assertThat(story.length()).isGreaterThan(10_000);

    var id = at.intake.receive(ComplaintFixture.anonymous(null, story), at.adviser);

    assertThat(at.desk.open(id, at.adviser).complaint().text()).isEqualTo(story);
  }

  @Test
  void aLongerStoryThanAnybodyTellsIsRefused() {
    var long100 = "x".repeat(NewComplaint.LONGEST + 1);

    assertThatThrownBy(
            () -> at.intake.receive(ComplaintFixture.anonymous(null, long100), at.adviser))
        .hasMessageContaining("more than 100,000 characters");
  }

  @Test
  void whatIsSentTwiceIsReceivedOnce() {
    var sent = ComplaintFixture.anonymous("form-1", "Ik wacht al drie weken");

    var first = at.intake.receive(sent, at.adviser);

    assertThat(at.intake.receive(sent, at.adviser)).isEqualTo(first);
    assertThat(at.asked).hasSize(1);
  }

  @Test
  void anotherComplaintWithTheSameKeyIsRefused() {
    at.intake.receive(ComplaintFixture.anonymous("form-1", "Ik wacht"), at.adviser);

    assertThatThrownBy(
            () ->
                at.intake.receive(ComplaintFixture.anonymous("form-1", "Iets anders"), at.adviser))
        .hasMessageContaining("another one");
  }

  @Test
  void aKeyIsToldApartByTheWayItCame() {
    var sent = ComplaintFixture.anonymous("held-1", "Ik wacht");

    assertThat(sent.from("api").senderKey()).isEqualTo("api-held-1");
    assertThat(ComplaintFixture.anonymous(" ", "Ik wacht").from("page").senderKey()).isNull();
  }

  @Test
  void aWithdrawalEndsThePromiseOfFeedback() {
    var id = at.received();
    at.feedbacks.promise(
        id, at.version(id), "Wat wij doen", at.clock.today().plusDays(9), at.adviser);

    at.complaints.withdraw(id, at.version(id), "Al opgelost", at.adviser);

    assertThat(at.desk.look(id, at.adviser).complaint().feedbackDueOn()).isNull();
    assertThat(at.clocks.of(ComplaintClocks.SUBJECT, id))
        .allSatisfy(clock -> assertThat(clock.state()).isEqualTo(ClockState.WITHDRAWN));
  }

  @Test
  void aListIsWrittenDownAndTooLongASheetIsRefused() {
    at.received();
    at.received();

    at.list.page(ComplaintList.Wanted.OPEN, null, 10, at.adviser);

    var entry = at.audit.about("staff", at.adviser.id(), 1).get(0);
    assertThat(entry.action()).isEqualTo("complaintsListed");
    assertThat(entry.purpose()).isEqualTo("2");
    assertThatThrownBy(() -> at.list.export(ComplaintList.Wanted.OPEN, 1, at.adviser))
        .hasMessageContaining("Narrow the list");
  }

  @Test
  void ofTenWhoTakeTheSameStepAtOnceOneDoesAndNineHearOfIt() throws Exception {
    var id = at.received();
    var version = at.version(id);
    try (var desk = new Colleagues(10)) {
      var outcomes =
          desk.allAtOnce(
              () -> {
                at.complaints.acknowledge(id, version, Channel.EMAIL, "Ontvangen", at.adviser);
                return "done";
              });

      assertThat(outcomes).containsOnlyOnce("done").hasSize(10);
      assertThat(outcomes.stream().filter("complaint.changed-meanwhile"::equals)).hasSize(9);
    }
  }

  /** People who press at the same moment. */
  private record Colleagues(int count) implements AutoCloseable {
    List<String> allAtOnce(Callable<String> step) throws Exception {
      var pool = Executors.newFixedThreadPool(count);
      try {
        var begun =
            IntStream.range(0, count).mapToObj(one -> pool.submit(() -> told(step))).toList();
        var outcomes = new java.util.ArrayList<String>();
        for (var each : begun) {
          outcomes.add(each.get());
        }
        return outcomes;
      } finally {
        pool.shutdownNow();
      }
    }

    private static String told(Callable<String> step) throws Exception {
      try {
        return step.call();
      } catch (RuleBroken rule) {
        return rule.key();
      }
    }

    @Override
    public void close() {
      // The pool ends with each round.
    }
  }

  @Test
  void aStepOutOfOrderChangesNothing() {
    var id = at.received();

    assertThatThrownBy(
            () -> at.complaints.explain(id, at.version(id), null, "Te vroeg", at.adviser))
        .hasMessageContaining("waits to be assessed");
    assertThat(at.desk.look(id, at.adviser).events()).hasSize(1);
  }

  @Test
  void leniencyWithinTheMandateIsGrantedAndCountsForTheNext() {
    var id = at.investigated();

    at.complaints.decide(
        id, at.version(id), Decision.PARTLY, null, "Deels", new BigDecimal("20.00"), at.adviser);

    var opened = at.desk.look(id, at.adviser);
    assertThat(opened.leniencies()).singleElement().extracting("state").isEqualTo("GRANTED");
    assertThat(opened.mandateLeft()).isEqualByComparingTo("5");
    assertThat(roleOfLeniency(id)).isEqualTo("adviser");
  }

  /** As it was then: roles and mandates change. */
  private String roleOfLeniency(long complaint) {
    return at.database.with(
        handle ->
            handle
                .createQuery("select role_code from complaint_leniency where complaint_id = :id")
                .bind("id", complaint)
                .mapTo(String.class)
                .one());
  }

  @Test
  void leniencyBeyondTheMandateIsApprovedByAnother() {
    var id = at.investigated();
    at.complaints.decide(
        id, at.version(id), Decision.ACCEPTED, null, "Onze fout", new BigDecimal("900"), at.lead);
    assertThat(at.stage(id)).isEqualTo(Stage.APPROVAL);

    assertThatThrownBy(() -> at.complaints.approve(id, at.version(id), true, null, at.lead))
        .hasMessageContaining("yourself");
    at.complaints.approve(id, at.version(id), true, null, at.otherLead);

    assertThat(at.stage(id)).isEqualTo(Stage.EXPLANATION);
    assertThat(roleOfLeniency(id)).isEqualTo("teamLead");
    assertThat(at.asked).endsWith("decideComplaint: aboveMandate", "approveLeniency: approved");
  }

  @Test
  void aWithdrawnComplaintTellsItsProcessAndStopsItsClocks() {
    var id = at.received();

    at.complaints.withdraw(id, at.version(id), "Al opgelost", at.adviser);

    assertThat(at.asked).endsWith("complaintWithdrawn");
    assertThat(at.clocks.of(ComplaintClocks.SUBJECT, id))
        .hasSize(2)
        .allSatisfy(clock -> assertThat(clock.state()).isEqualTo(ClockState.WITHDRAWN));
  }

  @Test
  void openedAgainItsProcessBeginsAnewAndTheCustomerWaitsAgain() {
    var id = at.investigated();
    at.complaints.acknowledge(id, at.version(id), Channel.PHONE, "Wij bellen u", at.adviser);
    at.complaints.decide(id, at.version(id), Decision.REJECTED, null, "Niet zo", null, at.adviser);
    at.complaints.explain(id, at.version(id), null, "Zo werkt het", at.adviser);
    at.tellAndClose(id);

    at.complaints.reopen(id, at.version(id), "Nog niet goed", at.adviser);

    assertThat(at.asked).endsWith("complaintHandling begins at ASSESSMENT");
    assertThat(at.clocks.of(ComplaintClocks.SUBJECT, id))
        .filteredOn(clock -> clock.state() == ClockState.RUNNING)
        .extracting(SlaClock::stage)
        .containsExactlyInAnyOrder(
            org.klantbrug.sla.Stage.OUTCOME, org.klantbrug.sla.Stage.FEEDBACK);
  }

  @Test
  void theRulesChosenAtTheAssessmentSetTheDaysThatAreTold() {
    var id = at.received();
    assertThat(daysToTell(id)).isEmpty();

    at.complaints.assess(id, at.version(id), under("FINANCE"), at.adviser);

    assertThat(daysToTell(id))
        .containsExactly("FINANCE_OUTCOME 2026-06-29", "FINANCE_SUMMARY 2026-05-07");
  }

  private static Assessment under(String regime) {
    return new Assessment(
        Weight.HIGH, Weight.LOW, Emotion.ANGRY, null, null, null, false, regime, false);
  }

  private List<String> daysToTell(long complaint) {
    return at.database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select r.name || ' ' || cast(r.due_at at time zone 'Europe/Amsterdam' as date)
                      from sla_rung r join sla_clock c on c.id = r.clock_id
                     where c.subject_kind = 'COMPLAINT' and c.subject_id = :id and r.kind = 'MILESTONE' order by 1""")
                .bind("id", complaint)
                .mapTo(String.class)
                .list());
  }

  @Test
  void linkedComplaintsSeeEachOther() {
    var one = at.received();
    var other = at.received();
    var number = at.desk.look(other, at.adviser).complaint().number();

    at.complaints.link(one, at.version(one), LinkKind.DUPLICATE, number, at.adviser);

    assertThat(at.desk.look(one, at.adviser).links()).extracting("kind").containsExactly("FIRST");
    assertThat(at.desk.look(other, at.adviser).links())
        .extracting("kind")
        .containsExactly("DUPLICATE");
    assertThatThrownBy(
            () -> at.complaints.link(one, at.version(one), LinkKind.RELATED, number, at.adviser))
        .hasMessageContaining("already");
  }

  @Test
  void everyFigureOpensExactlyItsRows() {
    at.received();
    at.received();
    at.investigated();
    var all = ComplaintList.Wanted.OPEN;

    assertThat(at.list.figures(all, at.adviser))
        .hasSize(2)
        .allSatisfy(
            figure ->
                assertThat(at.list.page(all.in(figure.stage()), null, 100, at.adviser).lines())
                    .hasSize((int) figure.count()));
  }

  @Test
  void complaintsOfPeopleWhomWeDoNotKnowAreToldApart() {
    at.intake.receive(
        said("De toeslag\nklopt niet " + "x".repeat(90), "An Bos\n06 1234"), at.adviser);
    at.intake.receive(said("Wij wachten al drie weken", "bos@klanten.example"), at.adviser);

    assertThat(at.list.page(ComplaintList.Wanted.OPEN, null, 100, at.adviser).lines())
        .extracting(ComplaintList.Line::given, ComplaintList.Line::words)
        .containsExactly(
            tuple("An Bos", "De toeslag klopt niet " + "x".repeat(58) + "…"),
            tuple("bos@klanten.example", "Wij wachten al drie weken"));
  }

  private static NewComplaint said(String story, String contact) {
    return new NewComplaint(
        null, null, contact, Channel.WEB_APP, null, story, null, null, null, null);
  }

  @Test
  void pagesShowEachComplaintOnceAlsoWhenSomeWereClosedMeanwhile() {
    var all = new ArrayList<Long>();
    for (var i = 0; i < 5; i++) {
      all.add(at.received()); // all at the same moment: the key tells them apart
    }
    var first = at.list.page(ComplaintList.Wanted.OPEN, null, 2, at.adviser);
    at.complaints.withdraw(all.get(0), at.version(all.get(0)), "Toch niet", at.adviser);

    var second = at.list.page(ComplaintList.Wanted.OPEN, first.next(), 2, at.adviser);
    var third = at.list.page(ComplaintList.Wanted.OPEN, second.next(), 2, at.adviser);

    assertThat(Stream.of(first, second, third).flatMap(page -> page.lines().stream()))
        .extracting(ComplaintList.Line::id)
        .isEqualTo(all);
    assertThat(third.next()).isNull();
  }

  @Test
  void showsWhoseCustomersWaitTooLong() {
    at.received();
    at.at(Instant.parse("2026-06-30T08:00:00Z"));
    at.received();

    var late = new ComplaintList.Wanted("all", false, null, null, null, false, true);

    assertThat(at.list.page(late, null, 10, at.adviser).lines()).hasSize(1);
  }

  @Test
  void aMandateIsSetByWhoSawItAsItWas() {
    var mandate = at.settings.mandates().get(0);
    at.settings.setMandate(mandate.role(), new BigDecimal("30"), mandate.version(), at.lead);

    assertThatThrownBy(
            () ->
                at.settings.setMandate(
                    mandate.role(), new BigDecimal("40"), mandate.version(), at.lead))
        .hasMessageContaining("changed this setting");
    assertThat(at.settings.mandates().get(0).amount()).isEqualByComparingTo("30");
  }

  @Test
  void anAdviserWhoGoesOnHasTheNextStepInHisOwnList() {
    var id = at.investigated();

    at.complaints.decide(
        id, at.version(id), Decision.ACCEPTED, null, "U hebt gelijk", null, at.adviser);

    assertThat(at.given)
        .containsExactly("[writeExplanation, giveOutcome, closeComplaint] to " + at.adviser.id());
  }

  @Test
  void whatAnotherWentOnWithIsNotPutInTheHandlersHands() {
    var id = at.investigated();

    at.complaints.decide(
        id, at.version(id), Decision.ACCEPTED, null, "U hebt gelijk", null, at.lead);

    assertThat(at.given).isEmpty();
  }
}
