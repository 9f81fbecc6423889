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
import java.time.Duration;
import org.klantbrug.outbound.MailSettings;
import org.klantbrug.shared.Looking;

/** Looks every three seconds whether a mail to many has a part to be written. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class MailingKeeper {
  @Resource private ManagedScheduledExecutorService executor;
  @Inject private Mailings mailings;
  @Inject private MailSettings settings;

  private Looking looking;

  @PostConstruct
  void start() {
    looking =
        Looking.every(Duration.ofSeconds(3), executor, "go on with a mail to many", this::goOn);
  }

  @PreDestroy
  void stop() {
    looking.stop();
  }

  private void goOn() {
    if (settings.isOn()) {
      mailings.goOnWithAll();
    }
  }
}
