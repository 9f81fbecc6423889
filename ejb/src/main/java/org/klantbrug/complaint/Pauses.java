package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.WorkItems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Complaints that wait for something only the customer can give. Their time stands still until he
 * answers, a colleague goes on, or the day is past up to which we said we would wait: nobody waits
 * for ever because we wait for him.
 */
@ApplicationScoped
public class Pauses {
  /** Kind of the work item that says that the customer did not answer. */
  static final String OVER = "pauseOver";

  private static final int MOST_DAYS = 42;

  /** Of one complaint, all pauses together. */
  private static final int MOST_DAYS_IN_ALL = 84;

  private static final Logger LOG = LoggerFactory.getLogger(Pauses.class);

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private WorkItems workItems;
  private ComplaintClocks clocks;

  /** For the container. */
  public Pauses() {}

  /** Works with these. */
  @Inject
  public Pauses(
      Database database,
      BusinessClock clock,
      Audit audit,
      WorkItems workItems,
      ComplaintClocks clocks) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.workItems = workItems;
    this.clocks = clocks;
  }

  /** Why a pause ended: he answered, a colleague went on, its day was past, or a step ended it. */
  enum End {
    REPLY,
    STAFF,
    DAY,
    STEP
  }

  /**
   * A time that stands still.
   *
   * @param asked what the customer was asked for
   * @param untilDay the last day on which we wait
   */
  public record Pause(long id, String asked, LocalDate untilDay, Instant begunAt, String begunBy) {}

  /** The pause of a complaint; empty if its time runs. For who may see the complaint. */
  public Optional<Pause> standing(long complaint) {
    return database.with(handle -> standing(handle, complaint));
  }

  static Optional<Pause> standing(Handle handle, long complaint) {
    return handle
        .createQuery(
            """
            select p.id, p.asked, p.until_day, p.begun_at, s.full_name as begun_by
              from complaint_pause p join identity_staff s on s.id = p.begun_by
             where p.complaint_id = :complaint and p.ended_at is null""")
        .bind("complaint", complaint)
        .map(ConstructorMapper.of(Pause.class))
        .findOne();
  }

  /**
   * Lets the time of its outcome stand still.
   *
   * @param version as it was read
   * @param asked what the customer was asked for
   * @param until the last day on which we wait, tomorrow to {@value #MOST_DAYS} days from now
   * @throws RuleBroken if the complaint waits for no outcome, if its rules let the time run on
   *     whatever we wait for, or if it stands still already
   */
  public void begin(long id, int version, String asked, LocalDate until, Staff by) {
    var what = Written.needed(asked, "complaint.pause-what-missing");
    needDay(until);
    database.inTransaction(
        handle -> {
          var complaint = ComplaintRows.hold(handle, id, version, sightOf(by));
          complaint.needUntold();
          refuseIfTimeRunsOn(handle, complaint);
          refuseWithoutEnd(handle, complaint, until);
          clocks.pause(handle, complaint, by.id());
          add(handle, id, what, until, by);
          ComplaintRows.keep(handle, complaint);
          note(handle, id, Doer.staff(by, clock.today()), Deed.aside("paused", until, what));
          return null;
        });
  }

  private void needDay(LocalDate until) {
    var today = clock.today();
    if (until == null || !until.isAfter(today) || until.isAfter(today.plusDays(MOST_DAYS))) {
      throw new RuleBroken("complaint.pause-day", MOST_DAYS);
    }
  }

  private static void refuseIfTimeRunsOn(Handle handle, Complaint complaint) {
    if (!mayPause(handle, complaint)) {
      throw new RuleBroken("complaint.pause-not-here", complaint.number());
    }
  }

  private static boolean mayPause(Handle handle, Complaint complaint) {
    return handle
        .createQuery("select may_pause from complaint_regime where code = :code")
        .bind("code", complaint.regime())
        .mapTo(Boolean.class)
        .one();
  }

  private void refuseWithoutEnd(Handle handle, Complaint complaint, LocalDate until) {
    var waited =
        handle
            .createQuery(
                """
                select coalesce(sum(greatest(extract(day from ended_at - begun_at), 0)), 0)::integer from complaint_pause
                 where complaint_id = :complaint and ended_at is not null""")
            .bind("complaint", complaint.id())
            .mapTo(Integer.class)
            .one();
    if (waited + ChronoUnit.DAYS.between(clock.today(), until) > MOST_DAYS_IN_ALL) {
      throw new RuleBroken("complaint.pause-enough", waited, MOST_DAYS_IN_ALL);
    }
  }

  private void add(Handle handle, long complaint, String asked, LocalDate until, Staff by) {
    handle
        .createUpdate(
            """
            insert into complaint_pause (complaint_id, asked, until_day, begun_at, begun_by)
            values (:complaint, :asked, :until, :now, :by)""")
        .bind("complaint", complaint)
        .bind("asked", asked)
        .bind("until", until)
        .bind("now", clock.now())
        .bind("by", by.id())
        .execute();
  }

  /** A colleague goes on without waiting longer. */
  public void end(long id, int version, Staff by) {
    database.inTransaction(
        handle -> {
          var complaint = ComplaintRows.hold(handle, id, version, sightOf(by));
          if (!goOn(handle, complaint, End.STAFF, Doer.staff(by, clock.today()))) {
            throw new RuleBroken("sla.not-paused");
          }
          ComplaintRows.keep(handle, complaint);
          return null;
        });
  }

  /** Under rules that let the time run on it does not stand still any longer. */
  void judged(Handle handle, Complaint complaint, Staff by) {
    if (standing(handle, complaint.id()).isPresent() && !mayPause(handle, complaint)) {
      goOn(handle, complaint, End.STEP, Doer.staff(by, clock.today()));
    }
  }

  /** The customer answered; nothing happens if we waited for nothing. */
  void replied(Handle handle, Complaint complaint) {
    goOn(handle, complaint, End.REPLY, Doer.customer(clock.today()));
  }

  /** Its steps are over, and its clock with them. */
  static void over(Handle handle, long complaint, Instant now, Long by) {
    close(handle, complaint, End.STEP, now, by);
  }

  private boolean goOn(Handle handle, Complaint complaint, End how, Doer by) {
    clocks.hold(handle, complaint.id());
    if (!close(handle, complaint.id(), how, clock.now(), by.id())) {
      return false;
    }
    clocks.goOn(handle, complaint, by.id());
    note(handle, complaint.id(), by, Deed.aside("resumed", how, null));
    return true;
  }

  private static boolean close(Handle handle, long complaint, End how, Instant now, Long by) {
    return handle
            .createUpdate(
                """
                update complaint_pause set ended_at = :now, ended_by = :by, ended_how = :how
                 where complaint_id = :complaint and ended_at is null""")
            .bind("complaint", complaint)
            .bind("now", now)
            .bind("by", by)
            .bind("how", how)
            .execute()
        > 0;
  }

  /** Lets the time of those run on whose day is past, and asks their handlers to look. */
  public void endDue() {
    for (var id : due()) {
      try {
        endIfPast(id);
      } catch (RuleBroken | JdbiException e) {
        LOG.error("The pause of complaint {} could not end; trying again in a minute", id, e);
      }
    }
  }

  private void endIfPast(long id) {
    database.inTransaction(
        handle -> {
          var complaint = ComplaintRows.hold(handle, id, Sight.ofEverything(clock.today()));
          if (standing(handle, id).filter(this::isPast).isPresent()) {
            goOn(handle, complaint, End.DAY, Doer.machine(clock.today()));
            ComplaintRows.keep(handle, complaint);
            Replies.askToRead(handle, workItems, complaint, OVER, clock.now());
          }
          return null;
        });
  }

  private boolean isPast(Pause pause) {
    return pause.untilDay().isBefore(clock.today());
  }

  private List<Long> due() {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select complaint_id from complaint_pause where ended_at is null and until_day < :today
                     order by complaint_id limit 1000""")
                .bind("today", clock.today())
                .mapTo(Long.class)
                .list());
  }

  private Sight sightOf(Staff by) {
    return new Sight(clock.today(), by.cleanTeam());
  }

  private void note(Handle handle, long complaint, Doer by, Deed deed) {
    ComplaintRows.note(handle, complaint, by.id(), clock.now(), deed);
    audit.record(
        handle, by.id(), by.name(), "complaintStep", Complaints.SUBJECT, complaint, deed.kind());
  }
}
