package org.klantbrug.billing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.function.LongConsumer;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.billing.HandOverRows.Making;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.wave.WaveFacts;
import org.klantbrug.wave.WaveLetGo;
import org.klantbrug.wave.WaveTakenBack;
import org.klantbrug.wave.WaveWentOver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the new billing to start and the old company to stop, once per wave. What changes
 * afterwards is told in a file of its own, with the next number.
 */
@ApplicationScoped
public class HandOvers {
  private static final Logger LOG = LoggerFactory.getLogger(HandOvers.class);
  private static final String FINANCE = "finance";

  private Database database;
  private WaveFacts facts;
  private BillingTasks tasks;
  private BusinessClock clock;
  private Audit audit;
  private StopInTime inTime;

  /** For the container. */
  protected HandOvers() {}

  /** Works with these. */
  @Inject
  public HandOvers(
      Database database,
      WaveFacts facts,
      BillingTasks tasks,
      StopInTime inTime,
      BusinessClock clock,
      Audit audit) {
    this.database = database;
    this.facts = facts;
    this.tasks = tasks;
    this.clock = clock;
    this.audit = audit;
    this.inTime = inTime;
  }

  /**
   * A wave was let go by two people: its files are made in the same transaction, so that both sides
   * can answer before the old company gives its collections of that day to the bank. Where nobody
   * said yet what changes for the money, they are made as the wave goes.
   */
  public void letGo(@Observes WaveLetGo go) {
    database.inTransaction(
        handle -> {
          var merger = HandOverRows.hold(handle, go.waveId());
          if (StopInTime.isNeeded(handle, merger)) {
            tellBefore(handle, merger, go.waveId(), go.at());
          }
          return null;
        });
  }

  private void tellBefore(Handle handle, long merger, long waveId, Instant at) {
    var answerBy = inTime.latest(handle, merger, HandOverRows.wave(handle, waveId).day());
    make(handle, new Making(merger, waveId, null, answerBy, at, null));
    tasks.ask(handle, merger, BillingTasks.GIVE_OUT, FINANCE);
  }

  /**
   * A wave went over: its files are made in the same transaction. If they were made before, what
   * changed since is told, and who did not go.
   */
  public void wentOver(@Observes WaveWentOver went) {
    make(went.waveId(), went.cutoverId(), went.at(), null);
  }

  /**
   * A wave was taken back: a further hand-over ends for both sides what they were told, and finance
   * sees to it that they hear it. What was handed over stays readable, and is marked.
   */
  public void takenBack(@Observes WaveTakenBack back) {
    database.inTransaction(
        handle -> {
          var merger = HandOverRows.hold(handle, back.waveId());
          if (HandOverRows.first(handle, back.waveId()).isPresent()) {
            HandOverRows.undo(handle, "billing_account", back.waveId(), back.at());
            tellEnded(
                handle, new Making(merger, back.waveId(), back.cutoverId(), null, back.at(), null));
            HandOverRows.undo(handle, "billing_handover", back.waveId(), back.at());
            tasks.ask(handle, merger, BillingTasks.WENT_BACK, FINANCE);
          }
          return null;
        });
  }

  /**
   * Ends for both sides the accounts that left a wave after it was handed over: they were stopped,
   * their customer objects, or the wave was called off. Hands over who was let go before anybody
   * said what changes for the money. A wave of which that fails does not keep the others waiting.
   */
  void follow() {
    each(database.with(HandOverRows::left), this::follow);
    each(database.with(HandOverRows::untold), this::tellLate);
  }

  private static void each(List<Long> waves, LongConsumer work) {
    for (long wave : waves) {
      try {
        work.accept(wave);
      } catch (RuntimeException ofThisWave) {
        LOG.error("Could not follow up the hand-over of wave {}; trying again", wave, ofThisWave);
      }
    }
  }

  private void tellLate(long waveId) {
    var merger = database.with(handle -> HandOverRows.wave(handle, waveId)).mergerId();
    facts.where(
        facts.run(merger),
        handle -> {
          HandOverRows.hold(handle, waveId);
          tellBefore(handle, merger, waveId, clock.now());
          return null;
        });
  }

  private void follow(long waveId) {
    database.inTransaction(
        handle -> {
          var merger = HandOverRows.hold(handle, waveId);
          if (HandedOver.leave(handle, waveId, clock.now()) > 0) {
            tellEnded(handle, new Making(merger, waveId, null, null, clock.now(), null));
            tasks.ask(handle, merger, BillingTasks.GIVE_OUT, FINANCE);
            if (!HandedOver.isAny(handle, waveId)) {
              HandOverRows.undo(handle, "billing_handover", waveId, clock.now());
            }
          }
          return null;
        });
  }

