package org.klantbrug.engine.process;

import java.util.List;
import org.flowable.common.engine.api.variable.VariableContainer;

/**
 * What a process is about, told by the variable that holds its key: {@code runId} is that of a run.
 *
 * @param kind as work items, jobs and the log call it
 * @param id its key
 */
record Subject(String kind, long id) {
  private static final List<String> KINDS =
      List.of("run", "complaint", "campaign", "wave", "objection", "threat", "crisis");

  /** The subject of the process that this belongs to. */
  static Subject of(VariableContainer process) {
    return KINDS.stream()
        .filter(kind -> process.hasVariable(variable(kind)))
        .findFirst()
        .map(kind -> new Subject(kind, ((Number) process.getVariable(variable(kind))).longValue()))
        .orElseThrow(() -> new IllegalStateException("A process without a subject"));
  }

  /** The variable that holds the key of a subject of this kind. */
  static String variable(String kind) {
    return kind + "Id";
  }
}
