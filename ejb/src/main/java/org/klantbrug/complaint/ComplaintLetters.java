package org.klantbrug.complaint;

import static java.util.Map.entry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import org.klantbrug.complaint.ComplaintMail.Purpose;
import org.klantbrug.identity.Staff;
import org.klantbrug.outbound.Letters;
import org.klantbrug.outbound.MailSettings;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.sla.ClockState;
import org.klantbrug.sla.Clocks;
import org.klantbrug.sla.Stage;

/** What a colleague could write to somebody who complains, under the name that he knows us by. */
@ApplicationScoped
public class ComplaintLetters {
  private Database database;
  private Letters letters;
  private Clocks clocks;
  private MailSettings settings;
  private PartWords parts;

  /** For the container. */
  public ComplaintLetters() {}

  /** Works with these. */
  @Inject
  public ComplaintLetters(
      Database database, Letters letters, Clocks clocks, MailSettings settings, PartWords parts) {
    this.database = database;
    this.letters = letters;
    this.clocks = clocks;
    this.settings = settings;
    this.parts = parts;
  }

  /**
   * A proposed text.
   *
   * @param language of the customer: {@code nl} or {@code en}
   * @param by who signs
   */
  public Letters.Letter propose(
      ComplaintView complaint, Purpose purpose, String language, Staff by) {
    var locale = Locale.forLanguageTag(language);
    var pause = database.with(handle -> Pauses.standing(handle, complaint.id()));
    var values =
        Map.ofEntries(
            entry("number", complaint.number()),
            entry("name", orEmpty(complaint.customerName())),
            entry("received", day(complaint.receivedAt(), locale)),
            entry("hears", hears(complaint, locale)),
            entry("link", link(complaint)),
            entry("decision", complaint.decision() == null ? "" : complaint.decision().name()),
            entry("reasons", orEmpty(complaint.decisionReasons())),
            entry("explanation", orEmpty(complaint.explanation())),
            entry("leniency", granted(complaint, locale)),
            entry("promised", orEmpty(complaint.feedbackPromised())),
            entry(
                "promisedBy",
                complaint.feedbackDueOn() == null ? "" : day(complaint.feedbackDueOn(), locale)),
            entry("done", parts.done(complaint.id())),
            entry("asked", pause.map(Pauses.Pause::asked).orElse("")),
            entry("until", pause.map(each -> day(each.untilDay(), locale)).orElse("")),
            entry("outside", language.equals("en") ? complaint.bodyEn() : complaint.bodyNl()),
            entry("by", by.fullName()),
            entry("brand", complaint.company() == null ? us() : complaint.company()));
    return letters.of(
        ComplaintLetters.class, purpose.name().toLowerCase(Locale.ROOT), language, values);
  }

  private static String day(Instant at, Locale language) {
    return day(at.atZone(BusinessClock.ZONE).toLocalDate(), language);
  }

  private static String day(LocalDate day, Locale language) {
    return DateTimeFormatter.ofPattern("d MMMM yyyy", language).format(day);
  }

  /** What was granted as leniency, in euro; empty if nothing was. */
  private String granted(ComplaintView complaint, Locale language) {
    return database
        .with(
            handle ->
                handle
                    .createQuery(
                        "select sum(amount) from complaint_leniency where complaint_id = :id and state = 'GRANTED'")
                    .bind("id", complaint.id())
                    .mapTo(BigDecimal.class)
                    .findOne())
        .map(amount -> euro(amount, language))
        .orElse("");
  }

  private static String euro(BigDecimal amount, Locale language) {
    var format = NumberFormat.getCurrencyInstance(language);
    format.setCurrency(Currency.getInstance("EUR"));
    return format.format(amount);
  }

  /** By when the customer hears what comes of it; empty if nothing runs. */
  private String hears(ComplaintView complaint, Locale language) {
    return clocks.of(ComplaintClocks.SUBJECT, complaint.id()).stream()
        .filter(clock -> clock.state() == ClockState.RUNNING && clock.stage() == Stage.OUTCOME)
        .map(clock -> day(clock.limit(), language))
        .findFirst()
        .orElse("");
  }

  /**
   * Where the customer will follow it; empty if no address for customers is set. A link that opens
   * is made when the letter is sent: whoever only reads a proposal gets none.
   */
  private String link(ComplaintView complaint) {
    return settings
        .publicAddress()
        .map(address -> address + StatusLinks.unsealed(complaint.number()))
        .orElse("");
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
