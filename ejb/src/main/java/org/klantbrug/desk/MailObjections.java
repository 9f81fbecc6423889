package org.klantbrug.desk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.klantbrug.identity.Staff;
import org.klantbrug.objection.About;
import org.klantbrug.objection.NewObjection;
import org.klantbrug.objection.ObjectionDesk;
import org.klantbrug.objection.ObjectionIntake;
import org.klantbrug.objection.Way;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * A mail in which a customer objects: it stands in his timeline, and its words are the objection.
 */
@ApplicationScoped
public class MailObjections {
  private Database database;
  private MailDesk mails;
  private ObjectionDesk objections;
  private ObjectionIntake intake;

  /** For the container. */
  protected MailObjections() {}

  /** Works with these. */
  @Inject
  public MailObjections(
      Database database, MailDesk mails, ObjectionDesk objections, ObjectionIntake intake) {
    this.database = database;
    this.mails = mails;
    this.objections = objections;
    this.intake = intake;
  }

  /**
   * Registers it, in the customer's words, received when the mail was.
   *
   * @param version as the mail was read
   * @return the objection; the one that is open if the customer has one
   * @throws RuleBroken also if this customer goes over by no merger
   */
  public long register(
      long mailId, int version, MailDesk.Customer customer, About about, Staff by) {
    return database.inTransaction(
        handle -> {
          var mail = mails.open(mailId, by).mail();
          var party = mails.party(customer, by);
          if (party == null) {
            throw new RuleBroken("mailbox.customer-needed");
          }
          var against =
              objections.against(party, by).stream()
                  .findFirst()
                  .orElseThrow(() -> new RuleBroken("objection.no-such-customer"));
          var id =
              intake.register(
                  new NewObjection(
                      UUID.nameUUIDFromBytes(
                          ("mail-" + mail.messageKey()).getBytes(StandardCharsets.UTF_8)),
                      against.identityId(),
                      against.mergerId(),
                      Way.MAIL,
                      about,
                      shortened(mail.text()),
                      by.language(),
                      mail.receivedAt()),
                  by);
          mails.contact(mailId, version, customer, by);
          return id;
        });
  }

  /** The mail itself stands in the timeline, whole. */
  private static String shortened(String text) {
    return text.length() <= NewObjection.LONGEST ? text : text.substring(0, NewObjection.LONGEST);
  }
}
