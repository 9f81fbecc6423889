package org.klantbrug.alarm;

import java.util.Map;

/**
 * What is expected of 1,000 customers before a wave taught it.
 *
 * @param aWeek in a week in which nothing happens
 * @param afterNotice more, in the four weeks after they were told
 * @param afterDebit more, in the four weeks after their first debit by us
 */
public record Usual(double aWeek, double afterNotice, double afterDebit) {
  /** What is shipped: for who leads the migration to change. */
  public static final Map<Kind, Usual> SHIPPED =
      Map.of(
          Kind.CONTACT, new Usual(8, 60, 40),
          Kind.REPEAT, new Usual(0.5, 5, 4),
          Kind.COMPLAINT, new Usual(0.3, 3, 4),
          Kind.OBJECTION, new Usual(0.1, 8, 1),
          Kind.RETURNED, new Usual(0.1, 15, 1),
          Kind.WRONG_DEBIT, new Usual(0.1, 0, 8));

  private static final int LASTS = 28;
  private static final double FADES_IN_DAYS = 7;
  private static final double PER = 1000;

  /** Nothing is quite impossible. */
  private static final double LEAST = 1e-6;

  private static final double WHOLE = whole();

  private static double whole() {
    var sum = 0.0;
    for (var age = 0; age < LASTS; age++) {
      sum += Math.exp(-age / FADES_IN_DAYS);
    }
    return sum;
  }

  /** Of one customer on an average day, so many days after what last happened to him. */
  double rate(Stage stage, int age) {
    var more =
        switch (stage) {
          case BEFORE -> 0;
          case NOTICE -> afterNotice;
          case DEBIT -> afterDebit;
        };
    var fading = age >= 0 && age < LASTS ? Math.exp(-age / FADES_IN_DAYS) / WHOLE : 0;
    return Math.max(LEAST, (aWeek / 7 + more * fading) / PER);
  }
}
