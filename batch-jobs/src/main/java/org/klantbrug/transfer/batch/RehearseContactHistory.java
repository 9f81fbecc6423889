package org.klantbrug.transfer.batch;

import jakarta.enterprise.context.ApplicationScoped;
import org.klantbrug.transfer.Kind;
import org.klantbrug.transfer.Rehearsal;

/** The transfer of the contact history, rehearsed. */
@ApplicationScoped
public class RehearseContactHistory extends RehearseWork {
  @Override
  public String kind() {
    return Rehearsal.HISTORY_JOB;
  }

  @Override
  Kind carries() {
    return Kind.HISTORY;
  }
}
