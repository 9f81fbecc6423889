package org.klantbrug.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.TestDatabase;

/** A file is closed until somebody looked into it, and stays what it was. */
@OnDatabase
class AttachmentsTest {
  private static final Place COMPLAINT = Place.of("complaint", 7);
  private static final Place FORM = Place.form("complaint", "0123456789abcdef");

  private final Database database = new Database(TestDatabase.fresh());
  private final BusinessClock clock = new BusinessClock();
  private final Audit audit = new Audit(database, clock);
  private final DatabaseBlobs blobs = new DatabaseBlobs();
  private final Attachments attachments = new Attachments(database, clock, audit, blobs);
  private final AttachmentDecisions decisions = new AttachmentDecisions(database, clock, audit);
  private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
  private TestScanner daemon;
  private Scans scans;
  private Staff noor;

  @BeforeEach
  void begin() throws IOException {
    daemon = new TestScanner(0);
    scans = new Scans(database, audit, blobs, new ConfiguredScanner(daemon.where(), watch, 5));
    noor = lead("noor");
  }

  private Staff lead(String login) {
    var id =
        database.<Long>with(
            handle ->
                handle
                    .createQuery(
                        "insert into identity_staff (login, full_name) values (:login, :login) returning id")
                    .bind("login", login)
                    .mapTo(Long.class)
                    .one());
    return new Staff(id, login, login, "nl", false, null, Set.of("teamLead"), Set.of());
  }

  @AfterEach
  void close() throws IOException {
    daemon.close();
    watch.shutdownNow();
  }

  private static Upload text(String name, String content) {
    var bytes = content.getBytes(StandardCharsets.UTF_8);
    return new Upload(name, "application/pdf", bytes.length, () -> new ByteArrayInputStream(bytes));
  }

  private Attachment only(Place place) {
    return attachments.in(place).get(0);
  }

  @Test
  void isKeptAsItWasWithWhatItIs() {
    var id = attachments.add(COMPLAINT, text("../brief.txt", "Geachte heer"), null);
    scans.scanWaiting();

    var opened = attachments.open(id, noor);
    assertThat(opened.file().name()).isEqualTo("brief.txt");
    assertThat(opened.file().detectedType()).isEqualTo("text/plain");
    assertThat(new String(opened.content(), StandardCharsets.UTF_8)).isEqualTo("Geachte heer");
    assertThat(audit.about("complaint", 7, 2))
        .extracting(Audit.Entry::action)
        .containsExactly("attachmentOpened", "attachmentAdded");
  }

  @Test
  void isClosedForEverybodyUntilItWasScanned() throws IOException {
    daemon.close();
    var id = attachments.add(COMPLAINT, text("brief.txt", "hoi"), null);
    scans.scanWaiting();

    assertThat(only(COMPLAINT).state()).isEqualTo(State.WAITING_FOR_SCAN);
    assertThatThrownBy(() -> attachments.open(id, noor))
        .hasMessageContaining("cannot be opened yet");
  }

  @Test
  void isScannedWhenTheScannerComesBack() throws IOException {
    daemon.says("");
    daemon.close();
    attachments.add(COMPLAINT, text("brief.txt", "hoi"), null);
    scans.scanWaiting();

    pass("31 seconds");
    try (var back = new TestScanner(0)) {
      var again = new Scans(database, audit, blobs, new ConfiguredScanner(back.where(), watch, 5));
      assertThat(again.scanWaiting()).isOne();
    }
    assertThat(only(COMPLAINT).state()).isEqualTo(State.CLEAN);
  }

  @Test
  void withAVirusNobodyEverOpensIt() {
    var id = attachments.add(COMPLAINT, text("brief.txt", TestScanner.EICAR), null);
    scans.scanWaiting();

    assertThat(only(COMPLAINT).found()).isEqualTo("Eicar-Test-Signature");
    assertThatThrownBy(() -> attachments.open(id, noor)).hasMessageContaining("found something");
    assertThatThrownBy(() -> decisions.decide(id, true, "Ken ik", noor))
        .hasMessageContaining("decided on already");
    assertThat(audit.about("complaint", 7, 1).get(0).action()).isEqualTo("attachmentInfected");
  }

  @Test
  void withoutAScannerSomebodyAnswersForItWithAReason() {
    var id = attachments.add(COMPLAINT, text("brief.txt", "hoi"), null);
    assertThatThrownBy(() -> decisions.decide(id, true, " ", noor))
        .hasMessageContaining("Write why");

    decisions.decide(id, true, "Door de klant aangekondigd", noor);

    assertThat(attachments.open(id, noor).file().reason()).isEqualTo("Door de klant aangekondigd");
    assertThat(audit.about("complaint", 7, 2).get(1).action()).isEqualTo("attachmentReleased");
  }

