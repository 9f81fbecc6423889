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
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every ten seconds whether there is something to tell of a clock. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class RungKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(RungKeeper.class);
  private static final int SECONDS = 10;

  @Resource private ManagedScheduledExecutorService executor;
  @Inject private Rungs rungs;

  private ScheduledFuture<?> looking;

  @PostConstruct
  void start() {
    looking = executor.scheduleWithFixedDelay(this::look, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  @PreDestroy
  void stop() {
    looking.cancel(false);
  }

  private void look() {
    try {
      rungs.tellDue();
    } catch (RuntimeException databaseAway) {
      LOG.warn(
          "Could not look what is due; looking again in a moment: {}", databaseAway.getMessage());
    }
  }
}
