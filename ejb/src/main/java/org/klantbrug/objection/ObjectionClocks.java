package org.klantbrug.objection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.klantbrug.sla.ClockOrder;
import org.klantbrug.sla.Clocks;
import org.klantbrug.sla.Owner;
import org.klantbrug.sla.Stage;

/** By when a customer who objects has heard what comes of it. */
@ApplicationScoped
public class ObjectionClocks {
  /** How clocks call an objection. */
  public static final String SUBJECT = "OBJECTION";

  private Clocks clocks;

  /** For the container. */
  protected ObjectionClocks() {}

  /** Works with these. */
  @Inject
  public ObjectionClocks(Clocks clocks) {
    this.clocks = clocks;
  }

  void begin(Handle handle, Objection objection, Instant received, Long by) {
    clocks.arm(
        handle,
        new ClockOrder(
            SUBJECT,
            objection.id(),
            objection.number(),
            Stage.OBJECTION,
            objection.way().channel(),
            received,
            null,
            objection.handlerId() == null
                ? Owner.role(Objections.DECIDES)
                : Owner.person(objection.handlerId()),
            List.of()),
        by);
  }

  /** Held before its task is touched, as whoever moves many clocks does. */
  void hold(Handle handle, long objection) {
    clocks.holdAll(handle, SUBJECT, objection);
  }

  void told(Handle handle, Objection objection, Instant at, Long by) {
    clocks.met(handle, SUBJECT, objection.id(), Stage.OBJECTION, at, by);
  }

  void withdrawn(Handle handle, Objection objection, Long by) {
    clocks.withdraw(handle, SUBJECT, objection.id(), Stage.OBJECTION, "withdrawn", by);
  }
}
