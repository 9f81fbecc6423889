package org.klantbrug.programme.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.merger.Mergers;
import org.klantbrug.programme.Briefing;
import org.klantbrug.programme.Briefings;
import org.klantbrug.programme.Checklist;
import org.klantbrug.programme.Item;
import org.klantbrug.programme.Programme;
import org.klantbrug.programme.Reader;
import org.klantbrug.programme.Scenario;
import org.klantbrug.programme.Scenarios;
import org.klantbrug.shared.RuleBroken;

/** The programme of a merger. */
@Path("mergers/{merger}/programme")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Programme")
public class ProgrammeResource {
  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private Checklist checklist;
  @Inject private Scenarios scenarios;
  @Inject private Briefings briefings;

  /**
   * All of it.
   *
   * @param programme null before somebody began it
   * @param briefing the newest version; null if nothing was published
   */
  public record All(
      Programme programme, List<Item> items, List<Scenario> scenarios, Briefing briefing) {}

  /** Something that must be ready, of which {@code owner} is the key of who does it. */
  public record NewItem(String title, boolean required, Long owner, LocalDate due) {}

  /** What is to become of an item. */
  public enum Deed {
    /** With evidence. */
    DONE,
    /** To owner. */
    GIVE,
    /** To due. */
    MOVE,
    /** With a reason. */
    NOT_APPLICABLE,
    /** By the second person. */
    CONFIRM,
    /** By the second person. */
    DECLINE,
    /** With a reason and due. */
    REOPEN
  }

  /**
   * What is to become of an item.
   *
   * @param version on which this was decided
   */
  public record Wish(
      Deed deed, int version, String evidence, String reason, Long owner, LocalDate due) {}

  /** Title and text of a briefing. */
  public record Words(String title, String body) {}

  /** All of it. */
  @GET
  @Operation(summary = "The programme of a merger: items, scenarios and the newest briefing")
  public All all(@PathParam("merger") long merger) {
    current.need(Action.MERGER_READ);
    mergers.read(merger);
    return new All(
        checklist.find(merger).orElse(null),
        checklist.of(merger),
        scenarios.of(merger),
        briefings.of(merger).orElse(null));
  }

  /** Begins it. */
  @POST
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Begin the programme with the list that every merger begins with")
  public All begin(@PathParam("merger") long merger) {
    var staff = current.need(Action.PROGRAMME_LEAD);
    checklist.begin(mergers.read(merger).id(), staff);
    return all(merger);
  }

  /** Adds an item. */
  @POST
  @Path("items")
  @Operation(summary = "Add something that must be ready")
  public Item add(@PathParam("merger") long merger, NewItem item) {
    var staff = current.need(Action.PROGRAMME_LEAD);
    return checklist.read(
        checklist.add(merger, item.title(), item.required(), item.owner(), item.due(), staff));
  }

  /** Does something with an item. */
  @PUT
  @Path("items/{item}")
  @Operation(summary = "Do an item, give it, move it, or say that it does not apply")
  public Item change(@PathParam("item") long item, Wish wish) {
    var staff = current.need(Action.WORK_DO);
    if (wish.deed() == null) {
      throw new RuleBroken("programme.deed-missing");
    }
    change(item, wish, staff);
    return checklist.read(item);
  }

  private void change(long item, Wish wish, Staff staff) {
    switch (wish.deed()) {
      case DONE -> checklist.done(item, wish.version(), wish.evidence(), staff);
      case GIVE -> checklist.give(item, wish.version(), wish.owner(), staff);
      case MOVE -> checklist.move(item, wish.version(), wish.due(), staff);
      case NOT_APPLICABLE -> checklist.notApplicable(item, wish.version(), wish.reason(), staff);
      case CONFIRM -> checklist.decide(item, false, staff);
      case DECLINE -> checklist.decide(item, true, staff);
      case REOPEN -> checklist.reopen(item, wish.version(), wish.reason(), wish.due(), staff);
    }
  }

  /** Writes a scenario out. */
  @POST
  @Path("scenarios")
  @Operation(summary = "Write out what is done if something goes wrong")
  public List<Scenario> write(@PathParam("merger") long merger, Scenarios.Wish wish) {
    var staff = current.need(Action.PROGRAMME_LEAD);
    scenarios.add(merger, wish, staff);
    return scenarios.of(merger);
  }

  /** Publishes a briefing. */
  @POST
  @Path("briefings")
  @Operation(summary = "Publish the briefing, or a new version of it")
  public Briefing publish(@PathParam("merger") long merger, Words words) {
    var staff = current.need(Action.PROGRAMME_LEAD);
    return briefings.look(briefings.publish(merger, words.title(), words.body(), staff));
  }

  /** Who read it. */
  @GET
  @Path("briefings/{briefing}/readers")
  @Operation(summary = "Who is to read a briefing, and who did when")
  public List<Reader> readers(@PathParam("briefing") long briefing) {
    current.need(Action.MERGER_READ);
    return briefings.readers(briefing);
  }

  /** Confirms that one read it. */
  @POST
  @Path("briefings/{briefing}/read")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Confirm that you read and understood a briefing")
  public Briefing read(@PathParam("briefing") long briefing) {
    briefings.read(briefing, current.need(Action.BRIEFING_READ));
    return briefings.look(briefing);
  }
}
