package org.klantbrug.threat;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.time.Duration;
import org.klantbrug.shared.Looking;

/** Looks all the time whether somebody must be called, and whether the day of a report came. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class TriageKeeper {
  @Resource private ManagedScheduledExecutorService executor;
  @Inject private Triage triage;

  private Looking looking;

  @PostConstruct
  void start() {
    looking =
        Looking.every(
            Duration.ofSeconds(10), executor, "call who judges threats", triage::lookWhereDue);
  }

  @PreDestroy
  void stop() {
    looking.stop();
  }
}
