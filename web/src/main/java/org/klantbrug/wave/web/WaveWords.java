package org.klantbrug.wave.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.klantbrug.shared.web.Texts;

/** Days of waves as people say them. */
@Named
@RequestScoped
public class WaveWords {
  private static final Pattern OBJECTION = Pattern.compile("B[0-9]{4}-[0-9]+");

  @Inject private Texts texts;

  /** A day with the name of its weekday. */
  public String day(LocalDate day) {
    return DateTimeFormatter.ofPattern("EEE d MMM yyyy", texts.locale()).format(day);
  }

  /**
   * What took an account out of its wave: an objection, or a reason of the list.
   *
   * @param reason number of an objection, or code of a reason
   */
  public String reason(String reason) {
    return OBJECTION.matcher(reason).matches()
        ? texts.say("objection.one", reason)
        : texts.code("wave.reason.", reason);
  }

  /** A month. */
  public String month(LocalDate first) {
    return DateTimeFormatter.ofPattern("MMMM yyyy", texts.locale()).format(first);
  }
}
