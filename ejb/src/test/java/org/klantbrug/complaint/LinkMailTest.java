package org.klantbrug.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.klantbrug.attachment.Attachments;
import org.klantbrug.attachment.DatabaseBlobs;
import org.klantbrug.outbound.Letters;
import org.klantbrug.outbound.MailSettings;
import org.klantbrug.outbound.Message;
import org.klantbrug.outbound.Messages;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.Heard;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.TestDatabase;

/** Who sends a complaint by the form may have its number and link mailed, and nothing besides. */
@OnDatabase
class LinkMailTest {
  private final ComplaintFixture at = new ComplaintFixture(new Database(TestDatabase.fresh()));
  private final MailSettings settings =
      new MailSettings(
          Map.of(
              "KLANTBRUG_SMTP_HOST", "127.0.0.1",
              "KLANTBRUG_MAIL_ADDRESS", "klantenservice@example.nl",
              "KLANTBRUG_PUBLIC_ADDRESS", "https://klacht.example.nl"));
  private final Messages messages =
      new Messages(at.database, at.clock, settings, new Heard<>(written -> {}));
  private final LinkMail linkMail =
      new LinkMail(
          at.clock,
          messages,
          new Letters(),
          settings,
          new OnlineSettings(at.database, at.clock, at.audit));
  private final OnlineComplaints online =
      new OnlineComplaints(
          at.database,
          at.intake,
          new Attachments(at.database, at.clock, at.audit, new DatabaseBlobs()),
          at.links(),
          linkMail);

  private static OnlineComplaint typed(String email, boolean linkByMail) {
    return new OnlineComplaint(
        UUID.randomUUID().toString(),
        "KOOP NU GOEDKOOP",
        ReachBy.PHONE,
        email,
        "06 1234 5678",
        null,
        "KLIK-HIER",
        "Win een prijs",
        "Klik op http://kwaad.example",
        "Geld",
        "nl",
        linkByMail);
  }

  private long send(OnlineComplaint typed) {
    return at.links().open(online.send(typed));
  }

  private Optional<Message> mailed(long id) {
    return messages.lastFor(LinkMail.PURPOSE, Complaints.SUBJECT, id);
  }

  @Test
  void theMailHoldsNumberAndLinkAndNothingThatWasTyped() {
    var id = send(typed("jan@example.org", true));

    var message = mailed(id).orElseThrow();
    assertThat(message.recipient()).isEqualTo("jan@example.org");
    assertThat(message.writtenBy()).isNull();
    assertThat(message.subjectLine() + message.body() + message.senderName())
        .contains(at.desk.look(id, at.adviser).complaint().number())
        .contains("https://klacht.example.nl/public/complaint-status?number=", "&seal=")
        .doesNotContain("KOOP", "KLIK", "prijs", "kwaad", "Geld", "1234");
    assertThat(linkMail.isMailed(id)).isTrue();
  }

  @Test
  void whoDidNotAskGetsNone() {
    assertThat(mailed(send(typed("jan@example.org", false)))).isEmpty();
  }

  @Test
  void aFormSentTwiceMailsOnce() {
    var typed = typed("jan@example.org", true);
    var id = send(typed);

    assertThat(send(typed)).isEqualTo(id);

    assertThat(count()).isEqualTo(1);
  }

  @Test
  void oneAddressGetsThreeADayHoweverManyFormsAreSent() {
    for (var i = 0; i < 5; i++) {
      send(typed(i % 2 == 0 ? "Jan@Example.org" : "jan@example.org", true));
    }

    assertThat(count()).isEqualTo(3);
  }

  /** However he writes it, it is one mailbox. */
  @Test
  void oneMailboxIsOneHoweverItsAddressIsWritten() {
    for (var email :
        List.of(
            "jan.smit+1@gmail.com",
            "JanSmit+2@gmail.com",
            "jansmit@googlemail.com",
            "j.a.n.smit@gmail.com",
            "jan.smit@gmail.com")) {
      send(typed(email, true));
    }
    assertThat(count()).isEqualTo(3);

    send(typed("jan.smit@example.org", true));
    send(typed("jansmit@example.org", true));
    assertThat(count()).as("elsewhere a dot makes another mailbox").isEqualTo(5);
  }

  private int count() {
    return at.database.with(
        handle ->
            handle.createQuery("select count(*) from outbound_message").mapTo(Integer.class).one());
  }

  @Test
  void twoAddressesInOneFieldAreRefused() {
    assertThatThrownBy(() -> online.send(typed("a@b.nl, c@d.nl", true)))
        .hasMessageContaining("e-mail address");
  }

  @Test
  void withoutAnAddressOfOursThatCustomersReachNoneIsMailed() {
    var off = new LinkMail(at.clock, messages, new Letters(), new MailSettings(Map.of()), null);

    assertThat(off.isOn()).isFalse();
  }
}
