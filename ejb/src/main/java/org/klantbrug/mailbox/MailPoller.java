package org.klantbrug.mailbox;

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

/** Looks again and again whether there is mail. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class MailPoller {
  private static final Logger LOG = LoggerFactory.getLogger(MailPoller.class);

  @Resource private ManagedScheduledExecutorService executor;
  @Inject private MailFetching fetching;
  @Inject private MailboxSettings settings;

  private ScheduledFuture<?> looking;

  @PostConstruct
  void start() {
    if (settings.isOn()) {
      looking =
          executor.scheduleWithFixedDelay(
              this::look, settings.seconds(), settings.seconds(), TimeUnit.SECONDS);
    }
  }

  @PreDestroy
  void stop() {
    if (looking != null) {
      looking.cancel(false);
    }
  }

  private void look() {
    try {
      fetching.fetch();
    } catch (RuntimeException databaseAway) {
      LOG.warn(
          "Could not look whether there is mail; looking again in a moment: {}",
          databaseAway.getMessage());
    }
  }
}
