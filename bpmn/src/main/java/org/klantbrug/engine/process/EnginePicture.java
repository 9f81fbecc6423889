package org.klantbrug.engine.process;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.flowable.engine.HistoryService;
import org.flowable.engine.RepositoryService;
import org.flowable.engine.history.HistoricActivityInstance;
import org.flowable.engine.history.HistoricProcessInstance;
import org.klantbrug.work.ProcessPicture;

/** Reads from the engine's history where the processes of a subject are and have been. */
@ApplicationScoped
public class EnginePicture implements ProcessPicture {
  private static final Comparator<Date> OPEN_LAST = Comparator.nullsLast(Comparator.naturalOrder());

  private final HistoryService history;
  private final RepositoryService repository;

  /** For the container's proxy. */
  protected EnginePicture() {
    this(null, null);
  }

  /** Reads the history of this engine. */
  @Inject
  public EnginePicture(HistoryService history, RepositoryService repository) {
    this.history = history;
    this.repository = repository;
  }

  @Override
  public List<Instance> of(String subjectKind, long subjectId) {
    return history
        .createHistoricProcessInstanceQuery()
        .variableValueEquals(Subject.variable(subjectKind), subjectId)
        .list()
        .stream()
        .sorted(
            Comparator.comparing(
                    (HistoricProcessInstance each) -> each.getSuperProcessInstanceId() != null)
                .thenComparing(HistoricProcessInstance::getStartTime, Comparator.reverseOrder()))
        .map(this::instance)
        .toList();
  }

  private Instance instance(HistoricProcessInstance instance) {
    var steps =
        newest(
            history
                .createHistoricActivityInstanceQuery()
                .processInstanceId(instance.getId())
                .list());
    return new Instance(
        instance.getId(),
        instance.getProcessDefinitionId(),
        instance.getProcessDefinitionKey(),
        instant(instance.getStartTime()),
        instant(instance.getEndTime()),
        ids(steps.stream().filter(step -> step.getEndTime() == null)),
        ids(steps.stream().filter(EnginePicture::wasDone)));
  }

  /**
   * Of each element only the last time it was there, since it may have gone well before and not
   * now; in the order in which they were left.
   */
  private static List<HistoricActivityInstance> newest(List<HistoricActivityInstance> steps) {
    var newest = new LinkedHashMap<String, HistoricActivityInstance>();
    steps.stream()
        .sorted(
            Comparator.comparing(HistoricActivityInstance::getStartTime)
                .thenComparing(HistoricActivityInstance::getEndTime, OPEN_LAST))
        .forEachOrdered(step -> newest.put(step.getActivityId(), step));
    return newest.values().stream()
        .sorted(Comparator.comparing(HistoricActivityInstance::getEndTime, OPEN_LAST))
        .toList();
  }

  /** Ended by itself: a step that failed is left by its boundary event, with a reason. */
  private static boolean wasDone(HistoricActivityInstance step) {
    return step.getEndTime() != null && step.getDeleteReason() == null;
  }

  private static List<String> ids(Stream<HistoricActivityInstance> steps) {
    return steps.map(HistoricActivityInstance::getActivityId).distinct().toList();
  }

  private static Instant instant(Date date) {
    return date == null ? null : date.toInstant();
  }

  @Override
  public String model(String definition) {
    try (var model = repository.getProcessModel(definition)) {
      return new String(model.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
