package org.klantbrug.ending;

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
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.klantbrug.shared.BusinessClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every night, when few people work, looks whether the archives are whole and whether old systems
 * may go by now.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class EndKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(EndKeeper.class);
  private static final int NIGHT = 3;

  @Resource private ManagedScheduledExecutorService executor;
  @Inject private Archives archives;
  @Inject private ArchiveChecks checks;
  @Inject private EndGate gate;
  @Inject private BusinessClock clock;

  private ScheduledFuture<?> looking;

  @PostConstruct
  void start() {
    looking = executor.scheduleAtFixedRate(this::look, 1, 1, TimeUnit.HOURS);
  }

  @PreDestroy
  void stop() {
    looking.cancel(false);
  }

  private void look() {
    if (clock.now().atZone(BusinessClock.ZONE).getHour() != NIGHT) {
      return;
    }
    try {
      archives.allNewest().forEach(archive -> checks.check(archive.id(), null));
      gate.begun().forEach(gate::lookByItself);
    } catch (RuntimeException away) {
      LOG.warn("Could not look over the archives; going on the next night: {}", away.getMessage());
    }
  }
}
