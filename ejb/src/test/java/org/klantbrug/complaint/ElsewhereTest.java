package org.klantbrug.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.klantbrug.calendar.Channel;
import org.klantbrug.complaint.ComplaintMail.Purpose;
import org.klantbrug.outbound.MailSettings;
import org.klantbrug.outbound.Message;
import org.klantbrug.outbound.Messages;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.Heard;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.TestDatabase;
import org.klantbrug.transfer.SmallTakeover;

/** What is not handled here ends here, is never lost, and says where it goes on. */
@OnDatabase
class ElsewhereTest {
  private final ComplaintFixture at = new ComplaintFixture(new Database(TestDatabase.fresh()));
  private final ComplaintMail mail =
      new ComplaintMail(
          at.database,
          at.clock,
          at.audit,
          new Messages(
              at.database,
              at.clock,
              new MailSettings(
                  Map.of(
                      "KLANTBRUG_SMTP_HOST", "127.0.0.1",
                      "KLANTBRUG_MAIL_ADDRESS", "klantenservice@example.nl")),
              new Heard<>(written -> {})),
          at.links());
  private final Elsewhere elsewhere = new Elsewhere(at.database, at.clock, at.complaints, mail);
  private final ComplaintMailSent sent =
      new ComplaintMailSent(
          at.clock, at.audit, at.work, new ComplaintClocks(at.clocks), new Heard<>(given -> {}));

  private void passOn(long id, String consent, Channel told) {
    elsewhere.passOn(
        id,
        at.version(id),
        new Elsewhere.Passing(
            "Zuiderlicht",
            consent,
            told,
            new ComplaintMail.Wanted(
                Purpose.PASSED_ON,
                "boer@klanten.example",
                "nl",
                "Doorgestuurd",
                "Naar het bedrijf …")),
        at.adviser);
  }

  @Test
  void withTheCustomersPermissionItIsPassedOnAndHeIsWrittenThat() {
    var id = at.received();

    passOn(id, "Gebeld op 4 mei: ja", Channel.EMAIL);

    var complaint = at.desk.look(id, at.adviser);
    assertThat(complaint.complaint().endedAs()).isEqualTo(EndedAs.PASSED_ON);
    assertThat(complaint.complaint().text()).as("never lost").isEqualTo("Ik wacht al drie weken");
    assertThat(complaint.events().get(0).words()).contains("Zuiderlicht", "4 mei");
    var letter = mail.last(id, Purpose.PASSED_ON).orElseThrow();
    assertThat(letter.body()).as("where it went").isEqualTo("Naar het bedrijf Zuiderlicht");
    assertThat(objection(letter)).isEmpty();
    assertThat(at.asked).contains("complaintWithdrawn");
    assertThat(at.clocks.of(ComplaintClocks.SUBJECT, id)).noneMatch(clock -> clock.state().open());
  }

  private Optional<String> objection(Message letter) {
    return at.database.with(handle -> sent.objection(handle, letter));
  }

  @Test
  void withoutPermissionNothingIsPassedOn() {
    var id = at.received();

    assertThatThrownBy(() -> passOn(id, " ", Channel.EMAIL)).hasMessageContaining("permission");

    assertThat(at.stage(id).open()).isTrue();
    assertThat(mail.last(id, Purpose.PASSED_ON)).isEmpty();
  }

  @Test
  void toldByTelephoneNothingIsMailed() {
    var id = at.received();

    passOn(id, "Gebeld", Channel.PHONE);

    assertThat(mail.last(id, Purpose.PASSED_ON)).isEmpty();
    assertThat(at.desk.look(id, at.adviser).events().get(0).how()).isEqualTo("PHONE");
  }

  @Test
  void whatCameTwiceIsHandledOnceAndBothSaySo() {
    var first = at.received();
    var again = at.received();
    var number = at.desk.look(first, at.adviser).complaint().number();

    elsewhere.endAsDouble(again, at.version(again), number, at.adviser);

    var ended = at.desk.look(again, at.adviser);
    assertThat(ended.complaint().endedAs()).isEqualTo(EndedAs.DUPLICATE);
    assertThat(ended.links()).extracting(ComplaintLinks.Link::kind).containsExactly("FIRST");
    assertThat(at.stage(first).open()).isTrue();
    assertThat(at.desk.look(first, at.adviser).events().get(0).words())
        .isEqualTo(ended.complaint().number());
  }

