package org.klantbrug.notice;

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

/**
 * Looks every three seconds whether customers are to be told, now and then how they stand, and
 * every few minutes whether the latest moment for it comes near.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class NoticeKeeper {
  @Resource private ManagedScheduledExecutorService executor;
  @Inject private NoticeWriting writing;
  @Inject private LatestMoment latest;
  @Inject private NoticeCounts counts;

  private Looking telling;
  private Looking warning;
  private Looking counting;

  @PostConstruct
  void start() {
    telling =
        Looking.every(Duration.ofSeconds(3), executor, "tell customers", writing::goOnWithAll);
    warning =
        Looking.every(
            Duration.ofMinutes(5), executor, "see whether notices are late", latest::look);
    counting =
        Looking.every(Duration.ofSeconds(10), executor, "count how customers stand", counts::look);
  }

  @PreDestroy
  void stop() {
    telling.stop();
    warning.stop();
    counting.stop();
  }
}
