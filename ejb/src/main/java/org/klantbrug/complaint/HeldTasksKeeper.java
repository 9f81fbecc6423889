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

/** Looks again and again whether other complaints that came over wait to be taken up. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class HeldTasksKeeper {
  private static final int LOOKS_IN_A_MINUTE = 12;

  @Resource private ManagedScheduledExecutorService executor;
  @Inject private HeldTasks tasks;

  private Looking looking;
  private String followed;
  private int looks;

  @PostConstruct
  void start() {
    looking =
        Looking.every(
            Duration.ofSeconds(5), executor, "list complaints that came over", this::follow);
  }

  /** At once after something changed, else now and then: a look at nothing new costs little. */
  private void follow() {
    var state = tasks.state();
    looks = (looks + 1) % LOOKS_IN_A_MINUTE;
    if (looks == 0 || !state.equals(followed)) {
      tasks.follow();
      followed = state;
    }
  }

  @PreDestroy
  void stop() {
    looking.stop();
  }
}
