package org.klantbrug.desk.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import org.klantbrug.identity.People;

/** Knows whether this installation shows made-up people. Looks again once a minute. */
@ApplicationScoped
public class Demonstration {
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  @Inject private People people;
  private volatile boolean underWay;
  private volatile long lookedAt;

  boolean isUnderWay() {
    if (lookedAt == 0 || System.nanoTime() - lookedAt > MINUTE) {
      underWay = people.list().stream().anyMatch(People.Person::demonstration);
      lookedAt = System.nanoTime();
    }
    return underWay;
  }
}
