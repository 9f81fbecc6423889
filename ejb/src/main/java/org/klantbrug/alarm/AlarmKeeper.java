package org.klantbrug.alarm;

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

/** Looks every minute whether it is time to look at the waves of a merger. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class AlarmKeeper {
  @Resource private ManagedScheduledExecutorService executor;
  @Inject private AlarmLooks looks;

  private Looking looking;

  @PostConstruct
  void start() {
    looking =
        Looking.every(
            Duration.ofMinutes(1), executor, "look for early warnings", looks::lookWhereDue);
  }

  @PreDestroy
  void stop() {
    looking.stop();
  }
}
