package org.klantbrug.privacy;

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
import java.util.concurrent.locks.ReentrantLock;
import org.klantbrug.shared.BusinessClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the rules that are on every night, when few people work. Two servers that run them at once
 * do no harm: each slice looks again whether its rows may go.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class RetentionKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(RetentionKeeper.class);
  private static final int NIGHT = 2;

  @Resource private ManagedScheduledExecutorService executor;
  @Inject private Retention retention;
  @Inject private BusinessClock clock;

  private final ReentrantLock running = new ReentrantLock();
  private ScheduledFuture<?> looking;

  @PostConstruct
  void start() {
    looking = executor.scheduleAtFixedRate(this::look, 1, 1, TimeUnit.HOURS);
  }

  @PreDestroy
  void stop() {
    looking.cancel(false);
  }

  /** Runs the rules now, and does not wait for it. */
  public void runNow() {
    executor.execute(this::run);
  }

  private void look() {
    if (clock.now().atZone(BusinessClock.ZONE).getHour() == NIGHT) {
      run();
    }
  }

  private void run() {
    if (!running.tryLock()) {
      return;
    }
    try {
      retention.runAll();
    } catch (RuntimeException databaseAway) {
      LOG.warn(
          "Could not empty all that is old enough; going on the next night: {}",
          databaseAway.getMessage());
    } finally {
      running.unlock();
    }
  }
}
