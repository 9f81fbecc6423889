package org.klantbrug.complaint.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.complaint.ComplaintDesk;
import org.klantbrug.complaint.ComplaintMail;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.outbound.Message;

/**
 * Mail to somebody who complains: written here, sent after, and the step taken when it was sent.
 */
@Path("complaints/{id}/mail")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Complaints")
public class ComplaintMailResource {
  @Inject private CurrentStaff current;
  @Inject private ComplaintDesk desk;
  @Inject private ComplaintMail mail;

  /** A message, and the version of the complaint that was read. */
  public record Written(int version, ComplaintMail.Wanted mail) {}

  /** Writes a message. */
  @POST
  @Operation(
      summary =
          "Write a mail that confirms the receipt or tells the outcome; the step is taken when it was sent")
  public List<Message> write(@PathParam("id") long id, Written written) {
    var by = current.need(Action.COMPLAINT_HANDLE);
    mail.write(id, written.version(), written.mail(), by);
    return last(id, by);
  }

  /** The last message of each purpose; that the complaint was opened is written down. */
  @GET
  @Operation(summary = "The last mail of each purpose, and how far it is")
  public List<Message> last(@PathParam("id") long id) {
    return last(id, current.need(Action.COMPLAINT_READ));
  }

  private List<Message> last(long id, Staff by) {
    desk.open(id, by);
    return Stream.of(ComplaintMail.Purpose.values())
        .map(purpose -> mail.last(id, purpose))
        .flatMap(Optional::stream)
        .toList();
  }
}
