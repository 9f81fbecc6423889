package org.klantbrug.objection;

import java.text.MessageFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * When a contract ends, and why not earlier.
 *
 * @param on the day on which it ends
 * @param earliest first day on which the law lets him go
 * @param basis the rule that gives this day
 * @param source article of the law; empty for what the contract says itself
 * @param termUntil the day on which the term that was agreed is over; null if none runs
 */
public record ContractEnd(
    LocalDate on, LocalDate earliest, Basis basis, String source, LocalDate termUntil) {
  /** By which rule a contract ends. */
  public enum Basis {
    /** He leaves because of the change, free of charge. */
    CHANGE,
    /** He says so, and the time of notice passes. */
    NOTICE,
    /** The term that was agreed is served first. */
    TERM,
    /** The term was renewed tacitly, which does not bind. */
    RENEWED,
    /** It was to end anyhow. */
    ENDS_ALREADY,
    /** Before the end of the term, for which the company may ask a fee. */
    EARLY
  }

  /** Whether it may cost him something to leave on that day. */
  public boolean mayCost() {
    return basis == Basis.EARLY;
  }

  /** The rule in words. */
  public String because(Locale language) {
    var text =
        ResourceBundle.getBundle("org.klantbrug.rules", language)
            .getString("objection.end." + basis);
    return new MessageFormat(text, language)
        .format(
            new Object[] {
              day(earliest, language), source, termUntil == null ? "" : day(termUntil, language)
            });
  }

  private static String day(LocalDate day, Locale language) {
    return DateTimeFormatter.ofPattern("d MMMM yyyy", language).format(day);
  }
}
