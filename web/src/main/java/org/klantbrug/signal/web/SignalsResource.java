package org.klantbrug.signal.web;

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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.outbound.web.LetterPaper;
import org.klantbrug.shared.web.Texts;
import org.klantbrug.signal.Judged;
import org.klantbrug.signal.Mailing;
import org.klantbrug.signal.Mailings;
import org.klantbrug.signal.NewSignal;
import org.klantbrug.signal.Questions;
import org.klantbrug.signal.SignalDesk;
import org.klantbrug.signal.SignalLetters;
import org.klantbrug.signal.SignalList;
import org.klantbrug.signal.SignalTelling;
import org.klantbrug.signal.Signals;
import org.klantbrug.signal.Subject;

/**
 * Signals: raised, read, and their steps taken. Each step names the version that was read: if a
 * colleague was there since, it answers 409, as does a step out of order.
 */
@Path("signals")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Signals")
public class SignalsResource {
  private static final int MOST = 500;

  @Inject private CurrentStaff current;
  @Inject private Signals signals;
  @Inject private SignalTelling telling;
  @Inject private Mailings mailings;
  @Inject private SignalLetters letters;
  @Inject private Texts texts;
  @Inject private Questions questions;
  @Inject private SignalDesk desk;
  @Inject private SignalList list;
  @Inject private SignalSearch search;
  @Context private UriInfo address;

  /** The signals that fit, the most urgent first; at most 500 from a row on. */
  @GET
  @Operation(
      summary =
          "Signals: show is mine, department, all or closed; narrowed by state, department, kind, and only late")
  public List<SignalList.Line> list(
      @QueryParam("show") String show,
      @QueryParam("state") String state,
      @QueryParam("department") Long department,
      @QueryParam("kind") String kind,
      @QueryParam("only") String only,
      @QueryParam("from") Long from) {
    var staff = current.need(Action.SIGNAL_READ);
    return list.lines(
        search.wanted(show, state, department, kind, only),
        from == null || from < 0 ? 0 : from,
        MOST,
        staff);
  }

  /** How many customers heard what was done with what they told us. */
  @GET
  @Path("feedback")
  @Operation(summary = "The feedback rate: told, waiting and late; narrowed by department and kind")
  public SignalList.Rate rate(
      @QueryParam("department") Long department, @QueryParam("kind") String kind) {
    var staff = current.need(Action.SIGNAL_READ);
    return list.rate(search.wanted("all", null, department, kind, null), staff);
  }

  /** Raises a signal; the same key again gives the one that is there. */
  @POST
  @Operation(summary = "Raise a signal, of a customer, a complaint, or nobody in particular")
  public Response raise(NewSignal signal) {
    var by = current.need(Action.SIGNAL_RAISE);
    var from = signal.from() == null ? Subject.NONE : signal.from();
    var id =
        signals.raise(
            new NewSignal(
                signal.key(),
                signal.text(),
                signal.judged() == null
                    ? new Judged(null, null, null, null, null, null)
                    : signal.judged(),
                from),
            by);
    return Response.created(address.getAbsolutePathBuilder().path(Long.toString(id)).build())
        .entity(desk.look(id, by))
        .build();
  }

  /** Asks a department about a complaint that is looked into. */
  @POST
  @Path("questions")
  @Operation(summary = "Ask a department about a complaint; the answer stands with the complaint")
  public SignalDesk.Opened ask(Questions.Question question) {
    var by = current.need(Action.COMPLAINT_HANDLE);
    return desk.look(questions.ask(question, by), by);
  }

  /** One signal with all that belongs to it; that it was opened is written down. */
  @GET
  @Path("{id}")
  @Operation(
      summary =
          "One signal with what was done last, and who was told: 50 customers, after the key that the page before gave")
  public SignalDesk.Opened read(@PathParam("id") long id, @QueryParam("after") String after) {
    return desk.open(id, after, current.need(Action.SIGNAL_READ));
  }

  /**
   * What somebody says of it.
   *
   * @param ask whether the department is asked at once
   */
  public record Triage(int version, Judged judged, boolean ask) {}

  /** Judges it. */
  @POST
  @Path("{id}/triage")
  @Operation(summary = "Judge it, and ask the department")
  public SignalDesk.Opened triage(@PathParam("id") long id, Triage triage) {
    var by = current.need(Action.SIGNAL_TRIAGE);
    signals.triage(id, triage.version(), triage.judged(), triage.ask(), by);
    return desk.look(id, by);
  }

  /** Something that is written. */
  public record Text(int version, String text) {}

  /** The department answers. */
  @POST
  @Path("{id}/answer")
  @Operation(summary = "Say what the department does with it")
  public SignalDesk.Opened answer(@PathParam("id") long id, Text done) {
    var by = current.need(Action.SIGNAL_ANSWER);
    signals.answer(id, done.version(), done.text(), by);
    return desk.look(id, by);
  }

  /** The department is asked once more. */
  @POST
  @Path("{id}/ask-again")
  @Operation(summary = "Ask the department once more, with what is missing")
  public SignalDesk.Opened askAgain(@PathParam("id") long id, Text missing) {
    var by = current.need(Action.SIGNAL_TRIAGE);
    signals.askAgain(id, missing.version(), missing.text(), by);
    return desk.look(id, by);
  }

