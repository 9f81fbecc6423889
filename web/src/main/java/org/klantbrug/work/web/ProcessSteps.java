package org.klantbrug.work.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.klantbrug.work.ProcessPicture;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * A process as a list of steps, each with its state: the picture for who reads it on a small screen
 * or hears it. The steps stand in the order of the model; what stands in it behind its first end is
 * for when things go wrong: it is listed once it happened, and while it is now where it went wrong.
 * What was done before behind the step that failed comes again.
 */
public final class ProcessSteps {
  private static final Set<String> STEPS = Set.of("userTask", "serviceTask", "callActivity");

  private final ProcessPicture.Instance process;
  private final List<String> usual = new ArrayList<>();
  private final List<String> byPeople = new ArrayList<>();
  private final List<String> wayBack = new ArrayList<>();
  private final Map<String, String> failing = new HashMap<>();

  private ProcessSteps(ProcessPicture.Instance process, Document model) {
    this.process = process;
    var elements = model.getElementsByTagNameNS(ModelInWords.BPMN, "*");
    var ended = false;
    for (var i = 0; i < elements.getLength(); i++) {
      var element = (Element) elements.item(i);
      ended = ended || element.getLocalName().equals("endEvent");
      take(element, ended ? wayBack : usual);
    }
  }

  private void take(Element element, List<String> part) {
    var id = element.getAttribute("id");
    if (STEPS.contains(element.getLocalName())) {
      part.add(id);
    }
    if (element.getLocalName().equals("userTask")) {
      byPeople.add(id);
    }
    if (element.getLocalName().equals("boundaryEvent")) {
      failing.put(element.getAttribute("attachedToRef"), id);
    }
  }

  /**
   * A step.
   *
   * @param id of the element, by which it is named
   * @param state {@code done}, {@code now}, {@code failed}, {@code waiting}, or {@code passed-over}
   *     if the process went on without it
   * @param byPeople whether people do it, not the machine
   */
  public record Step(String id, String state, boolean byPeople) {}

  /** The steps of a process by its model. */
  static List<Step> of(ProcessPicture.Instance process, Document model) {
    return new ProcessSteps(process, model).steps();
  }

  private List<Step> steps() {
    var steps = new ArrayList<Step>();
    var at = here();
    for (var i = 0; i < usual.size(); i++) {
      steps.add(step(usual.get(i), state(usual.get(i), i, at)));
    }
    wayBack.stream().filter(this::isNow).forEach(id -> steps.add(at + 1, step(id, "now")));
    wayBack.stream()
        .filter(id -> wasReached(id) && !isNow(id))
        .forEach(id -> steps.add(step(id, isPassed(id) ? "done" : "failed")));
    return steps;
  }

  private Step step(String id, String state) {
    return new Step(id, state, byPeople.contains(id));
  }

  /**
   * How far the process is among its usual steps: where it is now, else the step that failed last,
   * else the farthest it was.
   */
  private int here() {
    var now = usual.stream().filter(this::isNow).mapToInt(usual::indexOf).max();
    return now.orElseGet(
        () ->
            usual.stream()
                .filter(this::hasFailed)
                .max(Comparator.comparing(this::failedAt))
                .map(usual::indexOf)
                .orElseGet(this::farthest));
  }

  private int farthest() {
    return usual.stream().filter(this::isPassed).mapToInt(usual::indexOf).max().orElse(-1);
  }

  private String state(String id, int no, int here) {
    if (isNow(id)) {
      return "now";
    }
    if (no > here) {
      return process.endedAt() == null ? "waiting" : "passed-over"; // done before, it comes again
    }
    if (isPassed(id)) {
      return "done";
    }
    return hasFailed(id) ? "failed" : "passed-over";
  }

  private boolean isNow(String id) {
    return process.active().contains(id);
  }

  private boolean isPassed(String id) {
    return process.passed().contains(id);
  }

  /** The engine leaves the boundary event of a step with it, also when the step went well. */
  private boolean hasFailed(String id) {
    return failedAt(id) >= 0 && !isPassed(id);
  }

  private int failedAt(String id) {
    return process.passed().indexOf(failing.getOrDefault(id, ""));
  }

  private boolean wasReached(String id) {
    return isPassed(id) || hasFailed(id);
  }
}
