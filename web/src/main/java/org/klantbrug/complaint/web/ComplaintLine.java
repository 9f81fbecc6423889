package org.klantbrug.complaint.web;

import java.util.List;
import java.util.stream.IntStream;
import org.klantbrug.complaint.ComplaintView;
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

  static List<Step> of(ComplaintView complaint) {
    return IntStream.range(0, STAGES.size())
        .mapToObj(at -> new Step(STAGES.get(at), state(complaint, at)))
        .toList();
  }

  private static String state(ComplaintView complaint, int at) {
    var behind = behind(complaint.stage());
    if (at == ACKNOWLEDGED && complaint.acknowledged()) {
      return "passed";
    }
    if (complaint.stage() == Stage.WITHDRAWN) {
      return at == 0 ? "passed" : "dropped";
    }
    if (at == ACKNOWLEDGED) {
      return "now";
    }
    return at < behind ? "passed" : at == behind ? "now" : "ahead";
  }

  /** The stage that is not behind it yet. */
  private static int behind(Stage stage) {
    return STAGES.indexOf(
            switch (stage) {
              case ASSESSMENT -> "assessed";
              case FIRST_TIME_FIX, INVESTIGATION -> "investigated";
              case DECISION, APPROVAL -> "decided";
              case EXPLANATION -> "explained";
              case OUTCOME -> "told";
              case CLOSING, WITHDRAWN -> "closed";
              case CLOSED -> "";
            })
        + (stage == Stage.CLOSED ? STAGES.size() + 1 : 0);
  }
}
