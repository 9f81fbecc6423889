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
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Looking;

/**
 * Looks every minute whether the day of an answer is over or comes near, and what was asked in
 * vain; and every night, when few people work, at all answers beside each other.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class QaKeeper {
  private static final int NIGHT = 4;

  @Resource private ManagedScheduledExecutorService executor;
  @Inject private QaExpiry expiry;
  @Inject private Gathering gathering;
  @Inject private Contradictions contradictions;
  @Inject private Shown shown;
  @Inject private QuestionsExport export;
  @Inject private BusinessClock clock;

  private Looking looking;
  private Looking nightly;
  private Looking exporting;

  @PostConstruct
  void start() {
    looking =
        Looking.every(
            Duration.ofMinutes(1), executor, "keep questions and answers as they are", this::look);
    nightly =
        Looking.every(
            Duration.ofHours(1), executor, "look for answers that contradict", this::lookAtAll);
    exporting =
        Looking.every(Duration.ofMinutes(1), executor, "write the public questions", export::look);
  }

  private void look() {
    expiry.look();
    contradictions.look();
    gathering.look();
    shown.write();
  }

  private void lookAtAll() {
    if (clock.now().atZone(BusinessClock.ZONE).getHour() == NIGHT) {
      contradictions.lookAtAll();
    }
  }

  @PreDestroy
  void stop() {
    looking.stop();
    nightly.stop();
    exporting.stop();
  }
}
