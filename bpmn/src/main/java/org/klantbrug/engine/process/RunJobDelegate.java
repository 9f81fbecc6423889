package org.klantbrug.engine.process;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Map;
import org.flowable.engine.delegate.BpmnError;
import org.flowable.engine.delegate.DelegateExecution;
import org.flowable.engine.delegate.JavaDelegate;
import org.flowable.engine.impl.delegate.TriggerableJavaDelegate;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.work.Jobs;

/**
 * Every service task that stands for a job: asks for it in the process's own transaction, and
 * waits. The job is named as the task: element {@code importMasterData}, job {@code
 * import-master-data}. Reads the key of its subject, such as runId, startedBy and decidedBy; writes
 * failedJob. Safe to run twice: an open job is not asked for again.
 */
@Named("runJob")
@ApplicationScoped
public class RunJobDelegate implements JavaDelegate, TriggerableJavaDelegate {
  @Inject private Jobs jobs;
  @Inject private BusinessClock clock;

  @Override
  public void execute(DelegateExecution execution) {
    execution.removeVariable("failedJob");
    var subject = Subject.of(execution);
    jobs.request(
        jobName(execution.getCurrentActivityId()),
        subject.kind(),
        subject.id(),
        Map.of(),
        execution.getId(),
        decider(execution),
        clock.now());
  }

  /** Who gave the last answer; before the first, who started the run. */
  private static Long decider(DelegateExecution execution) {
    var decidedBy = execution.getVariable("decidedBy", Long.class);
    return decidedBy == null ? execution.getVariable("startedBy", Long.class) : decidedBy;
  }

  @Override
  public void trigger(Context context) {
    var execution = context.getExecution();
    if (!"COMPLETED".equals(execution.getTransientVariable("jobState"))) {
      execution.setVariable("failedJob", execution.getCurrentActivityId());
      throw new BpmnError("jobFailed");
    }
  }

  /** {@code importMasterData} to {@code import-master-data}. */
  static String jobName(String elementId) {
    return elementId.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
  }
}
