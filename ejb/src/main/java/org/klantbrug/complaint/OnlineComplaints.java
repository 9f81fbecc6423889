package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.attachment.Attachments;
import org.klantbrug.attachment.Place;
import org.klantbrug.calendar.Channel;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.Database;

/**
 * Complaints that customers send themselves, without a login. What they typed stands beside the
 * complaint, literally; whose complaint it is says a colleague.
 */
@ApplicationScoped
public class OnlineComplaints {
  private Database database;
  private Intake intake;
  private Attachments attachments;
  private StatusLinks links;
  private LinkMail linkMail;

  /** For the container. */
  protected OnlineComplaints() {}

  /** Works with these. */
  @Inject
  public OnlineComplaints(
      Database database,
      Intake intake,
      Attachments attachments,
      StatusLinks links,
      LinkMail linkMail) {
    this.database = database;
    this.intake = intake;
    this.attachments = attachments;
    this.links = links;
    this.linkMail = linkMail;
  }

  /** The files of a form that was not accepted yet. */
  public static Place form(String key) {
    return Place.form(Complaints.SUBJECT, key);
  }

  /**
   * Registers what was typed, with the files that were sent along; the same form sent again changes
   * nothing, and with other words adds them.
   *
   * @return the link by which the customer follows it
   */
  public StatusLinks.Link send(OnlineComplaint typed) {
    typed.check();
    return database.inTransaction(
        handle -> {
          var id = intake.receiveFromCustomer(typed.received());
          keep(handle, id, typed);
          attachments.accepted(handle, form(typed.formKey()), id, null);
          var link = links.make(handle, id);
          if (typed.linkByMail()) {
            linkMail.write(handle, id, link, typed);
          }
          return link;
        });
  }

  /** As {@link Intake#receive}, with the files that a colleague sent along with its form. */
  public long receive(NewComplaint received, String formKey, Staff by) {
    return database.inTransaction(
        handle -> {
          var id = intake.receive(received, by);
          attachments.accepted(handle, form(formKey), id, by);
          return id;
        });
  }

  /**
   * What the customer adds by his link, with the files of its form.
   *
   * @throws org.klantbrug.shared.RuleBroken if the link does not open, or nothing was said
   */
  public void reply(StatusLinks.Link link, String formKey, String text, boolean withdraws) {
    var id = links.open(link);
    database.inTransaction(
        handle -> {
          intake.customerReplied(
              id, Words.more("form-" + formKey, Channel.WEB_APP, text, withdraws));
          attachments.accepted(handle, form(formKey), id, null);
          return null;
        });
  }

  private static void keep(Handle handle, long id, OnlineComplaint typed) {
    handle
        .createUpdate(
            """
            insert into complaint_online (complaint_id, name, reach_by, email, phone, address, customer_number, language)
            values (:id, :name, :reachBy, :email, :phone, :address, :number, :language)
            on conflict (complaint_id) do nothing""")
        .bind("id", id)
        .bind("name", Written.orNull(typed.name()))
        .bind("reachBy", typed.reachBy())
        .bind("email", Written.orNull(typed.email()))
        .bind("phone", Written.orNull(typed.phone()))
        .bind("address", Written.orNull(typed.address()))
        .bind("number", Written.orNull(typed.customerNumber()))
        .bind("language", typed.language())
        .execute();
  }

  /**
   * What a customer typed about himself.
   *
   * @param reachBy how he wants to hear of us
   */
  public record Typed(
      String name,
      ReachBy reachBy,
      String email,
      String phone,
      String address,
      String customerNumber,
      String language) {}

  /** What was typed with a complaint; empty if it did not come by the form. */
  public Optional<Typed> typed(long complaint) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select name, reach_by, email, phone, address, customer_number, language
                      from complaint_online where complaint_id = :id""")
                .bind("id", complaint)
                .map(ConstructorMapper.of(Typed.class))
                .findOne());
  }
}
