package org.klantbrug.work;

import java.time.Instant;
import java.util.List;

/** Shows where the processes of a subject are. Implemented by the process engine. */
public interface ProcessPicture {

  /**
   * A process of a subject, finished or not.
   *
   * @param id of the instance
   * @param definition the version of the model it runs by; ask {@link #model} for its drawing
   * @param model key of the model
   * @param active elements where it is now
   * @param passed elements that ended by themselves the last time it was there, in the order in
   *     which it left them: no step that failed, but the boundary events of any
   * @param endedAt null while it runs
   */
  record Instance(
      String id,
      String definition,
      String model,
      Instant startedAt,
      Instant endedAt,
      List<String> active,
      List<String> passed) {}

  /**
   * The processes of a subject, the leading one first.
   *
   * @param subjectKind what it is: {@code run}, {@code complaint}
   * @param subjectId its key
   */
  List<Instance> of(String subjectKind, long subjectId);

  /** The model of a definition as BPMN 2.0 XML with its drawing. */
  String model(String definition);
}
