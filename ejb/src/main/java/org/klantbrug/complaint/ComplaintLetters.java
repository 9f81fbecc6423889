package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.klantbrug.complaint.ComplaintMail.Purpose;
import org.klantbrug.identity.Staff;
import org.klantbrug.outbound.Letters;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;

/** What a colleague could write to somebody who complains, under the name that he knows us by. */
@ApplicationScoped
public class ComplaintLetters {
  private Database database;
  private Letters letters;

  /** For the container. */
  public ComplaintLetters() {}

  /** Works with these. */
  @Inject
  public ComplaintLetters(Database database, Letters letters) {
    this.database = database;
    this.letters = letters;
  }

  /**
   * A proposed text.
   *
   * @param language of the customer: {@code nl} or {@code en}
   * @param by who signs
   */
  public Letters.Letter propose(
      ComplaintView complaint, Purpose purpose, String language, Staff by) {
    var values =
        Map.of(
            "number", complaint.number(),
            "name", orEmpty(complaint.customerName()),
            "received", day(complaint, Locale.forLanguageTag(language)),
            "decision", complaint.decision() == null ? "" : complaint.decision().name(),
            "reasons", orEmpty(complaint.decisionReasons()),
            "explanation", orEmpty(complaint.explanation()),
            "outside", language.equals("en") ? complaint.bodyEn() : complaint.bodyNl(),
            "by", by.fullName(),
            "brand", complaint.company() == null ? us() : complaint.company());
    return letters.of(
        ComplaintLetters.class,
        purpose == Purpose.RECEIVED ? "received" : "outcome",
        language,
        values);
  }

  private static String day(ComplaintView complaint, Locale language) {
    return DateTimeFormatter.ofPattern("d MMMM yyyy", language)
        .format(complaint.receivedAt().atZone(BusinessClock.ZONE));
  }

  private String us() {
    return database
        .with(
            handle ->
                handle
                    .createQuery("select name from customer_company where ours order by id limit 1")
                    .mapTo(String.class)
                    .findOne())
        .orElse("");
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
