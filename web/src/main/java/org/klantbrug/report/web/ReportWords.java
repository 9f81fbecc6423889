package org.klantbrug.report.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.report.Cut;
import org.klantbrug.report.Measure;
import org.klantbrug.report.Reports;
import org.klantbrug.report.Row;
import org.klantbrug.report.Topic;
import org.klantbrug.shared.web.Texts;

/** What values and figures are called. */
@Named("reportWords")
@RequestScoped
public class ReportWords {
  private static final Set<String> DECIDED = Set.of("KEEP", "LEAVE", "NO_DATA_USE");

  @Inject private Reports reports;
  @Inject private CurrentStaff current;
  @Inject private Texts texts;

  private Map<String, String> companies;
  private Map<String, String> cutovers;

  /** What people call the value of a cut. */
  public String value(Cut cut, String value) {
    if (value == null) {
      return texts.code("report.none.", cut);
    }
    if (value.equals(Cut.REST)) {
      return texts.say("report.rest");
    }
    return switch (cut) {
      case ALL, PRODUCT -> value;
      case WEEK -> week(value);
      case CHANNEL -> texts.value("channel", value);
      case CAUSE, GRANTED_CAUSE -> texts.code("complaint.cause.", value);
      case COMPANY -> companies().getOrDefault(value, value);
      case CUTOVER -> cutovers().getOrDefault(value, value);
      case ROLE -> texts.code("role.", value);
      case STAGE_AND_CHANNEL -> stageAndChannel(value.split("/", 2));
      case SUBJECT -> texts.code("contact.topic.", value);
      case WAVE -> texts.say("report.wave", texts.day(LocalDate.parse(value)));
      case OUTCOME ->
          texts.code(DECIDED.contains(value) ? "objection.outcome." : "objection.stage.", value);
    };
  }

  private String stageAndChannel(String... parts) {
    var channel =
        parts[1].isEmpty() ? texts.say("clocks.no-channel") : texts.value("channel", parts[1]);
    return texts.code("stage.", parts[0]) + ", " + channel;
  }

  /** Week 5 of 2026, of {@code 2026-W05}. */
  String week(String value) {
    return value.matches("\\d{4}-W\\d\\d")
        ? texts.say(
            "report.week", Integer.valueOf(value.substring(6)).toString(), value.substring(0, 4))
        : value;
  }

  /** What a measure is called. */
  public String measure(Measure measure) {
    return texts.code("report.measure.", measure);
  }

  /** What the code of a row says: its stage, cause or topic. */
  public String code(Measure measure, Row row) {
    if (measure.topic() == Topic.HELD) {
      return texts.value("state", row.code());
    }
    return texts.code(
        switch (measure.topic()) {
          case COMPLAINT, CLOSING -> "complaint.stage.";
          case LENIENCY -> "complaint.cause.";
          case CLOCK, HELD -> "stage.";
          case QUESTION -> "contact.topic.";
          case OBJECTION -> "objection.stage.";
        },
        row.code());
  }

  /** What the column with the codes is called. */
  public String codes(Measure measure) {
    return texts.code("report.code.", measure.topic());
  }

  /** Whether rows say by when somebody should hear, and when he did. */
  public boolean waits(Measure measure) {
    return measure.topic() == Topic.CLOCK || measure.topic() == Topic.HELD;
  }

  /** What the column with euro or minutes is called; empty if the rows have none. */
  public String figures(Measure measure) {
    return measure.topic() == Topic.LENIENCY || measure.topic() == Topic.QUESTION
        ? texts.code("report.figure.", measure.topic())
        : "";
  }

  private Map<String, String> companies() {
    if (companies == null) {
      companies = byValue(reports.companies(current.get()));
    }
    return companies;
  }

  private Map<String, String> cutovers() {
    if (cutovers == null) {
      cutovers = byValue(reports.cutovers());
    }
    return cutovers;
  }

  private static Map<String, String> byValue(List<Reports.Named> named) {
    return named.stream().collect(Collectors.toMap(Reports.Named::value, Reports.Named::name));
  }
}
