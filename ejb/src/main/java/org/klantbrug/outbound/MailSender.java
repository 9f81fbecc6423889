package org.klantbrug.outbound;

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
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import org.klantbrug.shared.Looking;

/**
 * Looks every five seconds, and right after one was written, whether there is a message to send.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class MailSender {
  @Resource private ManagedScheduledExecutorService executor;
  @Inject private Sending sending;
  @Inject private MailSettings settings;

  private Looking looking;

  @PostConstruct
  void start() {
    looking = Looking.every(Duration.ofSeconds(5), executor, "look what is to be sent", this::send);
  }

  @PreDestroy
  void stop() {
    looking.stop();
  }

  /** A nudge; nothing depends on it. */
  public void onWritten(
      @Observes(during = TransactionPhase.AFTER_SUCCESS) Messages.MessageWritten event) {
    executor.submit(looking::now);
  }

  private void send() {
    if (settings.isOn()) {
      sending.work();
    }
  }
}
