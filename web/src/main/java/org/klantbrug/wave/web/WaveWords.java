package org.klantbrug.wave.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.klantbrug.shared.web.Texts;

/** Days of waves as people say them. */
@Named
@RequestScoped
public class WaveWords {
  @Inject private Texts texts;

  /** A day with the name of its weekday. */
  public String day(LocalDate day) {
    return DateTimeFormatter.ofPattern("EEE d MMM yyyy", texts.locale()).format(day);
  }

  /** A month. */
  public String month(LocalDate first) {
    return DateTimeFormatter.ofPattern("MMMM yyyy", texts.locale()).format(first);
  }
}
