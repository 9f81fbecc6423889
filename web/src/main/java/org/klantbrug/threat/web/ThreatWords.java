package org.klantbrug.threat.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import org.klantbrug.alarm.Cut;
import org.klantbrug.alarm.Kind;
import org.klantbrug.alarm.Series;
import org.klantbrug.alarm.web.AlarmWords;
import org.klantbrug.shared.web.Texts;
import org.klantbrug.threat.ThreatList;
import org.klantbrug.threat.ThreatReport;

/** What reports and their figures say, in the reader's language. */
@Named
@RequestScoped
public class ThreatWords {
  private static final int SHORT = 120;

  @Inject private Texts texts;
  @Inject private AlarmWords alarms;

  /** What was seen: in the words of who saw it, or what the system means by it. */
  public String text(ThreatReport report) {
    return report.bySystem()
        ? texts.say(
            "threat.by-system." + report.origin(),
            report.origin() == org.klantbrug.threat.Origin.STREAM
                ? about(report.text())
                : report.text())
        : report.text();
  }

  /** The beginning of what was seen. */
  public String brief(ThreatReport report) {
    var said = text(report).replaceAll("\\s+", " ");
    return said.length() <= SHORT ? said : said.substring(0, SHORT - 1) + "…";
  }

  /** What a stream is about, of the codes that are kept: {@code CONTACT TOPIC BILL}. */
  private String about(String codes) {
    var parts = codes.split(" ", 3);
    return alarms.series(
        new Series(
            Kind.valueOf(parts[0]), Cut.valueOf(parts[1]), parts.length < 3 ? "" : parts[2]));
  }

  /** What was counted. */
  public String counted(ThreatList.Counted figure) {
    return alarms.series(
        new Series(Kind.valueOf(figure.kind()), Cut.valueOf(figure.cut()), figure.value()));
  }

  /** An expected number: one decimal while it is small. */
  public String expected(double value) {
    return alarms.expected(value);
  }

  /** Minutes, as people say them. */
  public String minutes(Double minutes) {
    return minutes == null
        ? texts.say("threat.none-yet")
        : minutes < 120
            ? texts.say("threat.minutes", Math.round(minutes))
            : texts.say("threat.hours", Math.round(minutes / 60));
  }

  /** How long it took from one moment to another, or takes until now. */
  public String took(Instant from, Instant until) {
    return minutes(Duration.between(from, until).toSeconds() / 60.0);
  }
}
