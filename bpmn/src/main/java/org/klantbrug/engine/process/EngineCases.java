package org.klantbrug.engine.process;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import org.flowable.engine.RuntimeService;
import org.flowable.engine.TaskService;
import org.klantbrug.work.Cases;

/** The processes, by the engine, in the caller's transaction. */
@ApplicationScoped
public class EngineCases implements Cases {
  @Inject private RuntimeService runtime;
  @Inject private TaskService tasks;

  @Override
  public String start(String process, String businessKey, Map<String, Object> ids) {
    return runtime.startProcessInstanceByKey(process, businessKey, ids).getProcessInstanceId();
  }

  @Override
  public void complete(String engineTaskId, String outcome, long staffId) {
    tasks.complete(engineTaskId, Map.of("outcome", outcome, "decidedBy", staffId));
  }

  @Override
  public void tell(String process, String message, long staffId) {
    runtime
        .createExecutionQuery()
        .processInstanceId(process)
        .messageEventSubscriptionName(message)
        .list()
        .forEach(
            waiting ->
                runtime.messageEventReceived(
                    message, waiting.getId(), Map.of("decidedBy", staffId)));
  }
}
