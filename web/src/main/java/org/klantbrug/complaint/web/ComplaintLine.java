package org.klantbrug.complaint.web;

import java.util.List;
import java.util.stream.IntStream;
import org.klantbrug.complaint.Stage;

/** How far a complaint has come, as a line of stages. The receipt is confirmed beside the rest. */
final class ComplaintLine {
  private static final List<String> STAGES =
      List.of(
          "received",
          "acknowledged",
          "assessed",
          "investigated",
          "decided",
          "explained",
          "told",
          "closed");

  private static final int ACKNOWLEDGED = 1;

  private ComplaintLine() {}

  /** A stage: {@code passed}, {@code now}, {@code ahead}, or {@code dropped} by a withdrawal. */
  public record Step(String name, String state) {}

  static List<Step> of(Stage stage, boolean acknowledged) {
    return IntStream.range(0, STAGES.size())
        .mapToObj(at -> new Step(STAGES.get(at), state(stage, acknowledged, at)))
        .toList();
  }

  private static String state(Stage stage, boolean acknowledged, int at) {
    var behind = behind(stage);
    if (at == ACKNOWLEDGED && acknowledged) {
      return "passed";
    }
    if (stage == Stage.WITHDRAWN) {
      return at == 0 ? "passed" : "dropped";
    }
    if (at == ACKNOWLEDGED) {
      return "now";
    }
    return at < behind ? "passed" : at == behind ? "now" : "ahead";
  }

  /** The stage that is not behind it yet. */
  private static int behind(Stage stage) {
    return switch (stage) {
      case ASSESSMENT -> STAGES.indexOf("assessed");
      case FIRST_TIME_FIX, INVESTIGATION -> STAGES.indexOf("investigated");
      case DECISION, APPROVAL -> STAGES.indexOf("decided");
      case EXPLANATION -> STAGES.indexOf("explained");
      case OUTCOME -> STAGES.indexOf("told");
      case CLOSING -> STAGES.indexOf("closed");
      case CLOSED, WITHDRAWN -> STAGES.size();
    };
  }
}
