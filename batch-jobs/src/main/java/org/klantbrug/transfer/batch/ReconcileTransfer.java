package org.klantbrug.transfer.batch;

import jakarta.enterprise.context.ApplicationScoped;
import org.klantbrug.transfer.Kind;

/** The statement of the transferred customers, contracts and money. */
@ApplicationScoped
public class ReconcileTransfer extends ReconcileWork {
  @Override
  public String kind() {
    return "reconcile-transfer";
  }

  @Override
  Kind reconciles() {
    return Kind.TRANSFER;
  }
}
