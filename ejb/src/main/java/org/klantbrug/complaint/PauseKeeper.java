package org.klantbrug.complaint;

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

/** Looks every minute whether we waited long enough for somebody. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class PauseKeeper {
  @Resource private ManagedScheduledExecutorService executor;
  @Inject private Pauses pauses;

  private Looking looking;

  @PostConstruct
  void start() {
    looking =
        Looking.every(
            Duration.ofMinutes(1), executor, "look for whom we waited long enough", pauses::endDue);
  }

  @PreDestroy
  void stop() {
    looking.stop();
  }
}
