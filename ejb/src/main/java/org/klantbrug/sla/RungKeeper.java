package org.klantbrug.sla;

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

/** Looks every ten seconds whether there is something to tell of a clock. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class RungKeeper {
  @Resource private ManagedScheduledExecutorService executor;
  @Inject private Rungs rungs;

  private Looking looking;

  @PostConstruct
  void start() {
    looking = Looking.every(Duration.ofSeconds(10), executor, "look what is due", rungs::tellDue);
  }

  @PreDestroy
  void stop() {
    looking.stop();
  }
}
