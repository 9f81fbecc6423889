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

/** Looks every ten minutes whether the day of a scenario has come. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class ScenarioKeeper {
  @Resource private ManagedScheduledExecutorService executor;
  @Inject private CrisisScenarios scenarios;

  private Looking looking;

  @PostConstruct
  void start() {
    looking =
        Looking.every(
            Duration.ofMinutes(10),
            executor,
            "look which scenarios are to be looked at",
            scenarios::askForReviews);
  }

  @PreDestroy
  void stop() {
    looking.stop();
  }
}
