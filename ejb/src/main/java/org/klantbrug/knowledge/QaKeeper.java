package org.klantbrug.knowledge;

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

/** Looks every minute whether the day of an answer is over, or comes near. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class QaKeeper {
  @Resource private ManagedScheduledExecutorService executor;
  @Inject private QaExpiry expiry;

  private Looking looking;

  @PostConstruct
  void start() {
    looking =
        Looking.every(Duration.ofMinutes(1), executor, "look which answers are over", expiry::look);
  }

  @PreDestroy
  void stop() {
    looking.stop();
  }
}
