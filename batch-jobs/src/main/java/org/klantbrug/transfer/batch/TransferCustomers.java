package org.klantbrug.transfer.batch;

import jakarta.enterprise.context.ApplicationScoped;
import org.klantbrug.transfer.Kind;

/** Customers, contracts and money of the acquired company live. */
@ApplicationScoped
public class TransferCustomers extends CarryWork {
  @Override
  public String kind() {
    return Kind.TRANSFER.job();
  }

  @Override
  Kind carries() {
    return Kind.TRANSFER;
  }
}
