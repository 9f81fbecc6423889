package org.klantbrug.transfer.batch;

import jakarta.enterprise.context.ApplicationScoped;
import org.klantbrug.transfer.Kind;

/** The transfer of the customers, rehearsed. */
@ApplicationScoped
public class RehearseTransfer extends RehearseWork {
  @Override
  public String kind() {
    return "rehearse-transfer";
  }

  @Override
  Kind carries() {
    return Kind.TRANSFER;
  }
}
