package org.klantbrug.crisis;

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

/** Looks every ten minutes whom the crises that run touch by now. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class AffectedKeeper {
  @Resource private ManagedScheduledExecutorService executor;
  @Inject private AffectedCustomers customers;

  private Looking looking;

  @PostConstruct
  void start() {
    looking =
        Looking.every(
            Duration.ofMinutes(10), executor, "look whom a crisis touches", customers::askAllAgain);
  }

  @PreDestroy
  void stop() {
    looking.stop();
  }
}
