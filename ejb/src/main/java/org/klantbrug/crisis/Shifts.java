package org.klantbrug.crisis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.NotAllowed;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItems;

/**
 * Who is on for a crisis, and what he hands to whoever comes after him. Until the successor says
 * that he read it, the one before is on; who leads changes with it.
 */
@ApplicationScoped
public class Shifts {
  /** How work calls a hand-over. */
  public static final String SUBJECT = "crisisHandover";

  private static final String RECEIVE = "receiveHandover";
  private static final int LONGEST = 4000;

  private Database database;
  private BusinessClock clock;
  private CrisisLog log;
  private WorkItems work;

  /** For the container. */
  protected Shifts() {}

  /** Works with these. */
  @Inject
  public Shifts(Database database, BusinessClock clock, CrisisLog log, WorkItems work) {
    this.database = database;
    this.clock = clock;
    this.log = log;
    this.work = work;
  }

  /** Somebody on a post, and since when. */
  public record OnDuty(Handover.Post post, long staffId, String name, Instant since) {}

  /** Who is on now; a post that nobody is on is not there. */
  public List<OnDuty> onDuty(long crisis) {
    return database.with(handle -> HandoverRows.onDuty(handle, crisis));
  }

  /** Hand-overs of a crisis, the newest first. */
  public List<Handover> of(long crisis) {
    return database.with(handle -> HandoverRows.of(handle, crisis));
  }

  /**
   * One hand-over.
   *
   * @throws RuleBroken {@code crisis.handover-unknown}
   */
  public Handover read(long id) {
    return database.with(handle -> HandoverRows.read(handle, id));
  }

  /**
   * Hands a post over: by who is on, or by who leads. Who takes up a post himself that nobody is on
   * is on at once.
   *
   * @param to who comes after
   * @param typed what he must know
   * @return key of the hand-over
   * @throws RuleBroken {@code crisis.*}: it does not run, somebody or something is missing, or one
   *     waits already
   */
  @Transactional
  public long handOver(long crisis, Handover.Post post, Long to, String typed, Staff by) {
    var words = Words.needed(typed, LONGEST, "crisis.handover-words");
    return database.inTransaction(
        handle -> {
          var running = CrisisRows.hold(handle, crisis);
          running.mustRun();
          var on = HandoverRows.on(handle, crisis, post).map(OnDuty::staffId).orElse(null);
          mustBeOn(on, by);
          mustBeSuccessor(handle, post, on, to);
          var id = HandoverRows.add(handle, crisis, post, on, to, words, by, clock.now());
          log.add(handle, crisis, "SHIFT_HANDED", words, by);
          if (on == null && to == by.id()) {
            HandoverRows.received(handle, id, clock.now());
          } else {
            ask(handle, running, id, to);
          }
          return id;
        });
  }

  private static void mustBeOn(Long on, Staff by) {
    if (on != null && on != by.id() && !by.may(Action.CRISIS_LEAD)) {
      throw new NotAllowed(Action.CRISIS_LEAD);
    }
  }

  private static void mustBeSuccessor(Handle handle, Handover.Post post, Long on, Long to) {
    if (to == null || Objects.equals(on, to) || !can(handle, post, to)) {
      throw new RuleBroken("crisis.handover-to");
    }
  }

  private static boolean can(Handle handle, Handover.Post post, long staff) {
    return post == Handover.Post.LEAD
        ? CrisisList.leads(handle).stream().anyMatch(each -> each.id() == staff)
        : CrisisTeam.roleOf(handle, staff).isPresent();
  }

  private void ask(Handle handle, Crisis crisis, long id, long to) {
    var role = CrisisTeam.roleOf(handle, to).orElseThrow(() -> new RuleBroken("crisis.member"));
    var task =
        new WorkItem(
            RECEIVE,
            null,
            null,
            SUBJECT,
            id,
            crisis.title(),
            role,
            null,
            List.of("received"),
            null,
            clock.now());
    task.inHandsOf(to);
    work.open(task);
  }

  /**
   * The successor read it and is on from now.
   *
   * @throws RuleBroken {@code crisis.handover-not-yours}: it is for somebody else; {@link
   *     org.klantbrug.shared.ChangedMeanwhile} if it was received or taken back before
   */
  @Transactional
  public void receive(long id, Staff by) {
    database.inTransaction(
        handle -> {
          var handover = HandoverRows.read(handle, id);
          CrisisRows.hold(handle, handover.crisisId()).mustRun();
          if (handover.toId() != by.id()) {
            throw new RuleBroken("crisis.handover-not-yours", handover.to());
          }
          HandoverRows.received(handle, id, clock.now());
          if (handover.post() == Handover.Post.LEAD) {
            HandoverRows.leads(handle, handover.crisisId(), by.id());
          }
          work.happened(SUBJECT, id, RECEIVE, by, "received");
          log.add(
              handle,
              handover.crisisId(),
              "SHIFT_RECEIVED",
              handover.post() + ": " + by.fullName(),
              by);
          return null;
        });
  }

  /** It is taken back before anybody received it: who was on stays on. */
  @Transactional
  public void withdraw(long id, Staff by) {
    database.inTransaction(
        handle -> {
          var handover = HandoverRows.read(handle, id);
          mustBeOn(handover.fromId(), by);
          HandoverRows.withdrawn(handle, id, clock.now());
          work.withdraw(SUBJECT, id);
          return null;
        });
  }

  /** What waits when it is over is asked no more. */
  void onStoodDown(@Observes CrisisStoodDown event) {
    HandoverRows.of(event.handle(), event.crisis().id()).stream()
        .filter(Handover::isWaiting)
        .forEach(
            each -> {
              HandoverRows.withdrawn(event.handle(), each.id(), clock.now());
              work.withdraw(SUBJECT, each.id());
            });
  }
}
