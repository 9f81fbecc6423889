package org.klantbrug.signal;

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
import org.klantbrug.outbound.MailSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every three seconds whether a mail to many has a part to be written. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class MailingKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(MailingKeeper.class);
  private static final int SECONDS = 3;

  @Resource private ManagedScheduledExecutorService executor;
  @Inject private Mailings mailings;
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

  private void look() {
    if (!settings.isOn()) {
      return;
    }
    try {
      var more = true;
      while (more) {
        more = mailings.goOn();
      }
    } catch (RuntimeException later) {
      LOG.warn("A mail to many could not go on; looking again in a moment", later);
    }
  }
}
