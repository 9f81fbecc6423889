package org.klantbrug.attachment;

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

/** Has files scanned every few seconds, and takes away those of forms that were never accepted. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class ScanKeeper {
  @Resource private ManagedScheduledExecutorService executor;
  @Inject private Scans scans;
  @Inject private Attachments attachments;

  private Looking looking;
  private Looking forgetting;

  @PostConstruct
  void start() {
    looking =
        Looking.every(Duration.ofSeconds(5), executor, "look which files wait", scans::scanWaiting);
    forgetting =
        Looking.every(
            Duration.ofMinutes(10),
            executor,
            "take away files of forms that nobody sent",
            attachments::dropForgotten);
  }

  @PreDestroy
  void stop() {
    looking.stop();
    forgetting.stop();
  }
}
