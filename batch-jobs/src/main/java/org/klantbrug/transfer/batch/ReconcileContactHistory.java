package org.klantbrug.transfer.batch;

import jakarta.enterprise.context.ApplicationScoped;
import org.klantbrug.transfer.Kind;

/** The statement of the transferred contact history. */
@ApplicationScoped
public class ReconcileContactHistory extends ReconcileWork {
  @Override
  public String kind() {
    return "reconcile-contact-history";
  }

  @Override
  Kind reconciles() {
    return Kind.HISTORY;
  }
}