  @Test
  void whatSomebodyKeepsClosedStaysClosed() {
    var id = attachments.add(COMPLAINT, text("brief.txt", "hoi"), null);

    decisions.decide(id, false, "Niet van de klant", noor);
    scans.scanWaiting();

    assertThatThrownBy(() -> attachments.open(id, noor))
        .hasMessageContaining("a colleague decided");
  }

  @Test
  void whatDoesNotBelongHereIsClosedAndASecondPersonRemovesWhatWasInIt() {
    var id = attachments.add(COMPLAINT, text("paspoort.txt", "Geheim"), null);
    scans.scanWaiting();
    assertThatThrownBy(() -> decisions.empty(id, noor)).hasMessageContaining("cannot be removed");

    decisions.decide(id, false, "Van een andere klant", noor);
    assertThatThrownBy(() -> attachments.open(id, noor))
        .hasMessageContaining("a colleague decided");
    assertThatThrownBy(() -> decisions.decide(id, true, "Toch", noor))
        .hasMessageContaining("decided on already");
    assertThatThrownBy(() -> decisions.empty(id, noor)).hasMessageContaining("somebody else");
    decisions.empty(id, lead("hugo"));

    assertThat(only(COMPLAINT).emptiedBy()).isEqualTo("hugo");
    assertThat(database.<byte[]>with(handle -> blobs.read(handle, id))).isEmpty();
    assertThat(audit.about("complaint", 7, 2))
        .extracting(Audit.Entry::action)
        .containsExactly("attachmentEmptied", "attachmentRefused");
  }

  /** As with a scanner that takes a minute: the form is sent and a colleague decides meanwhile. */
  @Test
  void nobodyWaitsForTheScannerAndWhatWasDecidedMeanwhileStays() {
    var id = attachments.add(FORM, text("brief.txt", "hoi"), null);
    var slow =
        new VirusScanner() {
          @Override
          public boolean isThere() {
            return true;
          }

          @Override
          public Optional<String> find(byte[] content) {
            database.use(
                handle -> {
                  handle.execute("set lock_timeout = '2s'");
                  attachments.accepted(handle, FORM, 7, null);
                  handle.execute("reset lock_timeout");
                });
            decisions.decide(id, false, "Niet van de klant", noor);
            return Optional.empty();
          }
        };

    new Scans(database, audit, blobs, slow).scanWaiting();

    assertThat(only(COMPLAINT).state()).isEqualTo(State.REFUSED);
  }

  @Test
  void aScanThatEndedWithItsServerIsDoneAgainAfterAWhile() {
    attachments.add(COMPLAINT, text("brief.txt", "hoi"), null);
    var broken =
        new Scans(
            database,
            audit,
            blobs,
            new VirusScanner() {
              @Override
              public boolean isThere() {
                return true;
              }

              @Override
              public Optional<String> find(byte[] content) {
                throw new IllegalStateException("power cut");
              }
            });
    assertThatThrownBy(broken::scanWaiting).hasMessage("power cut");
    assertThat(scans.scanWaiting()).as("taken by the other").isZero();

    pass("3 minutes");

    assertThat(scans.scanWaiting()).isOne();
    assertThat(only(COMPLAINT).state()).isEqualTo(State.CLEAN);
  }

  /** Time goes by in the database, whose clock nobody sets. */
  private void pass(String time) {
    database.use(
        handle ->
            handle
                .createUpdate(
                    "update attachment_file set scan_after = scan_after - cast(:time as interval)")
                .bind("time", time)
                .execute());
  }

  @Test
  void aScanGoesByTheClockOfTheDatabaseWhateverDayTheHouseHas() {
    clock.set(Clock.fixed(Instant.parse("2030-01-01T08:00:00Z"), BusinessClock.ZONE));
    attachments.add(COMPLAINT, text("brief.txt", "hoi"), null);

    clock.set(Clock.fixed(Instant.parse("2020-01-01T08:00:00Z"), BusinessClock.ZONE));

    assertThat(scans.scanWaiting()).isOne();
  }

  @Test
  void aColleagueWhoNeverSendsTakesNobodyElsesRoom() {
    var lotte = lead("lotte");
    attachments.add(FORM, text("groot.txt", "hoi"), lotte);
    database.use(handle -> handle.execute("update attachment_file set size = 300 * 1024 * 1024"));
    var other = Place.form("complaint", "another-form-of-hers");

    assertThatThrownBy(() -> attachments.add(other, text("nog.txt", "hoi"), lotte))
        .isInstanceOfSatisfying(
            RuleBroken.class, rule -> assertThat(rule.key()).isEqualTo("attachment.flood-of-one"));
    attachments.add(Place.form("complaint", "form-of-noor-now"), text("een.txt", "hoi"), noor);
    attachments.add(Place.form("complaint", "form-of-customer"), text("een.txt", "hoi"), null);
  }