  /** Closes it. */
  @POST
  @Path("{id}/close")
  @Operation(summary = "Close it with the words that customers hear")
  public SignalDesk.Opened close(@PathParam("id") long id, Text heard) {
    var by = current.need(Action.SIGNAL_TRIAGE);
    signals.close(id, heard.version(), heard.text(), by);
    return desk.look(id, by);
  }

  /** Why nothing is done with it, and what customers hear. */
  public record Declined(int version, String reason, String heard) {}

  /** Declines it. */
  @POST
  @Path("{id}/decline")
  @Operation(summary = "Decline it, with the reason and the words that customers hear")
  public SignalDesk.Opened decline(@PathParam("id") long id, Declined declined) {
    var by = current.need(Action.SIGNAL_TRIAGE);
    signals.decline(id, declined.version(), declined.reason(), declined.heard(), by);
    return desk.look(id, by);
  }

  /** Links somebody else who has to do with it. */
  @POST
  @Path("{id}/customers")
  @Operation(summary = "Link a customer or complaint; also when it is over")
  public SignalDesk.Opened link(@PathParam("id") long id, Subject from) {
    var by = current.need(Action.SIGNAL_RAISE);
    telling.link(id, from, by);
    return desk.look(id, by);
  }

  /** A customer heard of it. */
  @POST
  @Path("{id}/customers/{link}/told")
  @Operation(summary = "Note that a customer heard what was done with it")
  public SignalDesk.Opened tell(
      @PathParam("id") long id, @PathParam("link") long link, SignalTelling.Said said) {
    var by = current.need(Action.SIGNAL_RAISE);
    telling.tell(id, List.of(link), said, by);
    return desk.look(id, by);
  }

  /** All who wait heard of it. */
  @POST
  @Path("{id}/told")
  @Operation(
      summary = "Note that all who wait heard what was done with it; at most 500, the first on top")
  public SignalDesk.Opened tellAll(@PathParam("id") long id, SignalTelling.Said said) {
    var by = current.need(Action.SIGNAL_RAISE);
    telling.tellAll(id, said, by);
    return desk.look(id, by);
  }

  /** A mail to all who wait and whose address is known; they heard it once it was sent. */
  @POST
  @Path("{id}/mail")
  @Operation(
      summary =
          "Mail all who wait and whose address is known; to many, once a colleague released it")
  public Mailing mail(@PathParam("id") long id, Mailings.Wanted wanted) {
    return mailings.write(id, wanted, current.need(Action.SIGNAL_RAISE));
  }

  /** Mails to many, how far each is. */
  @GET
  @Path("{id}/mail")
  @Operation(summary = "Mails to many of a signal, the last first, with how many were sent")
  public List<Mailing> mails(@PathParam("id") long id) {
    desk.needSeen(id, current.need(Action.SIGNAL_RAISE));
    return mailings.of(id);
  }

  /** A second person lets a mail to many go. */
  @POST
  @Path("{id}/mail/{mailing}/release")
  @Operation(summary = "Release a mail to many that a colleague wrote")
  public List<Mailing> release(@PathParam("id") long id, @PathParam("mailing") long mailing) {
    mailings.release(id, mailing, current.need(Action.SIGNAL_RELEASE));
    return mailings.of(id);
  }

  /** A mail to many is stopped. */
  @POST
  @Path("{id}/mail/{mailing}/stop")
  @Operation(summary = "Stop a mail to many; what was not sent stays unsent")
  public List<Mailing> stop(@PathParam("id") long id, @PathParam("mailing") long mailing) {
    mailings.stop(id, mailing, current.need(Action.SIGNAL_RAISE));
    return mailings.of(id);
  }

  /** Letters to be printed; that it was done is written down. */
  @GET
  @Path("{id}/letters/{letters}.pdf")
  @Produces("application/pdf")
  @Operation(summary = "The letters of a signal that are to be sent, as PDF")
  public Response print(@PathParam("id") long id, @PathParam("letters") long key) {
    var printed = this.letters.print(id, key, current.need(Action.SIGNAL_PRINT));
    var title = texts.say("signal.letter-title", desk.look(id, current.get()).signal().number());
    var letters =
        printed.stream()
            .map(each -> new LetterPaper.Letter(each.address(), title, each.body(), null))
            .toList();
    return Response.ok(LetterPaper.pdf(letters, title, texts.locale().getLanguage()))
        .header("Content-Disposition", "attachment; filename=\"klantbrug-letters-" + key + ".pdf\"")
        .build();
  }

  /** Why something is put right. */
  public record Why(String reason) {}

  /** He did not hear it after all. */
  @POST
  @Path("{id}/customers/{link}/untold")
  @Operation(summary = "Note that a customer did not hear it after all")
  public SignalDesk.Opened untell(@PathParam("id") long id, @PathParam("link") long link, Why why) {
    var by = current.need(Action.SIGNAL_RAISE);
    telling.untell(id, link, why.reason(), by);
    return desk.look(id, by);
  }

  /** It has nothing to do with him. */
  @POST
  @Path("{id}/customers/{link}/unlinked")
  @Operation(summary = "Take a customer off who has nothing to do with it")
  public SignalDesk.Opened unlink(@PathParam("id") long id, @PathParam("link") long link, Why why) {
    var by = current.need(Action.SIGNAL_RAISE);
    telling.unlink(id, link, why.reason(), by);
    return desk.look(id, by);
  }
}
