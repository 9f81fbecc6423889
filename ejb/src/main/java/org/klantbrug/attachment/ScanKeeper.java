package org.klantbrug.attachment;

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

/** Has files scanned every few seconds, and takes away those of forms that were never accepted. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class ScanKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(ScanKeeper.class);
  private static final int SECONDS = 5;
  private static final int HOURLY = 3600;

  @Resource private ManagedScheduledExecutorService executor;
  @Inject private Scans scans;
  @Inject private Attachments attachments;

  private ScheduledFuture<?> looking;
  private ScheduledFuture<?> forgetting;

  @PostConstruct
  void start() {
    looking = executor.scheduleWithFixedDelay(this::look, SECONDS, SECONDS, TimeUnit.SECONDS);
    forgetting =
        executor.scheduleWithFixedDelay(this::forget, HOURLY / 60, HOURLY, TimeUnit.SECONDS);
  }

  @PreDestroy
  void stop() {
    looking.cancel(false);
    forgetting.cancel(false);
  }

  private void look() {
    try {
      scans.scanWaiting();
    } catch (RuntimeException databaseAway) {
      LOG.warn(
          "Could not look which files wait; looking again in a moment: {}",
          databaseAway.getMessage());
    }
  }

  private void forget() {
    try {
      attachments.dropForgotten();
    } catch (RuntimeException databaseAway) {
      LOG.warn(
          "Could not take away files of forms that nobody sent; again in an hour: {}",
          databaseAway.getMessage());
    }
  }
}
