package org.klantbrug.outbound;

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
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every five seconds, and right after one was written, whether there is a message to send.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class MailSender {
  private static final Logger LOG = LoggerFactory.getLogger(MailSender.class);
  private static final int SECONDS = 5;

  @Resource private ManagedScheduledExecutorService executor;
  @Inject private Sending sending;
  @Inject private MailSettings settings;

  private ScheduledFuture<?> looking;

  @PostConstruct
  void start() {
    looking = executor.scheduleWithFixedDelay(this::look, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  @PreDestroy
  void stop() {
    looking.cancel(false);
  }

  /** A nudge; nothing depends on it. */
  public void onWritten(
      @Observes(during = TransactionPhase.AFTER_SUCCESS) Messages.MessageWritten event) {
    executor.submit(this::look);
  }

  private void look() {
    if (!settings.isOn()) {
      return;
    }
    try {
      sending.work();
    } catch (RuntimeException databaseAway) {
      LOG.warn(
          "Could not look what is to be sent; looking again in a moment: {}",
          databaseAway.getMessage());
    }
  }
}
