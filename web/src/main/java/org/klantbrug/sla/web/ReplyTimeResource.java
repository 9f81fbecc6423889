package org.klantbrug.sla.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.calendar.Channel;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.web.Unreadable;
import org.klantbrug.sla.Moves;
import org.klantbrug.sla.Recalculation;
import org.klantbrug.sla.ReplyRule;
import org.klantbrug.sla.ReplyTime;
import org.klantbrug.sla.ReplyTimes;
import org.klantbrug.sla.Roll;
import org.klantbrug.sla.RuleKind;
import org.klantbrug.sla.Stage;

/** How long customers wait at most, per stage and channel. */
@Path("reply-times")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reply times")
public class ReplyTimeResource {
  @Inject private CurrentStaff current;
  @Inject private ReplyTimes replyTimes;
  @Inject private Recalculation recalculation;

  /**
   * A reply time.
   *
   * @param channel null for all channels without one of their own
   * @param amount seconds, minutes or days, as the kind says; 0 for a kind without
   * @param hours limit in opening hours of SAME_OR_ONE_WORKING_DAY; 0 for the end of the next day
   * @param roll FORWARD if left out
   * @param version as it was read; 0 for one that is not there yet
   */
  public record Row(
      Channel channel,
      Stage stage,
      RuleKind kind,
      int amount,
      int hours,
      Roll roll,
      String breachRole,
      int version) {
    static Row of(ReplyTime row) {
      var rule = row.rule();
      return new Row(
          row.channel(),
          row.stage(),
          rule.kind(),
          rule.amount(),
          rule.hours(),
          rule.roll(),
          row.breachRole(),
          row.version());
    }

    ReplyTimes.Wish wish() {
      if (stage == null || kind == null || breachRole == null) {
        throw new Unreadable("stage, kind and breachRole are needed.");
      }
      var rule = new ReplyRule(kind, amount, hours, roll == null ? Roll.FORWARD : roll);
      return new ReplyTimes.Wish(channel, stage, rule, breachRole, version);
    }
  }

  /**
   * The table.
   *
   * @param notSet channels by which a first answer is refused, as nobody chose
   */
  public record Table(List<Row> rows, List<Channel> notSet) {}

  /** The reply times as they are. */
  @GET
  @Operation(summary = "The reply times per stage and channel, and the channels without one")
  public Table list() {
    current.need(Action.REPLYTIMES_READ);
    return new Table(replyTimes.list().stream().map(Row::of).toList(), replyTimes.notSet());
  }

  /** Sets a reply time; clocks that run go by it at once. */
  @PUT
  @Operation(summary = "Set a reply time, also for the clocks that run")
  public Table set(Row row) {
    var by = current.need(Action.REPLYTIMES_MANAGE);
    replyTimes.set(row.wish(), by);
    return list();
  }

  /** Tries a reply time out. */
  @POST
  @Path("preview")
  @Operation(summary = "What a reply time would move; nothing is changed")
  public Moves preview(Row row) {
    current.need(Action.REPLYTIMES_MANAGE);
    return recalculation.preview(row.wish());
  }
}
