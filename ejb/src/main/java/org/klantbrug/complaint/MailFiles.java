package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.klantbrug.attachment.Attachments;
import org.klantbrug.attachment.Place;
import org.klantbrug.attachment.Upload;
import org.klantbrug.mailbox.MailFile;
import org.klantbrug.mailbox.Mailbox;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** What came along with a mail goes along to its complaint, judged as any file of a customer. */
@ApplicationScoped
public class MailFiles {
  private Database database;
  private Attachments attachments;
  private Mailbox mailbox;

  /** For the container. */
  public MailFiles() {}

  /** Works with these. */
  @Inject
  public MailFiles(Database database, Attachments attachments, Mailbox mailbox) {
    this.database = database;
    this.attachments = attachments;
    this.mailbox = mailbox;
  }

  /**
   * Adds the files of a mail to a complaint, in the caller's transaction.
   *
   * @return names of those that are not taken: too large, or of a type that nobody opens
   */
  public List<String> goAlong(long mail, long complaint) {
    var left = new ArrayList<String>();
    for (var file : mailbox.files(mail)) {
      try {
        cameWith(
            mail, attachments.add(Place.of(Complaints.SUBJECT, complaint), upload(file), null));
      } catch (RuleBroken notTaken) {
        left.add(file.name());
      }
    }
    return left;
  }

  /** By it the mail's own bytes go as well when the file is removed for ever. */
  private void cameWith(long mail, long file) {
    database.use(
        handle ->
            handle
                .createUpdate(
                    "insert into complaint_mail_file (file_id, mail_id) values (:file, :mail)")
                .bind("file", file)
                .bind("mail", mail)
                .execute());
  }

  private static Upload upload(MailFile file) {
    return new Upload(
        file.name(),
        file.type(),
        file.content().length,
        () -> new ByteArrayInputStream(file.content()));
  }
}
