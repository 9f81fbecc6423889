package org.klantbrug.sla;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.klantbrug.calendar.Channel;
import org.klantbrug.calendar.WorkingCalendars;

/** By when customers should hear of what has no clock yet, as its clock would say. */
@ApplicationScoped
public class Limits {
  private WorkingCalendars calendars;
  private ReplyTimes replyTimes;

  /** For the container. */
  protected Limits() {}

  /** Reckons by these. */
  @Inject
  public Limits(WorkingCalendars calendars, ReplyTimes replyTimes) {
    this.calendars = calendars;
    this.replyTimes = replyTimes;
  }

  /**
   * Something that is waited for.
   *
   * @param channel by which it came; null if nobody knows
   * @param on day that was promised, which counts where it is the earlier one; null if none was
   */
  public record Asked(Channel channel, Instant received, LocalDate on) {}

  /**
   * Their limits, in the same order. Nothing is written; the calendar is held until the end of the
   * transaction.
   *
   * @throws org.klantbrug.shared.RuleBroken if nobody set a reply time for a channel and the stage
   */
  public List<Instant> of(Handle handle, Stage stage, Collection<Asked> asked) {
    var calendar = calendars.hold(handle);
    var rules = new HashMap<Channel, ReplyRule>();
    return asked.stream()
        .map(
            each ->
                Reckoning.of(
                        calendar,
                        rules.computeIfAbsent(
                            each.channel(),
                            channel -> replyTimes.read(handle, channel, stage).rule()),
                        Reckoning.Facts.beginning(each.channel(), each.received(), each.on()))
                    .limit())
        .toList();
  }
}
