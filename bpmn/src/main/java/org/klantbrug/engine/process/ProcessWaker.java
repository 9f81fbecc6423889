package org.klantbrug.engine.process;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.flowable.engine.RuntimeService;
import org.klantbrug.outbox.Outbox;
import org.klantbrug.outbox.OutboxChanged;
import org.klantbrug.shared.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wakes processes that wait for a job: the outbox request and its effect are one transaction. */
@Singleton
@Startup
@DependsOn("EngineHolder")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class ProcessWaker {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessWaker.class);

  @Resource private ManagedScheduledExecutorService executor;
  @Inject private Outbox outbox;
  @Inject private Database database;
  @Inject private RuntimeService runtime;

  private ScheduledFuture<?> looking;

  @PostConstruct
  void start() {
    looking = executor.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  @PreDestroy
  void stop() {
    looking.cancel(false);
  }

  /** A nudge; nothing depends on it. */
  public void onChange(@Observes(during = TransactionPhase.AFTER_SUCCESS) OutboxChanged event) {
    executor.submit(this::look);
  }

  private void look() {
    var found = true;
    while (found) {
      found = wakeNext();
    }
  }

  /** True if there was one and it went well: then look for the next. */
  private boolean wakeNext() {
    var request = new AtomicReference<Outbox.Request>();
    try {
      return database.inTransaction(
          handle -> {
            var next = outbox.next("WAKE_PROCESS");
            next.ifPresent(request::set);
            next.ifPresent(this::wake);
            return next.isPresent();
          });
    } catch (RuntimeException e) {
      LOG.warn("A process could not be woken; it is tried again", e);
      if (request.get() != null) {
        noteFailure(request.get(), e);
      }
      return false;
    }
  }

  private void wake(Outbox.Request request) {
    var waits = runtime.createExecutionQuery().executionId(request.target()).count() == 1;
    if (!waits) {
      outbox.notNeeded(request, "Nobody waits any more");
      return;
    }
    runtime.trigger(request.target(), null, new HashMap<>(request.values()));
    outbox.done(request);
  }

  private void noteFailure(Outbox.Request request, RuntimeException e) {
    try {
      outbox.failed(request, e.getClass().getSimpleName() + ": " + e.getMessage());
    } catch (RuntimeException databaseAway) {
      LOG.warn("The failure could not be noted; the request stays as it was", databaseAway);
    }
  }
}
