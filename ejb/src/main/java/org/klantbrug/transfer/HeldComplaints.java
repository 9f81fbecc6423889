package org.klantbrug.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.klantbrug.complaint.CameOver;
import org.klantbrug.merger.Entity;

/** Complaints that came over, as those who handle complaints take them up. */
@ApplicationScoped
public class HeldComplaints implements CameOver {
  private HeldWork held;

  /** For the container. */
  public HeldComplaints() {}

  /** Works with these. */
  @Inject
  public HeldComplaints(HeldWork held) {
    this.held = held;
  }

  @Override
  public void taken(Handle handle, long id, String number, long staffId, Instant at) {
    held.take(handle, Entity.COMPLAINT, id, number, staffId, at);
  }
}
