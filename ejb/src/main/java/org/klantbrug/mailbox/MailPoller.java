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
import java.time.Duration;
import org.klantbrug.shared.Looking;

/** Looks again and again whether there is mail. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class MailPoller {
  @Resource private ManagedScheduledExecutorService executor;
  @Inject private MailFetching fetching;
  @Inject private MailboxSettings settings;

  private Looking looking;

  @PostConstruct
  void start() {
    if (settings.isOn()) {
      looking =
          Looking.every(
              Duration.ofSeconds(settings.seconds()),
              executor,
              "look whether there is mail",
              fetching::fetch);
    }
  }

  @PreDestroy
  void stop() {
    if (looking != null) {
      looking.stop();
    }
  }
}
