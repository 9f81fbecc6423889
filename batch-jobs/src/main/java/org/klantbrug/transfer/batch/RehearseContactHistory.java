package org.klantbrug.transfer.batch;

import jakarta.enterprise.context.ApplicationScoped;
import org.klantbrug.transfer.Kind;

/** The transfer of the contact history, rehearsed. */
@ApplicationScoped
public class RehearseContactHistory extends RehearseWork {
  @Override
  public String kind() {
    return "rehearse-contact-history";
  }

  @Override
  Kind carries() {
    return Kind.HISTORY;
  }
}
