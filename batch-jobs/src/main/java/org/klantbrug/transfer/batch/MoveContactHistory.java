package org.klantbrug.transfer.batch;

import jakarta.enterprise.context.ApplicationScoped;
import org.klantbrug.transfer.Kind;

/** Contact moments and documents of the acquired company live, as they were. */
@ApplicationScoped
public class MoveContactHistory extends CarryWork {
  @Override
  public String kind() {
    return Kind.HISTORY.job();
  }

  @Override
  Kind carries() {
    return Kind.HISTORY;
  }
}
