package org.klantbrug.knowledge.web;

import jakarta.enterprise.context.ApplicationScoped;
import org.klantbrug.shared.RateLimit;

/** How often people whom nobody knows may say whether an answer helped. Each server counts. */
@ApplicationScoped
public class QuestionsGate {
  private static final int BY_ONE = 30;
  private static final int BY_ALL = 3_000;

  private final RateLimit hourly = new RateLimit(BY_ONE, BY_ALL);

  /** Counts once more; false if that is too often. */
  boolean takes(String address) {
    return hourly.allows(address);
  }
}
