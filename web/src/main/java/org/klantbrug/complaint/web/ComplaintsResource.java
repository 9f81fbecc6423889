package org.klantbrug.complaint.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.calendar.Channel;
import org.klantbrug.complaint.Assessment;
import org.klantbrug.complaint.Cause;
import org.klantbrug.complaint.ComplaintDesk;
import org.klantbrug.complaint.ComplaintList;
import org.klantbrug.complaint.Complaints;
import org.klantbrug.complaint.Decision;
import org.klantbrug.complaint.Experience;
import org.klantbrug.complaint.Feedbacks;
import org.klantbrug.complaint.Handover;
import org.klantbrug.complaint.Intake;
import org.klantbrug.complaint.LinkKind;
import org.klantbrug.complaint.NewComplaint;
import org.klantbrug.complaint.Pauses;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;

/**
 * Complaints: received, read, and their steps taken. Each step names the version that was read and
 * answers with the next: if a colleague was there since, it answers 409, as does a step out of
 * order.
 */
@Path("complaints")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Complaints")
public class ComplaintsResource {
  private static final int MOST = 500;

  @Inject private CurrentStaff current;
  @Inject private Complaints complaints;
  @Inject private Feedbacks feedbacks;
  @Inject private Intake intake;
  @Inject private Pauses pauses;
  @Inject private ComplaintDesk desk;
  @Inject private ComplaintList list;
  @Inject private ComplaintSearch search;
  @Inject private Handover handover;
  @Context private UriInfo address;

  /**
   * The complaints that fit, those received first on top, 500 at most; where the next ones begin
   * stands in the header {@code Link}.
   */
  @GET
  @Operation(
      summary =
          "Complaints: show is mine, team, all or closed; narrowed by stage, channel, company, and only late or unconfirmed")
  public Response list(
      @QueryParam("show") String show,
      @QueryParam("stage") String stage,
      @QueryParam("channel") String channel,
      @QueryParam("company") Long company,
      @QueryParam("only") String only,
      @QueryParam("after") String after) {
    var staff = current.need(Action.COMPLAINT_READ);
    var page = list.page(search.wanted(show, stage, channel, company, only), after, MOST, staff);
    var answer = Response.ok(page.lines());
    if (page.next() != null) {
      answer.link(
          address.getRequestUriBuilder().replaceQueryParam("after", page.next()).build(), "next");
    }
    return answer.build();
  }

  /**
   * Registers a complaint; the same complaint with the same sender key again gives the one that is
   * there.
   */
  @POST
  @Operation(summary = "Register a complaint; its process begins")
  public Response receive(NewComplaint received) {
    var staff = current.need(Action.COMPLAINT_HANDLE);
    var id = intake.receive(received.from("api"), staff);
    return Response.created(address.getAbsolutePathBuilder().path(Long.toString(id)).build())
        .entity(desk.standing(id))
        .build();
  }

  /** One complaint with all that belongs to it; that it was opened is written down. */
  @GET
  @Path("{id}")
  @Operation(summary = "One complaint with what was done, its links and leniencies")
  public ComplaintDesk.Opened read(@PathParam("id") long id) {
    return desk.open(id, current.need(Action.COMPLAINT_READ));
  }

  /**
   * Complaints that came over and wait, a page at a time.
   *
   * @param after the {@code next} of the page before
   */
  @GET
  @Path("held")
  @Operation(
      summary =
          "Complaints that came over with a takeover and wait to be taken up; the next page with after")
  public Handover.Page held(@QueryParam("after") String after) {
    return handover.page(after, MOST, current.need(Action.COMPLAINT_READ));
  }

  /** Takes up one that came over. */
  @POST
  @Path("held/{id}/taken-up")
  @Operation(summary = "Take up a complaint that came over, at the stage it had")
  public ComplaintDesk.Standing takeUp(@PathParam("id") long id) {
    return desk.standing(handover.takeUp(id, current.need(Action.COMPLAINT_HANDLE)));
  }

