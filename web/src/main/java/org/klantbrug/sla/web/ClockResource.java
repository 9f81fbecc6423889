package org.klantbrug.sla.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.calendar.Channel;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.Choice;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Texts;
import org.klantbrug.sla.ClockBoard;
import org.klantbrug.sla.ClockState;
import org.klantbrug.sla.Clocks;
import org.klantbrug.sla.SlaClock;
import org.klantbrug.sla.Stage;
import org.klantbrug.sla.StoryLine;

/** What customers wait for, and by when. */
@Path("clocks")
@RequestScoped
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reply times")
public class ClockResource {
  private static final int PAGE = 100;

  @Inject private CurrentStaff current;
  @Inject private ClockBoard board;
  @Inject private Clocks clocks;
  @Inject private BusinessClock time;
  @Inject private Texts texts;

  /**
   * A clock.
   *
   * @param target what we aim for
   * @param limit after this it is too late
   * @param ended null while the customer waits
   */
  public record Shown(
      long id,
      String subjectKind,
      long subjectId,
      Stage stage,
      Channel channel,
      ClockState state,
      SlaClock.Standing standing,
      Instant received,
      Instant target,
      Instant limit,
      Instant ended) {
    static Shown of(SlaClock clock, Instant now) {
      return new Shown(
          clock.id(),
          clock.subjectKind(),
          clock.subjectId(),
          clock.stage(),
          clock.channel(),
          clock.state(),
          clock.standing(now),
          clock.received(),
          clock.target(),
          clock.limit(),
          clock.ended());
    }
  }

  /** How many clocks stand how. */
  @GET
  @Path("figures")
  @Operation(summary = "Open clocks by stage and channel: in danger, over time, paused")
  public List<ClockBoard.Figure> figures() {
    current.need(Action.REPLYTIMES_READ);
    return board.figures();
  }

  /** Open clocks, the nearest limit first. */
  @GET
  @Operation(summary = "Open clocks, a hundred at a time, the nearest limit first")
  public List<Shown> list(
      @QueryParam("stage") String stage,
      @QueryParam("channel") String channel,
      @QueryParam("standing") String standing,
      @QueryParam("from") long from) {
    current.need(Action.REPLYTIMES_READ);
    var wanted =
        new ClockBoard.Wanted(
            stage == null ? null : Choice.of(Stage.class, "stage", stage),
            channel == null ? null : Choice.of(Channel.class, "channel", channel),
            false,
            standing == null ? null : Choice.of(SlaClock.Standing.class, "standing", standing));
    return board.rows(wanted, Math.max(0, from), PAGE).stream()
        .map(row -> Shown.of(row.clock(), time.now()))
        .toList();
  }

  /**
   * A clock and what happened to it.
   *
   * @param why it stands where it stands, in words
   */
  public record Told(Shown clock, String why, List<StoryLine> story) {}

  /** One clock. */
  @GET
  @Path("{id}")
  @Operation(summary = "One clock, why it stands where it stands, and what happened to it")
  public Told read(@PathParam("id") long id) {
    current.need(Action.REPLYTIMES_READ);
    var clock = clocks.find(id).orElseThrow(NotThere::new);
    return new Told(
        Shown.of(clock, time.now()),
        clocks.explain(clock, texts.locale()),
        clocks.storyOf(id, texts.locale()));
  }
}
