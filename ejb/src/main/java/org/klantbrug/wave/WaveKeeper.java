package org.klantbrug.wave;

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

/**
 * Looks every hour again what stops waves that are still to go: a complaint that was closed, a
 * mandate that came; and every few seconds whose day came. Two servers that look at once wait for
 * each other, or pass over what the other has.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class WaveKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(WaveKeeper.class);
  private static final int SECONDS = 3;

  @Resource private ManagedScheduledExecutorService executor;
  @Inject private GuardCheck guards;
  @Inject private WaveProcess process;
  @Inject private PassedWaves passed;

  private ScheduledFuture<?> looking;
  private ScheduledFuture<?> telling;

  @PostConstruct
  void start() {
    looking = executor.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.HOURS);
    telling = executor.scheduleWithFixedDelay(this::tell, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  @PreDestroy
  void stop() {
    looking.cancel(false);
    telling.cancel(false);
  }

  private void tell() {
    try {
      passed.giveUp();
      process.tellTheDay();
    } catch (RuntimeException databaseAway) {
      LOG.warn(
          "Could not look which waves are due; looking again in a moment: {}",
          databaseAway.getMessage());
    }
  }

  private void look() {
    try {
      guards.checkAll();
    } catch (RuntimeException databaseAway) {
      LOG.warn(
          "Could not look what stops waves; looking again in an hour: {}",
          databaseAway.getMessage());
    }
  }
}
