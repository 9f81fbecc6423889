package org.klantbrug.transfer.batch;

import jakarta.enterprise.context.ApplicationScoped;
import org.klantbrug.transfer.Kind;
import org.klantbrug.transfer.Rehearsal;

/** The transfer of the customers, rehearsed. */
@ApplicationScoped
public class RehearseTransfer extends RehearseWork {
  @Override
  public String kind() {
    return Rehearsal.TRANSFER_JOB;
  }

  @Override
  Kind carries() {
    return Kind.TRANSFER;
  }
}
