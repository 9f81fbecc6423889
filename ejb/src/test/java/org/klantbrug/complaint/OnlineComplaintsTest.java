package org.klantbrug.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.attachment.Attachment;
import org.klantbrug.attachment.Attachments;
import org.klantbrug.attachment.DatabaseBlobs;
import org.klantbrug.attachment.Place;
import org.klantbrug.attachment.Upload;
import org.klantbrug.audit.Audit;
import org.klantbrug.calendar.Channel;
import org.klantbrug.customer.CustomerNumbers;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.TestDatabase;
import org.klantbrug.transfer.SmallTakeover;

/** A customer sends a complaint himself and follows it by his link alone. */
@OnDatabase
class OnlineComplaintsTest {
  private static final String STORY =
      "<script>alert(1)</script> ${7*7} #{7*7} =cmd|' /C calc'!A0\n";

  private final SmallTakeover takeover = SmallTakeover.live();
  private final ComplaintFixture at = new ComplaintFixture(takeover.in.database);
  private final Attachments attachments =
      new Attachments(at.database, at.clock, at.audit, new DatabaseBlobs());
  private final OnlineSettings settings = new OnlineSettings(at.database, at.clock, at.audit);
  private final StatusLinks links = new StatusLinks(at.database, at.clock, settings, at.audit);
  private final OnlineComplaints online =
      new OnlineComplaints(at.database, at.intake, attachments, links, null);
  private final OnlineStatus status =
      new OnlineStatus(at.database, at.audit, at.clocks, attachments, links, settings);
  private final Recognising recognising =
      new Recognising(at.database, at.clock, new CustomerNumbers(at.database), at.desk, at.audit);

  @AfterEach
  void close() {
    takeover.in.close();
  }

  private static OnlineComplaint typed(String key, ReachBy reach, String email, String number) {
    return new OnlineComplaint(
        key,
        "Jan de Vries",
        reach,
        email,
        "06 1234 5678",
        "Dorpsstraat 1",
        number,
        "Rekening",
        STORY.repeat(200),
        "Geld terug",
        "nl",
        false);
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }

  private long sent() {
    return links.open(online.send(typed(key(), ReachBy.EMAIL, "jan@example.org", "A1")));
  }

  @Test
  void whatWasTypedStandsBesideTheComplaintLiterally() {
    var id = sent();

    var complaint = at.desk.look(id, at.adviser).complaint();
    assertThat(complaint.text()).isEqualTo(STORY.repeat(200));
    assertThat(complaint.channel()).isEqualTo(Channel.WEB_APP);
    assertThat(complaint.registeredBy()).isNull();
    assertThat(complaint.partyId()).as("a colleague says whose it is").isNull();
    assertThat(complaint.contactGiven()).isEqualTo("Jan de Vries, jan@example.org");
    assertThat(online.typed(id).orElseThrow().customerNumber()).isEqualTo("A1");
  }

  /** On a database whose connections are several: that of a takeover has one. */
  @Test
  void clickedTwiceAtOnceItIsThereOnceWithItsFileOnce() throws Exception {
    var desk = new ComplaintFixture(new Database(TestDatabase.fresh()));
    var files = new Attachments(desk.database, desk.clock, desk.audit, new DatabaseBlobs());
    var itsLinks =
        new StatusLinks(
            desk.database,
            desk.clock,
            new OnlineSettings(desk.database, desk.clock, desk.audit),
            desk.audit);
    var its = new OnlineComplaints(desk.database, desk.intake, files, itsLinks, null);
    var typed = typed(key(), ReachBy.EMAIL, "jan@example.org", null);
    files.add(OnlineComplaints.form(typed.formKey()), file(), null);
    var pool = Executors.newFixedThreadPool(4);

    var clicks =
        pool.invokeAll(Collections.nCopies(4, (Callable<String>) () -> its.send(typed).number()));
    pool.shutdown();

    var link = its.send(typed);
    for (var click : clicks) {
      assertThat(click.get()).isEqualTo(link.number());
    }
    assertThat(files.in(Place.of(Complaints.SUBJECT, itsLinks.open(link))))
        .extracting(Attachment::name)
        .containsExactly("brief.txt");
  }

  private static Upload file() {
    var bytes = "Geachte heer".getBytes(StandardCharsets.UTF_8);
    return new Upload("brief.txt", null, bytes.length, () -> new ByteArrayInputStream(bytes));
  }

  @Test
  void whoStaysUnknownComplainsToo() {
    var link =
        online.send(
            new OnlineComplaint(
                key(),
                null,
                ReachBy.NOT,
                null,
                null,
                null,
                null,
                null,
                "Niet netjes",
                null,
                "en",
                false));

    var id = links.open(link);
    assertThat(at.desk.look(id, at.adviser).complaint().contactGiven())
        .isEqualTo("Wants to stay unknown");
  }

  @Test
  void aWayWithoutItsAddressIsRefused() {
    assertThatThrownBy(() -> online.send(typed(key(), ReachBy.EMAIL, "jan@", null)))
        .hasMessageContaining("e-mail address");
    assertThatThrownBy(() -> online.send(typed(key(), ReachBy.EMAIL, "a@b.nl, c@d.nl", null)))
        .hasMessageContaining("e-mail address");
    assertThatThrownBy(() -> online.send(typed(key(), null, null, null)))
        .hasMessageContaining("Choose how");
  }