  /**
   * Makes the files of a wave; if they were made before, a further one of what changed since.
   *
   * @param cutoverId what carried the wave; null if that is not known
   * @param by null if it happens as the wave goes
   * @return key of its first hand-over
   */
  public long make(long waveId, Long cutoverId, Instant at, Staff by) {
    return database.inTransaction(
        handle -> {
          var merger = HandOverRows.hold(handle, waveId);
          return make(handle, new Making(merger, waveId, cutoverId, null, at, by));
        });
  }

  private long make(Handle handle, Making making) {
    var setting = BillingSettings.read(handle, making.merger());
    var made = HandOverRows.first(handle, making.waveId());
    if (made.isPresent()) {
      HandedOver.leave(handle, making.waveId(), making.at());
    }
    HandedOver.accounts(handle, making.waveId(), setting);
    var revoked = Revoked.going(handle, making.waveId());
    UncollectedRows.go(handle, making.waveId());
    if (made.isPresent()) {
      HandedOver.again(handle, making.waveId(), setting);
      tellChanges(handle, making);
    }
    var id = made.isPresent() ? made.get() : tell(handle, making);
    if (!revoked.isEmpty()) {
      Revoked.tell(handle, making, revoked);
      tasks.ask(handle, making.merger(), BillingTasks.GIVE_OUT, FINANCE);
    }
    if (HandedOver.held(handle, making.waveId())) {
      tasks.ask(handle, making.merger(), BillingTasks.HELD, FINANCE);
    }
    return id;
  }

  private void tellChanges(Handle handle, Making making) {
    if (HandedOver.differs(handle, making.waveId())) {
      tell(handle, making);
      tasks.ask(handle, making.merger(), BillingTasks.GIVE_OUT, FINANCE);
    }
  }

  /** Writes what both sides do not know yet as the next hand-over of the wave. */
  private long tell(Handle handle, Making making) {
    var no = HandOverRows.next(handle, making.waveId());
    var id = HandOverRows.insert(handle, making, no);
    HandedOver.lines(handle, id, making.waveId());
    HandedOver.askAnew(handle, id);
    left(handle, making, id);
    registered(handle, making, id, no, "billingHandedOver");
    return id;
  }

  /** Ends for both sides what they know of accounts that left the wave. */
  private void tellEnded(Handle handle, Making making) {
    var no = HandOverRows.next(handle, making.waveId());
    var id = HandOverRows.insert(handle, making, no);
    HandedOver.ended(handle, id, making.waveId());
    left(handle, making, id);
    registered(handle, making, id, no, "billingHandedBack");
  }

  /** Who left must be answered by both sides, and is collected by nobody until the old one did. */
  private void left(Handle handle, Making making, long id) {
    Asked.ended(handle, id);
    UncollectedRows.note(handle, making.waveId(), id, clock.today());
  }

  private void registered(Handle handle, Making making, long id, int no, String audited) {
    HandOverFile.register(handle, id, making.waveId(), no);
    var by = making.by();
    audit.record(
        handle,
        by == null ? null : by.id(),
        by == null ? "billing" : by.login(),
        audited,
        "merger",
        making.merger(),
        Integer.toString(no));
  }

  /**
   * Tells what changed since the last file.
   *
   * @return key of the hand-over
   * @throws RuleBroken {@code billing.handover-none}: nothing was handed over; {@code
   *     billing.handover-same}: nothing changed
   */
  public long correct(long waveId, Staff by) {
    var wave = database.with(handle -> HandOverRows.wave(handle, waveId));
    return wave.over()
        ? database.inTransaction(handle -> correct(handle, waveId, by))
        : facts.where(facts.run(wave.mergerId()), handle -> correct(handle, waveId, by));
  }

  private long correct(Handle handle, long waveId, Staff by) {
    var merger = HandOverRows.hold(handle, waveId);
    if (HandOverRows.first(handle, waveId).isEmpty()) {
      throw new RuleBroken("billing.handover-none");
    }
    HandedOver.leave(handle, waveId, clock.now());
    HandedOver.again(handle, waveId, BillingSettings.read(handle, merger));
    if (!HandedOver.differs(handle, waveId)) {
      throw new RuleBroken("billing.handover-same");
    }
    return tell(handle, new Making(merger, waveId, null, null, clock.now(), by));
  }
}