  /** What was said, and by which way. */
  public record Said(int version, Channel how, String words) {}

  /** Confirms its receipt. */
  @POST
  @Path("{id}/acknowledge")
  @Operation(summary = "Note that the customer was told by a named colleague that we have it")
  public ComplaintDesk.Standing acknowledge(@PathParam("id") long id, Said said) {
    return step(id, by -> complaints.acknowledge(id, said.version(), said.how(), said.words(), by));
  }

  /** The first judgement. */
  public record Judged(int version, Assessment assessment) {}

  /** Assesses it. */
  @POST
  @Path("{id}/assess")
  @Operation(summary = "Assess it: solved at once if simple, else looked into")
  public ComplaintDesk.Standing assess(@PathParam("id") long id, Judged judged) {
    return step(id, by -> complaints.assess(id, judged.version(), judged.assessment(), by));
  }

  /** What solved it. */
  public record Fix(int version, Cause cause, String done, String explanation) {}

  /** Solves it at once. */
  @POST
  @Path("{id}/fix")
  @Operation(summary = "Solve it at once")
  public ComplaintDesk.Standing fix(@PathParam("id") long id, Fix fix) {
    return step(
        id,
        by ->
            complaints.fixAtOnce(
                id, fix.version(), fix.cause(), fix.done(), fix.explanation(), by));
  }

  /** What was found out. */
  public record Findings(int version, Cause cause, String findings) {}

  /** Looks into it. */
  @POST
  @Path("{id}/investigate")
  @Operation(summary = "Note what was found out, and the cause")
  public ComplaintDesk.Standing investigate(@PathParam("id") long id, Findings found) {
    return step(
        id, by -> complaints.investigate(id, found.version(), found.cause(), found.findings(), by));
  }

  /**
   * What we do about it.
   *
   * @param cause what it came from; needed while that is not known
   * @param leniency in euro; null for none
   */
  public record Verdict(
      int version, Decision decision, Cause cause, String reasons, BigDecimal leniency) {}

  /** Decides. */
  @POST
  @Path("{id}/decide")
  @Operation(summary = "Decide; a leniency beyond the mandate waits for a team lead")
  public ComplaintDesk.Standing decide(@PathParam("id") long id, Verdict verdict) {
    return step(
        id,
        by ->
            complaints.decide(
                id,
                verdict.version(),
                verdict.decision(),
                verdict.cause(),
                verdict.reasons(),
                verdict.leniency(),
                by));
  }

  /** What another says of the leniency. */
  public record Approval(int version, boolean granted, String note) {}

  /** Approves or declines the leniency. */
  @POST
  @Path("{id}/approve")
  @Operation(summary = "Approve or decline the leniency; not by who asked for it")
  public ComplaintDesk.Standing approve(@PathParam("id") long id, Approval approval) {
    return step(
        id,
        Action.COMPLAINT_APPROVE,
        by -> complaints.approve(id, approval.version(), approval.granted(), approval.note(), by));
  }

  /** Something that is written. */
  public record Text(int version, String text) {}

  /**
   * Why it went wrong.
   *
   * @param cause what it came from; needed while that is not known
   */
  public record Explanation(int version, Cause cause, String text) {}

  /** Explains why it went wrong. */
  @POST
  @Path("{id}/explain")
  @Operation(summary = "Write why it went wrong, for the customer")
  public ComplaintDesk.Standing explain(@PathParam("id") long id, Explanation why) {
    return step(id, by -> complaints.explain(id, why.version(), why.cause(), why.text(), by));
  }

  /** How the customer heard, and found it. */
  public record Outcome(int version, Channel how, Experience experience, String words) {}