  @Test
  void theLimitHoldsOverAllFormsOfACustomerAndLeavesRoomForColleagues() {
    new AttachmentSettings(database, clock, audit).set(new Limits(1, 2, 2), noor);
    send(Place.form("complaint", "first-form-of-three"), "een.txt", "twee.txt");

    assertThatThrownBy(() -> send(Place.form("complaint", "another-form-of-his"), "drie.txt"))
        .hasMessageContaining("at most 2 files");

    attachments.add(COMPLAINT, text("notitie.txt", "hoi"), noor);
    assertThat(attachments.in(COMPLAINT)).hasSize(3);
  }

  private void send(Place form, String... names) {
    for (var name : names) {
      attachments.add(form, text(name, "hoi " + name), null);
    }
    database.inTransaction(
        handle -> {
          attachments.accepted(handle, form, 7, null);
          return null;
        });
  }

  @Test
  void whatIsNotTakenLeavesNothing() {
    assertThatThrownBy(() -> attachments.add(COMPLAINT, text("x.pdf", "<html></html>"), null))
        .hasMessageContaining("cannot be taken");

    assertThat(attachments.in(COMPLAINT)).isEmpty();
  }

  @Test
  void aLengthThatWasALieDoesNotHelp() {
    var content = new byte[(10 << 20) + 1];
    var lying = new Upload("x.txt", null, 5, () -> new ByteArrayInputStream(content));

    assertThatThrownBy(() -> attachments.add(COMPLAINT, lying, null))
        .hasMessageContaining("larger than 10 MB");
  }

  @Test
  void theEleventhFileIsRefused() {
    for (var each = 0; each < 10; each++) {
      attachments.add(COMPLAINT, text("brief" + each + ".txt", "hoi"), null);
    }

    assertThatThrownBy(() -> attachments.add(COMPLAINT, text("nog.txt", "hoi"), null))
        .hasMessageContaining("at most 10 files");
  }

  @Test
  void theHouseSaysHowMuchIsTaken() {
    var settings = new AttachmentSettings(database, clock, audit);

    settings.set(new Limits(1, 2, 1), noor);

    attachments.add(COMPLAINT, text("brief.txt", "hoi"), null);
    assertThatThrownBy(() -> attachments.add(COMPLAINT, text("nog.txt", "hoi"), null))
        .hasMessageContaining("at most 1 file");
    for (var wrong : List.of(new Limits(0, 2, 1), new Limits(26, 50, 1), new Limits(3, 2, 1))) {
      assertThatThrownBy(() -> settings.set(wrong, noor)).hasMessageContaining("1 to 25 MB");
    }
  }

  @Test
  void ofAFormSentTwiceEachFileIsThereOnce() {
    attachments.add(FORM, text("brief.txt", "hoi"), null);
    database.use(handle -> attachments.accepted(handle, FORM, 7, null));
    attachments.add(FORM, text("brief.txt", "hoi"), null);
    database.use(handle -> attachments.accepted(handle, FORM, 7, null));

    assertThat(attachments.in(COMPLAINT)).hasSize(1);
  }

  @Test
  void whatIsWithAFormCanBeTakenAwayAndIsNotOpened() {
    var id = attachments.add(FORM, text("brief.txt", "hoi"), null);
    scans.scanWaiting();
    assertThatThrownBy(() -> attachments.open(id, noor)).hasMessageContaining("no such file");

    attachments.drop(Place.form("complaint", "another-form-key"), id);
    assertThat(attachments.in(FORM)).hasSize(1);
    attachments.drop(FORM, id);
    assertThat(attachments.in(FORM)).isEmpty();
  }

  @Test
  void aFormNeverSentIsForgottenAfterADayAndAComplaintNever() {
    attachments.add(FORM, text("brief.txt", "hoi"), null);
    attachments.add(COMPLAINT, text("brief.txt", "hoi"), null);

    clock.set(Clock.offset(Clock.systemUTC(), Duration.ofDays(2)));

    assertThat(attachments.dropForgotten()).isOne();
    assertThat(attachments.in(COMPLAINT)).hasSize(1);
    assertThatThrownBy(() -> database.use(handle -> handle.execute("delete from attachment_file")))
        .hasMessageContaining("stays");
  }
}
