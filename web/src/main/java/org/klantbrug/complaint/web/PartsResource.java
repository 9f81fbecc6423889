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
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.complaint.ComplaintDesk;
import org.klantbrug.complaint.Part;
import org.klantbrug.complaint.Parts;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;

/** The parts of a complaint about several things; each is answered by itself. */
@Path("complaints/{id}/parts")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Complaints")
public class PartsResource {
  @Inject private CurrentStaff current;
  @Inject private ComplaintDesk desk;
  @Inject private Parts parts;

  /** All of a complaint; that it was opened is written down. */
  @GET
  @Operation(summary = "The parts of a complaint, in their order; none if it is whole")
  public List<Part> all(@PathParam("id") long id) {
    return desk.open(id, current.need(Action.COMPLAINT_READ)).parts();
  }

  /** What it is about, and the version of the complaint that was read. */
  public record Named(int version, List<Parts.Grievance> parts) {}

  /** Splits it, or adds what was overlooked. */
  @POST
  @Operation(summary = "Split a complaint into parts, two at least, or add one to them")
  public ComplaintDesk.Standing split(@PathParam("id") long id, Named named) {
    var said = named.parts() == null ? List.<Parts.Grievance>of() : named.parts();
    return step(id, by -> parts.split(id, named.version(), said, by));
  }

  /** What we say of it, for which others that goes too, and the version that was read. */
  public record Answered(int version, Parts.Answer answer, List<Integer> also) {}

  /** Answers a part, and those of which the same is said. */
  @POST
  @Path("{no}/answer")
  @Operation(summary = "Answer a part: cause, decision, reasons and words for the customer")
  public ComplaintDesk.Standing answer(
      @PathParam("id") long id, @PathParam("no") int no, Answered answered) {
    return step(
        id,
        by ->
            parts.answer(id, answered.version(), with(no, answered.also()), answered.answer(), by));
  }

  /** What was done, with which others too, and the version that was read. */
  public record Done(int version, String words, List<Integer> also) {}

  /** Notes what was done with it. */
  @POST
  @Path("{no}/done")
  @Operation(summary = "Note what was done with a part; the customer hears it with the feedback")
  public ComplaintDesk.Standing done(@PathParam("id") long id, @PathParam("no") int no, Done done) {
    return step(
        id, by -> parts.noteDone(id, done.version(), with(no, done.also()), done.words(), by));
  }

  /** Why, and the version that was read. */
  public record Dropped(int version, String words) {}

  /** Leaves it out. */
  @POST
  @Path("{no}/drop")
  @Operation(summary = "Leave out a part that turned out to be none")
  public ComplaintDesk.Standing drop(
      @PathParam("id") long id, @PathParam("no") int no, Dropped dropped) {
    return step(id, by -> parts.drop(id, dropped.version(), no, dropped.words(), by));
  }

  private static List<Integer> with(int no, List<Integer> also) {
    return Stream.concat(Stream.of(no), also == null ? Stream.empty() : also.stream())
        .distinct()
        .toList();
  }

  private ComplaintDesk.Standing step(long id, Consumer<Staff> taken) {
    taken.accept(current.need(Action.COMPLAINT_HANDLE));
    return desk.standing(id);
  }
}