  @Test
  void aForgedLinkOpensNothingWhetherTheNumberIsThereOrNot() {
    var link = online.send(typed(key(), ReachBy.EMAIL, "jan@example.org", null));
    var forged =
        List.of(
            new StatusLinks.Link(link.number(), link.until(), link.seal().toLowerCase()),
            new StatusLinks.Link(link.number(), link.until() + 1, link.seal()),
            new StatusLinks.Link("K2026-999999", link.until(), link.seal()),
            new StatusLinks.Link(link.number(), link.until(), ""),
            new StatusLinks.Link(link.number(), link.until(), null),
            new StatusLinks.Link(null, 0, null));

    for (var each : forged) {
      assertThatThrownBy(() -> status.open(each)).hasMessageContaining("opens no complaint");
    }
  }

  @Test
  void aLinkEndsOnItsLastDay() {
    var link = online.send(typed(key(), ReachBy.EMAIL, "jan@example.org", null));
    at.at(at.clock.now().plus(Duration.ofDays(180)));
    assertThat(status.open(link).head().number()).isEqualTo(link.number());

    at.at(at.clock.now().plus(Duration.ofSeconds(1)));

    assertThatThrownBy(() -> status.open(link)).hasMessageContaining("worked until");
  }

  @Test
  void theCustomerReadsWhatWasSaidToHimAndNothingElse() {
    var id = sent();
    at.complaints.acknowledge(id, at.version(id), Channel.EMAIL, "Wij bellen u", at.adviser);
    at.complaints.assess(
        id,
        at.version(id),
        new Assessment(Weight.HIGH, Weight.LOW, Emotion.ANGRY, null, null, null, true, null, false),
        at.adviser);
    at.complaints.askDepartment(id, at.version(id), "Rekeningen", "Zeurt deze klant?", at.adviser);
    at.complaints.investigate(id, at.version(id), Cause.BILLING, "Een oud tarief", at.adviser);
    attachments.add(Place.of(Complaints.SUBJECT, id), file(), at.adviser);

    var shown = status.open(links.make(id, at.adviser));

    assertThat(shown.said()).extracting(OnlineStatus.Said::words).containsExactly("Wij bellen u");
    assertThat(shown.toString()).doesNotContain("Zeurt", "oud tarief", "ANGRY", "brief.txt");
    assertThat(shown.head().handler()).isEqualTo("emma");
    assertThat(shown.clocks()).hasSize(1);
    assertThat(at.audit.about(Complaints.SUBJECT, id, 1).get(0).action())
        .isEqualTo("complaintFollowed");
  }

  @Test
  void theHouseSaysHowMuchOfANameIsShown() {
    assertThat(OnlineSettings.HandlerShown.FIRST_NAME.of("Emma de Boer")).isEqualTo("Emma");
    assertThat(OnlineSettings.HandlerShown.FULL_NAME.of("Emma de Boer")).isEqualTo("Emma de Boer");
    assertThat(OnlineSettings.HandlerShown.NOT.of("Emma de Boer")).isNull();
    assertThat(OnlineSettings.HandlerShown.FULL_NAME.of(null)).isNull();
  }

  @Test
  void whatTheCustomerAddsReachesUsOnceWithItsFile() {
    var id = sent();
    var link = links.make(id, at.adviser);
    var key = key();
    attachments.add(OnlineComplaints.form(key), file(), null);

    online.reply(link, key, STORY, false);
    online.reply(link, key, STORY, false);

    assertThat(status.open(link).said())
        .singleElement()
        .satisfies(said -> assertThat(said.words()).isEqualTo(STORY));
    assertThat(status.open(link).files()).hasSize(1);
    assertThat(at.complaints.replyWaits(id)).isTrue();
  }

  @Test
  void otherWordsOfTheSameFormAreAddedAndNotLost() {
    var id = sent();
    var link = links.make(id, at.adviser);
    var key = key();

    online.reply(link, key, "Bel mij", false);
    online.reply(link, key, "Bel mij niet", false);
    online.reply(link, key, "Bel mij niet", true);

    assertThat(status.open(link).said()).hasSize(3);
  }

  @Test
  void aComplaintSentAgainWithOtherWordsIsTheSameWithMoreSaid() {
    var key = key();
    var first = typed(key, ReachBy.EMAIL, "jan@example.org", "A1");
    var id = links.open(online.send(first));
    at.identifying.identify(
        id, at.version(id), takeover.in.identity(takeover.in.ours, "A1"), at.adviser);

    assertThat(links.open(online.send(first))).isEqualTo(id);
    var more = links.open(online.send(saying(first, "En nog iets")));

    assertThat(more).isEqualTo(id);
    assertThat(at.desk.look(id, at.adviser).events())
        .filteredOn(event -> event.kind().equals("customerReplied"))
        .extracting(ComplaintDesk.Event::words)
        .containsExactly("En nog iets");
  }

