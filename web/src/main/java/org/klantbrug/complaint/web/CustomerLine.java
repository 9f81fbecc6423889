package org.klantbrug.complaint.web;

import java.util.List;
import java.util.stream.IntStream;
import org.klantbrug.complaint.Stage;

/** How far a complaint has come, as a customer sees it: what we do among ourselves is one step. */
final class CustomerLine {
  private static final List<String> STEPS =
      List.of("received", "acknowledged", "handled", "answered", "closed");

  private static final int ACKNOWLEDGED = 1;
  private static final int HANDLED = 2;
  private static final int ANSWERED = 3;
  private static final int CLOSED = 4;

  private CustomerLine() {}

  static List<ComplaintLine.Step> of(Stage stage, boolean acknowledged) {
    return IntStream.range(0, STEPS.size())
        .mapToObj(at -> new ComplaintLine.Step(STEPS.get(at), state(stage, acknowledged, at)))
        .toList();
  }

  private static String state(Stage stage, boolean acknowledged, int at) {
    if (at == ACKNOWLEDGED) {
      return acknowledged ? "passed" : stage.open() ? "now" : "dropped";
    }
    if (stage == Stage.WITHDRAWN) {
      return at == 0 ? "passed" : "dropped";
    }
    var now = now(stage, acknowledged);
    return at < now ? "passed" : at == now ? "now" : "ahead";
  }

  private static int now(Stage stage, boolean acknowledged) {
    return switch (stage) {
      case ASSESSMENT -> acknowledged ? HANDLED : ACKNOWLEDGED;
      case FIRST_TIME_FIX, INVESTIGATION, DECISION, APPROVAL -> HANDLED;
      case EXPLANATION, OUTCOME -> ANSWERED;
      case CLOSING -> CLOSED;
      case CLOSED, WITHDRAWN -> STEPS.size();
    };
  }
}