  /** The customer heard the outcome. */
  @POST
  @Path("{id}/tell")
  @Operation(summary = "Note that the customer heard the outcome, and how he found it")
  public ComplaintDesk.Standing tell(@PathParam("id") long id, Outcome outcome) {
    return step(
        id,
        by ->
            complaints.tellOutcome(
                id, outcome.version(), outcome.how(), outcome.experience(), outcome.words(), by));
  }

  /** What the customer will hear, and by when. */
  public record Promise(int version, String text, LocalDate dueOn) {}

  /** Promises feedback. */
  @POST
  @Path("{id}/promise-feedback")
  @Operation(summary = "Promise to say later what we did with it")
  public ComplaintDesk.Standing promise(@PathParam("id") long id, Promise promise) {
    return step(
        id, by -> feedbacks.promise(id, promise.version(), promise.text(), promise.dueOn(), by));
  }

  /** The customer heard of the promise. */
  @POST
  @Path("{id}/promise-told")
  @Operation(summary = "Note that the customer heard of a promise made after the outcome")
  public ComplaintDesk.Standing promiseTold(@PathParam("id") long id, Said said) {
    return step(id, by -> feedbacks.promiseTold(id, said.version(), said.how(), said.words(), by));
  }

  /** Gives feedback. */
  @POST
  @Path("{id}/give-feedback")
  @Operation(summary = "Note that the customer heard what we did with it")
  public ComplaintDesk.Standing giveFeedback(@PathParam("id") long id, Text given) {
    return step(id, by -> feedbacks.give(id, given.version(), given.text(), by));
  }

  /** What the customer was asked for, and the last day on which we wait for it. */
  public record Wait(int version, String asked, LocalDate until) {}

  /** Lets its time stand still. */
  @POST
  @Path("{id}/pause")
  @Operation(summary = "Wait for something only the customer can give: the time stands still")
  public ComplaintDesk.Standing pause(@PathParam("id") long id, Wait wait) {
    return step(id, by -> pauses.begin(id, wait.version(), wait.asked(), wait.until(), by));
  }

  /** Lets its time run on. */
  @POST
  @Path("{id}/resume")
  @Operation(summary = "Go on without waiting for the customer any longer")
  public ComplaintDesk.Standing resume(@PathParam("id") long id, Seen seen) {
    return step(id, by -> pauses.end(id, seen.version(), by));
  }

  /** The version that was read. */
  public record Seen(int version) {}

  /** Closes it. */
  @POST
  @Path("{id}/close")
  @Operation(summary = "Close it; refused while something is missing")
  public ComplaintDesk.Standing close(@PathParam("id") long id, Seen seen) {
    return step(id, by -> complaints.close(id, seen.version(), by));
  }

  /** Opens it again. */
  @POST
  @Path("{id}/reopen")
  @Operation(summary = "Open it again, within the days that are set")
  public ComplaintDesk.Standing reopen(@PathParam("id") long id, Text why) {
    return step(id, by -> complaints.reopen(id, why.version(), why.text(), by));
  }

  /** Ends it as the customer asked. */
  @POST
  @Path("{id}/withdraw")
  @Operation(summary = "End it, as the customer asked")
  public ComplaintDesk.Standing withdraw(@PathParam("id") long id, Text why) {
    return step(id, by -> complaints.withdraw(id, why.version(), why.text(), by));
  }

  /** Another complaint, and how the two have to do with each other. */
  public record Link(int version, LinkKind kind, String number) {}

  /** Links it to another. */
  @POST
  @Path("{id}/links")
  @Operation(summary = "Say how it has to do with another complaint")
  public ComplaintDesk.Standing link(@PathParam("id") long id, Link link) {
    return step(id, by -> complaints.link(id, link.version(), link.kind(), link.number(), by));
  }

  private ComplaintDesk.Standing step(long id, Consumer<Staff> taken) {
    return step(id, Action.COMPLAINT_HANDLE, taken);
  }

  private ComplaintDesk.Standing step(long id, Action need, Consumer<Staff> taken) {
    taken.accept(current.need(need));
    return desk.standing(id);
  }
}
