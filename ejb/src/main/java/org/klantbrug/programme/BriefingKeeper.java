package org.klantbrug.programme;

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
 * Looks every ten minutes whether somebody came who is to read a briefing too, and ends what is
 * open of mergers that are over.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class BriefingKeeper {
  @Resource private ManagedScheduledExecutorService executor;
  @Inject private Briefings briefings;
  @Inject private Checklist checklist;

  private Looking looking;

  @PostConstruct
  void start() {
    looking =
        Looking.every(
            Duration.ofMinutes(10), executor, "keep programmes as their mergers are", this::look);
  }

  private void look() {
    checklist.endWhatIsOver();
    briefings.endWhatIsOver();
    briefings.askWhoCame();
  }

  @PreDestroy
  void stop() {
    looking.stop();
  }
}
