package org.klantbrug.objection.web;

import jakarta.enterprise.context.ApplicationScoped;
import org.klantbrug.shared.RateLimit;

/** How often forms are taken from people whom nobody knows. Each server counts for itself. */
@ApplicationScoped
public class ObjectionGate {
  /** Forms an hour from one address: a household or an office. */
  private static final int BY_ONE = 30;

  /** Forms an hour from all of them: as on the day after a mail to many. */
  private static final int BY_ALL = 3000;

  private final RateLimit limit = new RateLimit(BY_ONE, BY_ALL);

  boolean takes(String address) {
    return limit.allows(address);
  }
}
