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
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.complaint.ComplaintDesk;
import org.klantbrug.complaint.Dispute;
import org.klantbrug.complaint.Disputes;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;

/**
 * A complaint before a body outside: what it asks, our file, its verdict, and what we had to do.
 */
@Path("complaints/{id}/disputes")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Complaints")
public class DisputesResource {
  @Inject private CurrentStaff current;
  @Inject private ComplaintDesk desk;
  @Inject private Disputes disputes;

  /** All of a complaint; that it was opened is written down. */
  @GET
  @Operation(summary = "The disputes of a complaint, the last one first")
  public List<Dispute> all(@PathParam("id") long id) {
    desk.open(id, current.need(Action.COMPLAINT_READ));
    return disputes.of(id);
  }

  /** What we heard, and the version of the complaint that was read. */
  public record Begun(int version, Disputes.Heard heard) {}

  /** The customer went there. */
  @POST
  @Operation(summary = "Notes that the customer went to a body outside, and what it asks")
  public ComplaintDesk.Standing begin(@PathParam("id") long id, Begun begun) {
    return step(id, by -> disputes.begin(id, begun.version(), begun.heard(), by));
  }

  /** What was done, and the version of the complaint that was read. */
  public record Done(int version, String words) {}

  /** It has our file. */
  @POST
  @Path("file")
  @Operation(summary = "Notes that our file was sent to it, and what it holds")
  public ComplaintDesk.Standing sendFile(@PathParam("id") long id, Done sent) {
    return step(id, by -> disputes.sendFile(id, sent.version(), sent.words(), by));
  }

  /** What it said, and the version of the complaint that was read. */
  public record Verdict(int version, Disputes.Said said) {}

  /** It said what it thinks. */
  @POST
  @Path("verdict")
  @Operation(summary = "Notes its verdict, and what we must do")
  public ComplaintDesk.Standing verdict(@PathParam("id") long id, Verdict verdict) {
    return step(id, by -> disputes.noteVerdict(id, verdict.version(), verdict.said(), by));
  }

  /** We did what we had to. */
  @POST
  @Path("carried-out")
  @Operation(summary = "Notes that we did what its verdict asks")
  public ComplaintDesk.Standing carryOut(@PathParam("id") long id, Done done) {
    return step(id, by -> disputes.carryOut(id, done.version(), done.words(), by));
  }

  /** Who keeps what the body says handles complaints too. */
  private ComplaintDesk.Standing step(long id, Consumer<Staff> taken) {
    current.need(Action.COMPLAINT_HANDLE);
    taken.accept(current.need(Action.COMPLAINT_DISPUTE));
    return desk.standing(id);
  }
}
