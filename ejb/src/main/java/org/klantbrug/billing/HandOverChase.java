package org.klantbrug.billing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.calendar.Channel;
import org.klantbrug.calendar.WorkingCalendars;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;

/**
 * Who does not answer a hand-over is chased, in opening hours: an account that was started and not
 * stopped may be debited by both companies.
 */
@ApplicationScoped
public class HandOverChase {
  private Database database;
  private HandOvers handovers;
  private Uncollected uncollected;
  private WorkingCalendars calendars;
  private BillingTasks tasks;
  private BusinessClock clock;

  /** For the container. */
  protected HandOverChase() {}

  /** Works with these. */
  @Inject
  public HandOverChase(
      Database database,
      HandOvers handovers,
      Uncollected uncollected,
      WorkingCalendars calendars,
      BillingTasks tasks,
      BusinessClock clock) {
    this.database = database;
    this.handovers = handovers;
    this.uncollected = uncollected;
    this.calendars = calendars;
    this.tasks = tasks;
    this.clock = clock;
  }

  /**
   * Answers that are missing.
   *
   * @param answerBy the first day after which they are too late; null if there is none
   */
  public record Waiting(long merger, Instant since, LocalDate answerBy) {}

  /**
   * Tells both sides who left a wave, looks whose day has come and who is collected by nobody, and
   * asks for answers that are missing too long, or are needed by tomorrow.
   */
  public void look() {
    handovers.follow();
    database.inTransaction(
        handle -> {
          HandedOver.ready(handle, null, clock.today(), clock.now());
          uncollected.look(handle);
          var calendar = calendars.read(handle).calendar();
          if (calendar.isOpen(null, clock.now())) {
            for (var waiting : waiting(handle)) {
              var hours = BillingSettings.read(handle, waiting.merger()).chaseHours();
              var due = calendar.plus((Channel) null, waiting.since(), Duration.ofHours(hours));
              if (!due.isAfter(clock.now()) || isNeededSoon(waiting)) {
                tasks.ask(handle, waiting.merger(), BillingTasks.CHASE, "migrationLead");
              }
            }
          }
          return null;
        });
  }

  private boolean isNeededSoon(Waiting waiting) {
    return waiting.answerBy() != null && !waiting.answerBy().isAfter(clock.today().plusDays(1));
  }

  /** Since when the oldest answer to the newest file of an account is missing, per merger. */
  private static List<Waiting> waiting(Handle handle) {
    return handle
        .createQuery(
            """
            select merger, min(since) as since, min(answer_by) as answer_by from (
              %s union all
              select h.merger_id, min(h.made_at), min(u.answer_by)
                from billing_asked q join billing_handover h on h.id = q.handover_id
                left join billing_uncollected u
                  on u.handover_id = q.handover_id and u.member_id = q.member_id and u.state = 'ASKED' and q.side = 'STOP'
               where %s group by h.merger_id) w
             group by merger"""
                .formatted(OF_ACCOUNTS, Asked.WAITS))
        .map(ConstructorMapper.of(Waiting.class))
        .list();
  }

  /** SQL: as above, of accounts that go. */
  private static final String OF_ACCOUNTS =
      """
            select a.merger_id as merger, min(l.made_at) as since, min(l.answer_by) as answer_by
              from billing_account a join wave_wave x on x.id = a.wave_id
              join (values ('START'), ('STOP')) s (side)
                on case s.side when 'START' then a.start_answer else a.stop_answer end is null
              join lateral (
                select max(h.made_at) as made_at, min(b.answer_by) as answer_by from billing_handover_line t
                  join billing_handover h on h.id = t.handover_id and h.undone_at is null and h.about = 'ACCOUNTS'
                  left join billing_handover b on b.wave_id = a.wave_id and b.undone_at is null and x.state <> 'OVER'
                 where t.member_id = a.member_id and t.side = s.side) l on true
             where a.undone_at is null and a.state = 'HANDED_OVER'
             group by a.merger_id having min(l.made_at) is not null
      """;
}