  @Test
  void noComplaintIsADoubleOfItselfOrOfADouble() {
    var first = at.received();
    var again = at.received();
    var third = at.received();
    var numbers =
        List.of(first, again, third).stream()
            .map(each -> at.desk.look(each, at.adviser).complaint().number())
            .toList();
    elsewhere.endAsDouble(again, at.version(again), numbers.get(0), at.adviser);

    assertThatThrownBy(
            () -> elsewhere.endAsDouble(third, at.version(third), numbers.get(1), at.adviser))
        .hasMessageContaining("handled elsewhere");
    assertThatThrownBy(
            () -> elsewhere.endAsDouble(third, at.version(third), numbers.get(2), at.adviser))
        .hasMessageContaining("itself");
    assertThat(at.stage(third).open()).isTrue();
  }

  @Test
  void aLinkThatIsThereAlreadyIsNoHindrance() {
    var first = at.received();
    var again = at.received();
    var number = at.desk.look(first, at.adviser).complaint().number();
    at.complaints.link(again, at.version(again), LinkKind.DUPLICATE, number, at.adviser);

    elsewhere.endAsDouble(again, at.version(again), number, at.adviser);

    assertThat(at.desk.look(again, at.adviser).links()).hasSize(1);
  }

  /** Nobody would be asked anything about what the customer says now. */
  @Test
  void noComplaintIsADoubleOfOneThatIsOver() {
    var first = at.investigated();
    var number = at.desk.look(first, at.adviser).complaint().number();
    var again = at.received();
    at.complaints.withdraw(first, at.version(first), "Opgelost", at.adviser);

    assertThatThrownBy(() -> elsewhere.endAsDouble(again, at.version(again), number, at.adviser))
        .hasMessageContaining("is over");
    assertThat(at.stage(again).open()).isTrue();
  }

  @Test
  void theComplaintOfOneCustomerIsNoDoubleOfAnothers() {
    var takeover = SmallTakeover.live();
    try {
      var desk = new ComplaintFixture(takeover.in.database);
      var doubles = new Elsewhere(desk.database, desk.clock, desk.complaints, mail);
      var jans = of(takeover, desk, "A1");
      var again = of(takeover, desk, "A1");
      var saras = of(takeover, desk, "B2");
      var nobodys = desk.received();
      var number = desk.desk.look(jans, desk.adviser).complaint().number();

      assertThatThrownBy(
              () -> doubles.endAsDouble(saras, desk.version(saras), number, desk.adviser))
          .hasMessageContaining("another customer");
      doubles.endAsDouble(again, desk.version(again), number, desk.adviser);
      doubles.endAsDouble(nobodys, desk.version(nobodys), number, desk.adviser);

      assertThat(desk.stage(saras).open()).isTrue();
      assertThat(desk.stage(again).open()).isFalse();
      assertThat(desk.stage(nobodys).open()).as("of nobody yet").isFalse();
    } finally {
      takeover.in.close();
    }
  }

  /**
   * Each says that his is the double of the other's: one of them is, and the other hears why not.
   */
  @Test
  void twoColleaguesWhoEndEachOthersComplaintDoNotLockEachOther() throws Exception {
    var both = Executors.newFixedThreadPool(2);
    try {
      for (var round = 0; round < 5; round++) {
        endEachOther(both);
      }
    } finally {
      both.shutdown();
    }
  }

  private void endEachOther(ExecutorService both) throws Exception {
    var one = at.received();
    var other = at.received();
    var begin = new CyclicBarrier(2);
    for (var end : both.invokeAll(List.of(ending(one, other, begin), ending(other, one, begin)))) {
      assertThat(end.get()).isIn("ended", "complaint.double-of-double");
    }
    assertThat(List.of(at.stage(one).open(), at.stage(other).open()))
        .as("one of them is handled")
        .containsExactlyInAnyOrder(true, false);
  }

  private Callable<String> ending(long which, long first, CyclicBarrier begin) {
    var version = at.version(which);
    var number = at.desk.look(first, at.adviser).complaint().number();
    return () -> {
      begin.await();
      try {
        elsewhere.endAsDouble(which, version, number, at.adviser);
        return "ended";
      } catch (RuleBroken rule) {
        return rule.key();
      }
    };
  }

  private static long of(SmallTakeover takeover, ComplaintFixture desk, String customer) {
    var identity =
        takeover.in.number(
            "select id from customer_identity where source_key = '%s'".formatted(customer));
    return desk.intake.receive(
        new NewComplaint(
            null, identity, null, Channel.PHONE, null, "Ik wacht", null, null, null, null),
        desk.adviser);
  }
}
