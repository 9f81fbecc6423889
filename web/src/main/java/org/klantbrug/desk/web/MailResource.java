package org.klantbrug.desk.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.desk.MailAnswers;
import org.klantbrug.desk.MailDesk;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.mailbox.Mailbox;

/** Mail that customers sent: read, and handled once by who saw it as it was. */
@Path("mail")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Mail")
public class MailResource {
  private static final int MOST = 100;

  @Inject private CurrentStaff current;
  @Inject private Mailbox mailbox;
  @Inject private MailDesk desk;

  /** Mail, at most 100 from one on. */
  @GET
  @Operation(summary = "Mail to read, the oldest first; with show=done what was handled")
  public List<Mailbox.Mail> list(@QueryParam("show") String show, @QueryParam("after") Long after) {
    current.need(Action.MAIL_READ);
    return mailbox.page(!"done".equals(show), after, MOST);
  }

  /** One mail; that it was opened is written down. */
  @GET
  @Path("{id}")
  @Operation(summary = "One mail, and the customers with the sender's address")
  public MailDesk.Opened read(@PathParam("id") long id) {
    return desk.open(id, current.need(Action.MAIL_READ));
  }

  /**
   * Who it is, and what is to be done.
   *
   * @param partyId the customer; null if nobody knows
   * @param complaint number of the complaint that it belongs to
   * @param why it is not for us
   */
  public record Handling(int version, Long partyId, String complaint, String why) {}

  /** What the mail became, a complaint or a customer. */
  public record Became(long id) {}

  /** Makes a complaint of it. */
  @POST
  @Path("{id}/complaint")
  @Operation(summary = "Make a complaint of it, received when the mail was")
  public Became complaint(@PathParam("id") long id, Handling how) {
    var by = current.need(Action.MAIL_HANDLE);
    var customer = new MailDesk.Customer(how.partyId(), null);
    return new Became(desk.newComplaint(id, how.version(), customer, by));
  }

  /** Adds it to a complaint. */
  @POST
  @Path("{id}/reply")
  @Operation(summary = "Add it to a complaint that is there")
  public Became reply(@PathParam("id") long id, Handling how) {
    var by = current.need(Action.MAIL_HANDLE);
    return new Became(desk.belongsTo(id, how.version(), how.complaint(), by));
  }

  /** Notes it as a contact. */
  @POST
  @Path("{id}/contact")
  @Operation(summary = "Note it in the customer's timeline")
  public Became contact(@PathParam("id") long id, Handling how) {
    var by = current.need(Action.MAIL_HANDLE);
    var customer = new MailDesk.Customer(how.partyId(), null);
    return new Became(desk.contact(id, how.version(), customer, by));
  }

  /**
   * An answer.
   *
   * @param partyId the customer; null if nobody knows
   */
  public record Answering(int version, Long partyId, MailAnswers.Answer answer) {}

  /** Answers it. */
  @POST
  @Path("{id}/answer")
  @Operation(summary = "Answer it, to the address that it came from")
  public Became answer(@PathParam("id") long id, Answering how) {
    var by = current.need(Action.MAIL_HANDLE);
    var customer = new MailDesk.Customer(how.partyId(), null);
    return new Became(desk.answer(id, how.version(), customer, how.answer(), by));
  }

  /** Puts it away. */
  @POST
  @Path("{id}/not-for-us")
  @Operation(summary = "Put it away, with the reason")
  public Became notForUs(@PathParam("id") long id, Handling how) {
    var by = current.need(Action.MAIL_HANDLE);
    return new Became(desk.notForUs(id, how.version(), how.why(), by));
  }
}
