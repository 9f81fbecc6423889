package org.klantbrug.objection.web;

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
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.objection.NewObjection;
import org.klantbrug.objection.ObjectionDesk;
import org.klantbrug.objection.ObjectionIntake;
import org.klantbrug.objection.ObjectionList;
import org.klantbrug.objection.ObjectionPrint;
import org.klantbrug.objection.Objections;
import org.klantbrug.objection.Outcome;
import org.klantbrug.outbound.web.LetterPaper;
import org.klantbrug.shared.web.Texts;

/**
 * Objections: registered, read, and their steps taken. Each step names the version that was read:
 * if a colleague was there since, it answers 409, as does a step out of order.
 */
@Path("objections")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Objections")
public class ObjectionsResource {
  private static final int MOST = 500;

  @Inject private CurrentStaff current;
  @Inject private ObjectionIntake intake;
  @Inject private Objections objections;
  @Inject private ObjectionDesk desk;
  @Inject private ObjectionPrint print;
  @Inject private Texts texts;
  @Inject private ObjectionList list;
  @Inject private ObjectionSearch search;
  @Context private UriInfo address;

  /** The objections that fit, those due first on top; at most 500 from a row on. */
  @GET
  @Operation(
      summary =
          "Objections: show is mine, team, all or over; narrowed by merger, day of going over, stage and outcome")
  public List<ObjectionList.Line> list(
      @QueryParam("show") String show,
      @QueryParam("merger") Long merger,
      @QueryParam("day") String day,
      @QueryParam("stage") String stage,
      @QueryParam("outcome") String outcome,
      @QueryParam("from") Long from) {
    var staff = current.need(Action.OBJECTION_READ);
    return list.lines(
        search.wanted(show, merger, day, stage, outcome),
        from == null || from < 0 ? 0 : from,
        MOST,
        staff);
  }

  /** Who may object by this number; that somebody looked is written down. */
  @GET
  @Path("customers")
  @Operation(summary = "Against what a customer can object, by his number at the acquired company")
  public List<ObjectionDesk.Against> against(@QueryParam("number") String number) {
    return desk.againstByNumber(
        number == null ? "" : number.strip(), current.need(Action.OBJECTION_REGISTER));
  }

  /** Registers an objection; the same key again gives the one that is there. */
  @POST
  @Operation(summary = "Register an objection of a customer of the acquired company")
  public Response register(NewObjection objection) {
    var by = current.need(Action.OBJECTION_REGISTER);
    var id = intake.register(objection, by);
    return Response.created(address.getAbsolutePathBuilder().path(Long.toString(id)).build())
        .entity(desk.look(id, by))
        .build();
  }

  /** One objection with all that belongs to it; that it was opened is written down. */
  @GET
  @Path("{id}")
  @Operation(summary = "One objection with what was done, and when contracts would end")
  public ObjectionDesk.Opened read(@PathParam("id") long id) {
    return desk.open(id, null, current.need(Action.OBJECTION_READ));
  }

  /** A call: whether he was reached, and what he said, or a note. */
  public record Call(int version, boolean reached, String text) {}

  /** Notes a call. */
  @POST
  @Path("{id}/call")
  @Operation(summary = "Note a call: whether the customer was reached, and what he said")
  public ObjectionDesk.Opened call(@PathParam("id") long id, Call call) {
    var by = current.need(Action.OBJECTION_REGISTER);
    if (call.reached()) {
      objections.reached(id, call.version(), call.text(), by);
    } else {
      objections.notReached(id, call.version(), call.text(), by);
    }
    return desk.look(id, by);
  }

  /** What was said or written, and how: PHONE or LETTER. */
  public record Word(int version, String how, String text) {}

  /** Notes an apology. */
  @POST
  @Path("{id}/apology")
  @Operation(summary = "Note that the customer, who went over already, heard an apology")
  public ObjectionDesk.Opened apologise(@PathParam("id") long id, Word word) {
    var by = current.need(Action.OBJECTION_REGISTER);
    objections.apologised(id, word.version(), word.how(), word.text(), by);
    return desk.look(id, by);
  }

  /**
   * A decision.
   *
   * @param said what the customer said himself
   * @param wished a later last day, if he leaves and wants one
   */
  public record Decision(int version, Outcome outcome, String said, LocalDate wished) {}

  /** Decides. */
  @POST
  @Path("{id}/decision")
  @Operation(summary = "Decide: KEEP, LEAVE or NO_DATA_USE")
  public ObjectionDesk.Opened decide(@PathParam("id") long id, Decision decision) {
    var by = current.need(Action.OBJECTION_DECIDE);
    objections.decide(
        id, decision.version(), decision.outcome(), decision.said(), decision.wished(), by);
    return desk.look(id, by);
  }

  /** Notes that a letter left the house. */
  @POST
  @Path("{id}/letter")
  @Operation(summary = "Note that a letter with what was decided left the house")
  public ObjectionDesk.Opened letter(@PathParam("id") long id, Word word) {
    var by = current.need(Action.OBJECTION_REGISTER);
    objections.toldByLetter(id, word.version(), word.text(), by);
    return desk.look(id, by);
  }

  /** A letter as it goes to the post; that it was printed is written down. */
  @GET
  @Path("{id}/letters/{event}.pdf")
  @Produces("application/pdf")
  @Operation(summary = "A letter to a customer who objects, as PDF: what was done says its number")
  public Response paper(@PathParam("id") long id, @PathParam("event") long event) {
    var letter = print.print(id, event, current.need(Action.OBJECTION_REGISTER));
    var title = texts.say("objection.one", letter.number());
    var page = new LetterPaper.Letter(letter.address(), title, letter.body(), null);
    return Response.ok(LetterPaper.pdf(List.of(page), title, letter.language()))
        .header(
            "Content-Disposition",
            "attachment; filename=\"klantbrug-objection-" + letter.number() + ".pdf\"")
        .build();
  }

  /** Takes it back. */
  @POST
  @Path("{id}/withdrawal")
  @Operation(summary = "Note that the customer took it back, in his words")
  public ObjectionDesk.Opened withdraw(@PathParam("id") long id, Word why) {
    var by = current.need(Action.OBJECTION_REGISTER);
    objections.withdraw(id, why.version(), why.text(), by);
    return desk.look(id, by);
  }
}
