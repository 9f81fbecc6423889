package org.klantbrug.crisis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.brake.Brakes;
import org.klantbrug.brake.Hold;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.Database;

/**
 * What a crisis holds: new waves of each merger that is under way, and mail to many. It holds them
 * in the transaction that declares it; a person lets each go on, also after it was stood down. An
 * exercise holds nothing.
 */
@ApplicationScoped
public class CrisisBrakes implements ClosingRule {
  private Database database;
  private Brakes brakes;
  private CrisisLog log;

  /** For the container. */
  protected CrisisBrakes() {}

  /** Works with these. */
  @Inject
  public CrisisBrakes(Database database, Brakes brakes, CrisisLog log) {
    this.database = database;
    this.brakes = brakes;
    this.log = log;
  }

  /**
   * Holds all of it, in the transaction that declares the crisis.
   *
   * @param by who declared it
   */
  void hold(Handle handle, Crisis crisis, Staff by) {
    if (crisis.exercise()) {
      return;
    }
    var held = new ArrayList<Brakes.Held>();
    held.add(Brakes.Held.MAIL_TO_MANY);
    underWay(handle)
        .forEach(merger -> held.add(new Brakes.Held(Brakes.MERGER, merger.id(), merger.name())));
    brakes.holdFor(
        handle, new Brakes.Cause(crisis.id(), crisis.title(), crisis.decidedWhy()), held, by);
  }

  /** A merger whose waves could go. */
  public record UnderWay(long id, String name) {}

  private static List<UnderWay> underWay(Handle handle) {
    return handle
        .createQuery(
            """
            select id, name from merger_merger
             where state not in ('SIGNED', 'ABANDONED', 'UNDONE') and ended_at is null order by id""")
        .map(ConstructorMapper.of(UnderWay.class))
        .list();
  }

  /** What a crisis holds and held, in the order in which it was; what is let go again too. */
  public List<Hold> of(long crisis) {
    return brakes.ofCrisis(crisis);
  }

  /** What stands still goes on, or would stand still for ever. */
  @Override
  public List<String> missing(Handle handle, long crisis) {
    return Brakes.ofCrisis(handle, crisis).stream().anyMatch(Hold::isOn)
        ? List.of("HOLDS_ON")
        : List.of();
  }

  /**
   * Lets one of them go on; the others stay held.
   *
   * @param hold which one
   * @throws org.klantbrug.shared.RuleBroken {@code brake.*}: it goes already, or there is no reason
   */
  @Transactional
  public void release(long crisis, long hold, String why, Staff by) {
    database.inTransaction(
        handle -> {
          CrisisRows.hold(handle, crisis);
          var released = brakes.releaseOfCrisis(crisis, hold, why, by);
          if (released.ofMerger()) {
            var said = released.subjectName() + ": " + released.releaseReason();
            log.add(handle, crisis, "WAVES_RELEASED", said, by);
          } else {
            log.add(handle, crisis, "MAIL_RELEASED", released.releaseReason(), by);
          }
          return null;
        });
  }
}
