package org.klantbrug.ending.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.klantbrug.ending.EndRows;
import org.klantbrug.ending.Finding;
import org.klantbrug.shared.web.Texts;

/** Says what was found, and what was done, in the language of the reader. */
@Named
@RequestScoped
public class EndWords {
  private static final long KILO = 1024;

  @Inject private Texts texts;

  /** A finding in words. */
  public String of(Finding finding) {
    return texts.say("ending.finding." + finding.code(), finding.count(), shown(finding.detail()));
  }

  /** A day as people say it; anything else as it is. */
  private String shown(String detail) {
    try {
      return texts.day(LocalDate.parse(detail));
    } catch (DateTimeException noDay) {
      return detail;
    }
  }

  /** Something that was done, in words. */
  public String of(EndRows.Step step) {
    var detail =
        switch (step.kind()) {
          case "SAID" -> texts.code("ending.criterion.", step.detail());
          case "SIGNED" -> texts.code("ending.side.", step.detail());
          default -> step.detail();
        };
    return texts.say("ending.step." + step.kind(), step.count(), detail);
  }

  /** How large files are: kilobytes, or megabytes if there are many. */
  public String size(long bytes) {
    var kilobytes = Math.max(1, bytes / KILO);
    return kilobytes < 10 * KILO
        ? texts.say("ending.kilobytes", kilobytes)
        : texts.say("ending.megabytes", kilobytes / KILO);
  }
}
