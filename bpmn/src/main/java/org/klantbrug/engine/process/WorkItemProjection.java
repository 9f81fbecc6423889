package org.klantbrug.engine.process;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flowable.bpmn.model.FormProperty;
import org.flowable.bpmn.model.FormValue;
import org.flowable.bpmn.model.UserTask;
import org.flowable.common.engine.api.delegate.event.FlowableEngineEntityEvent;
import org.flowable.common.engine.api.delegate.event.FlowableEngineEventType;
import org.flowable.common.engine.api.delegate.event.FlowableEvent;
import org.flowable.common.engine.api.delegate.event.FlowableEventListener;
import org.flowable.common.engine.impl.interceptor.CommandContext;
import org.flowable.engine.impl.util.CommandContextUtil;
import org.flowable.engine.impl.util.ProcessDefinitionUtil;
import org.flowable.task.service.impl.persistence.entity.TaskEntity;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItems;

/**
 * Each task of the engine for people is a work item, made and withdrawn in the engine's own
 * transaction.
 */
@ApplicationScoped
public class WorkItemProjection implements FlowableEventListener {
  /** Who may not do a task, by the category of its model: the variable that holds their key. */
  private static final Map<String, String> NOT_WHO =
      Map.of("notStarter", "startedBy", "notDecider", "decidedBy");

  @Inject private WorkItems workItems;
  @Inject private BusinessClock clock;

  @Override
  public void onEvent(FlowableEvent event) {
    if (event instanceof FlowableEngineEntityEvent change
        && change.getEntity() instanceof TaskEntity task) {
      if (event.getType() == FlowableEngineEventType.TASK_CREATED) {
        workItems.open(item(task));
      } else if (event.getType() == FlowableEngineEventType.TASK_COMPLETED) {
        command().addAttribute(answered(task), true);
      } else if (event.getType() == FlowableEngineEventType.ENTITY_DELETED
          && command().getAttribute(answered(task)) == null) {
        workItems.withdraw(task.getId());
      }
    }
  }

  private static CommandContext command() {
    return CommandContextUtil.getCommandContext();
  }

  /** Under this the command remembers that the task's work item led here, and needs no look. */
  private static String answered(TaskEntity task) {
    return "answered " + task.getId();
  }

  private WorkItem item(TaskEntity task) {
    var model =
        (UserTask)
            ProcessDefinitionUtil.getProcess(task.getProcessDefinitionId())
                .getFlowElement(task.getTaskDefinitionKey(), true);
    var subject = Subject.of(task);
    return new WorkItem(
        task.getTaskDefinitionKey(),
        task.getProcessInstanceId(),
        task.getId(),
        subject.kind(),
        subject.id(),
        CommandContextUtil.getExecutionEntityManager()
            .findById(task.getProcessInstanceId())
            .getBusinessKey(),
        model.getCandidateGroups().get(0),
        whoMayNot(task, model.getCategory()),
        outcomes(model),
        Optional.ofNullable(task.getVariable("failedJob")).map(Object::toString).orElse(null),
        clock.now());
  }

  /** Whoever did the step that this one is to look at with other eyes. */
  private static Long whoMayNot(TaskEntity task, String category) {
    return category == null ? null : (Long) task.getVariable(NOT_WHO.get(category));
  }

  private static List<String> outcomes(UserTask model) {
    return model.getFormProperties().stream()
        .filter(property -> property.getId().equals("outcome"))
        .map(FormProperty::getFormValues)
        .flatMap(List::stream)
        .map(FormValue::getId)
        .toList();
  }

  @Override
  public boolean isFailOnException() {
    return true;
  }

  @Override
  public boolean isFireOnTransactionLifecycleEvent() {
    return false;
  }

  @Override
  public String getOnTransaction() {
    return null;
  }
}
