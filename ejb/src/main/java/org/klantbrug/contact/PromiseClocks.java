package org.klantbrug.contact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import org.jdbi.v3.core.Handle;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.sla.ClockOrder;
import org.klantbrug.sla.Clocks;
import org.klantbrug.sla.Owner;
import org.klantbrug.sla.Stage;

/**
 * The clocks of promises of our own: who keeps one hears of its day before it is over. A promise
 * without a day has none. All of it takes part in the caller's transaction.
 */
@ApplicationScoped
public class PromiseClocks {
  /** How clocks name a promise. */
  public static final String SUBJECT = "PROMISE";

  private Clocks clocks;
  private BusinessClock time;

  /** For the container. */
  protected PromiseClocks() {}

  /** Sets these clocks. */
  @Inject
  public PromiseClocks(Clocks clocks, BusinessClock time) {
    this.clocks = clocks;
    this.time = time;
  }

  /** A promise is ours to keep from now on. */
  void start(Handle handle, long id, LocalDate dueOn, Owner owner, Staff by) {
    if (dueOn != null) {
      clocks.arm(
          handle,
          ClockOrder.onDay(SUBJECT, id, null, Stage.AGREEMENT, time.now(), dueOn, owner),
          by.id());
    }
  }

  /** Another day was agreed. Why is with the promise; it may be about a person. */
  void move(Handle handle, PromiseBook.Kept promise, LocalDate dueOn, Staff by) {
    if (promise.dueOn() == null) {
      start(handle, promise.id(), dueOn, new Owner(promise.ownerId(), promise.ownerRole()), by);
    } else {
      clocks.reschedule(handle, SUBJECT, promise.id(), Stage.AGREEMENT, dueOn, null, by.id());
    }
  }

  /** Somebody else keeps it. */
  void give(Handle handle, PromiseBook.Kept promise, Owner owner) {
    if (promise.dueOn() != null) {
      clocks.give(handle, SUBJECT, promise.id(), Stage.AGREEMENT, owner);
    }
  }

  /** The customer has what was promised. */
  void kept(Handle handle, PromiseBook.Kept promise, Instant at, Staff by) {
    if (promise.dueOn() != null) {
      clocks.met(handle, SUBJECT, promise.id(), Stage.AGREEMENT, at, by.id());
    }
  }

  /** The customer no longer waits for it: it was withdrawn, or will not be kept. */
  void over(Handle handle, PromiseBook.Kept promise, Staff by) {
    if (promise.dueOn() != null) {
      clocks.withdraw(handle, SUBJECT, promise.id(), Stage.AGREEMENT, null, by.id());
    }
  }
}
