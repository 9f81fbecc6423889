package org.klantbrug.billing;

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

/** Looks every ten minutes whose day has come, and who does not answer. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class HandOverKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(HandOverKeeper.class);
  private static final int MINUTES = 10;

  @Resource private ManagedScheduledExecutorService executor;
  @Inject private HandOverChase chase;

  private ScheduledFuture<?> looking;

  @PostConstruct
  void start() {
    looking = executor.scheduleWithFixedDelay(this::look, 1, MINUTES, TimeUnit.MINUTES);
  }

  @PreDestroy
  void stop() {
    looking.cancel(false);
  }

  private void look() {
    try {
      chase.look();
    } catch (RuntimeException databaseAway) {
      LOG.warn(
          "Could not look who answers hand-overs; looking again in ten minutes: {}",
          databaseAway.getMessage());
    }
  }
}
