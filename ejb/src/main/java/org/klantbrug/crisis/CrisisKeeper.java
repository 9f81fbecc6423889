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

/** Looks every ten seconds whether a situation report is due. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class CrisisKeeper {
  @Resource private ManagedScheduledExecutorService executor;
  @Inject private CrisisRhythm rhythm;

  private Looking looking;

  @PostConstruct
  void start() {
    looking =
        Looking.every(Duration.ofSeconds(10), executor, "ask for situation reports", rhythm::look);
  }

  @PreDestroy
  void stop() {
    looking.stop();
  }
}