  private static OnlineComplaint saying(OnlineComplaint typed, String story) {
    return new OnlineComplaint(
        typed.formKey(),
        typed.name(),
        typed.reachBy(),
        typed.email(),
        typed.phone(),
        typed.address(),
        typed.customerNumber(),
        typed.about(),
        story,
        typed.remedy(),
        typed.language(),
        false);
  }

  @Test
  void numberAndAddressThatBelongTogetherProposeACustomerWhomAColleagueConfirms() {
    var id = sent();

    var proposed = recognising.proposed(online.typed(id).orElseThrow(), at.adviser);

    assertThat(proposed).isNotEmpty();
    assertThat(proposed).extracting(ComplaintDesk.Complainant::sourceKey).contains("A1");
    at.identifying.identify(id, at.version(id), proposed.get(0).identityId(), at.adviser);
    assertThat(at.desk.look(id, at.adviser).complaint().partyId())
        .isEqualTo(proposed.get(0).partyId());
  }

  @Test
  void whoeverWasTakenForItsCustomerByMistakeIsNamedInTheLogWithTheRightOne() {
    var id = sent();
    var wrong = takeover.in.identity(takeover.in.ours, "A1");
    var right = takeover.in.identity(takeover.in.ours, "A2");
    at.identifying.identify(id, at.version(id), wrong, at.adviser);
    waiting(id, wrong);

    at.identifying.identify(id, at.version(id), right, at.adviser);

    assertThat(at.audit.about(Complaints.SUBJECT, id, 9))
        .filteredOn(entry -> entry.action().equals("complaintIdentified"))
        .extracting(Audit.Entry::purpose)
        .containsExactly("NOORD A1 → NOORD A2", "– → NOORD A1");
    assertThat(takeover.in.number("select identity_id from outbound_message")).isEqualTo(right);
  }

  private void waiting(long complaint, long identity) {
    takeover.in.sql(
        """
        insert into outbound_message (purpose, occasion, subject_kind, subject_id, identity_id, recipient, sender_name, sender_address,
               reply_address, language, subject_line, body, message_id, state, written_by, written_at, try_at)
        values ('COMPLAINT_RECEIVED', '0', 'complaint', %d, %d, 'a@x.nl', 'L', 'l@x.nl', 'l@x.nl', 'nl', 'Klacht', 'Wij hebben hem',
                'm9', 'WAITING', %d, '2026-05-10', '2026-05-10')"""
            .formatted(complaint, identity, takeover.in.operator));
  }

  @Test
  void onceWeKnowTheCustomerWhatAStrangerTypedIsNoAddressOfHis() {
    var id = sent();
    var mail = new ComplaintMail(at.database, at.clock, at.audit, null, links);
    assertThat(mail.knownAddress(id, at.adviser)).isEqualTo("j***@example.org");
    var customer = takeover.in.identity(takeover.in.ours, "A2");
    takeover.in.sql(
        "update customer_identity set email = 'eigen@a2.example' where id = " + customer);
    takeover.in.sql(
        "update customer_party set email = 'eigen@a2.example' where founder_id = " + customer);

    at.identifying.identify(id, at.version(id), customer, at.adviser);

    assertThat(mail.knownAddress(id, at.adviser)).isEqualTo("e***@a2.example");
    takeover.in.sql("update customer_identity set email = null where id = " + customer);
    takeover.in.sql("update customer_party set email = null where founder_id = " + customer);
    assertThat(mail.knownAddress(id, at.adviser)).isEmpty();
  }

  @Test
  void anAddressProposesTheOpenComplaintsOfWhoeverHasItAndNoOthers() {
    var typed = sent();
    var known = at.received();
    var customer = takeover.in.identity(takeover.in.ours, "A2");
    at.identifying.identify(known, at.version(known), customer, at.adviser);
    var party =
        takeover.in.number(
            "select party_id from customer_party_link where ended_at is null and identity_id = "
                + customer);

    assertThat(recognising.open("JAN@example.org", List.of(party), at.adviser))
        .extracting(Recognising.Meant::id)
        .containsExactlyInAnyOrder(typed, known);
    at.complaints.withdraw(typed, at.version(typed), "Opgelost", at.adviser);
    assertThat(recognising.open("jan@example.org", List.of(), at.adviser)).isEmpty();
  }

  @Test
  void aNumberWithAnothersAddressProposesNobody() {
    for (var email : List.of("piet@example.org", "nobody@example.org")) {
      var id = links.open(online.send(typed(key(), ReachBy.EMAIL, email, "A1")));

      assertThat(recognising.proposed(online.typed(id).orElseThrow(), at.adviser)).isEmpty();
    }
  }

  /** It would stop the whole complaint when the link is mailed, or every answer to it. */
  @Test
  void anAddressThatNoMailGoesToIsAskedAgain() {
    for (var email : List.of("jan..vries@example.org", "\"jan\"@example.org")) {
      assertThatThrownBy(() -> online.send(typed(key(), ReachBy.EMAIL, email, "A1")))
          .as(email)
          .hasMessageContaining("Write an e-mail address");
    }
  }
}
