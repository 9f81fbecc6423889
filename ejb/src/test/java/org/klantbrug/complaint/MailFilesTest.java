package org.klantbrug.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.klantbrug.attachment.AttachmentDecisions;
import org.klantbrug.attachment.Attachments;
import org.klantbrug.attachment.DatabaseBlobs;
import org.klantbrug.attachment.Place;
import org.klantbrug.mailbox.IncomingMail;
import org.klantbrug.mailbox.MailClocks;
import org.klantbrug.mailbox.MailFile;
import org.klantbrug.mailbox.Mailbox;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.Heard;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.TestDatabase;
import org.klantbrug.sla.RunningClocks;

/** What came along with a mail goes along to its complaint, and leaves both when it is removed. */
@OnDatabase
class MailFilesTest {
  private static final String RAW =
      """
      From: boer@klanten.example
      Subject: Mijn paspoort
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary="b"

      --b
      Content-Type: text/plain

      Hierbij
      --b
      Content-Type: text/plain
      Content-Disposition: attachment; filename="paspoort.txt"

      NL123456
      --b--
      """
          .replace("\n", "\r\n");

  private final ComplaintFixture at = new ComplaintFixture(new Database(TestDatabase.fresh()));
  private final Mailbox mailbox =
      new Mailbox(
          at.database,
          at.clock,
          at.work,
          new MailClocks(at.clocks, RunningClocks.replyTimes(at.database, at.clock)),
          new Heard<>(arrived -> {}));
  private final Attachments attachments =
      new Attachments(at.database, at.clock, at.audit, new DatabaseBlobs());
  private final AttachmentDecisions decisions =
      new AttachmentDecisions(at.database, at.clock, at.audit);
  private final MailFiles files = new MailFiles(at.database, attachments, mailbox);

  private long mail(int number) {
    return mailbox
        .keep(
            new IncomingMail(
                String.format("%064d", number),
                null,
                List.of(),
                "boer@klanten.example",
                null,
                "Mijn paspoort",
                "Hierbij",
                List.of("paspoort.txt"),
                null,
                Instant.parse("2026-05-04T07:00:00Z"),
                false,
                false,
                RAW.getBytes(StandardCharsets.UTF_8),
                RAW.length()))
        .orElseThrow();
  }

  @Test
  void aFileThatIsRemovedForEverIsNotInItsMailEither() {
    var complaint = at.received();
    var mail = mail(1);
    var another = mail(2);
    files.goAlong(mail, complaint);
    var file = attachments.in(Place.of(Complaints.SUBJECT, complaint)).get(0).id();
    decisions.decide(file, false, "Een paspoort", at.lead);
    assertThat(mailbox.files(mail)).extracting(MailFile::name).containsExactly("paspoort.txt");

    decisions.empty(file, at.otherLead);

    assertThat(mailbox.files(mail)).isEmpty();
    assertThat(mailbox.read(mail).text()).isEqualTo("Hierbij");
    assertThat(mailbox.files(another)).as("another mail").hasSize(1);
  }
}
