package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.Seal;
import org.klantbrug.shared.Spoken;

/**
 * Links by which customers follow their complaint without a login: number and last moment, sealed.
 * A number without its seal opens nothing, and does not tell whether there is such a complaint.
 */
@ApplicationScoped
public class StatusLinks {
  /** Where a link opens, as far as its question mark. */
  public static final String PAGE = "public/complaint-status?";

  private static final String NUMBER = PAGE + "number=";

  private Database database;
  private BusinessClock clock;
  private OnlineSettings settings;
  private Audit audit;

  /** For the container. */
  protected StatusLinks() {}

  /** Works with these. */
  @Inject
  public StatusLinks(Database database, BusinessClock clock, OnlineSettings settings, Audit audit) {
    this.audit = audit;
    this.database = database;
    this.clock = clock;
    this.settings = settings;
  }

  /**
   * A link.
   *
   * @param number of the complaint
   * @param until last moment on which it opens, in seconds since 1970
   * @param seal over both
   */
  public record Link(String number, long until, String seal) {
    /** What its address says behind the question mark. */
    public String query() {
      return "number=" + number + "&until=" + until + "&seal=" + seal;
    }

    /** Last moment on which it opens. */
    public Instant end() {
      return Instant.ofEpochSecond(until);
    }
  }

  /** A new link to a complaint that is there, for as many days as is settled; written down. */
  public Link make(long complaint, Staff by) {
    return database.inTransaction(
        handle -> {
          audit.record(
              handle, by.id(), by.login(), "statusLinkMade", Complaints.SUBJECT, complaint, null);
          return make(handle, complaint);
        });
  }

  /** Where a complaint will be followed, before anybody got a link to it: this opens nothing. */
  static String unsealed(String number) {
    return NUMBER + number;
  }

  /**
   * A letter as it is sent: where its proposal said where the complaint will be followed it has a
   * link that opens. That one was made is written down.
   */
  String sealed(Handle handle, Complaint complaint, String letter, Staff by) {
    var places =
        Pattern.compile(Pattern.quote(unsealed(complaint.number())) + "(?![&0-9])")
            .matcher(letter == null ? "" : letter);
    if (!places.find()) {
      return letter;
    }
    audit.record(
        handle, by.id(), by.login(), "statusLinkMade", Complaints.SUBJECT, complaint.id(), null);
    return places.replaceAll(Matcher.quoteReplacement(PAGE + make(handle, complaint.id()).query()));
  }

  Link make(Handle handle, long complaint) {
    var number =
        handle
            .createQuery("select number from complaint_complaint where id = :id")
            .bind("id", complaint)
            .mapTo(String.class)
            .one();
    var until =
        clock.now().plus(Duration.ofDays(settings.read(handle).linkDays())).getEpochSecond();
    return new Link(number, until, seal(handle, number, until));
  }

  /**
   * Opens a link.
   *
   * @return key of the complaint
   * @throws RuleBroken if nobody gave this link, or its last moment is over
   */
  public long open(Link link) {
    return database.with(
        handle -> {
          if (link.number() == null || link.seal() == null || !isSealed(handle, link)) {
            throw new RuleBroken("complaint.link-unknown");
          }
          if (clock.now().isAfter(link.end())) {
            throw new RuleBroken("complaint.link-over", Spoken.day(day(link.end())));
          }
          return handle
              .createQuery("select id from complaint_complaint where number = :number")
              .bind("number", link.number())
              .mapTo(Long.class)
              .findOne()
              .orElseThrow(() -> new RuleBroken("complaint.link-unknown"));
        });
  }

  private static LocalDate day(Instant at) {
    return at.atZone(BusinessClock.ZONE).toLocalDate();
  }

  private static boolean isSealed(Handle handle, Link link) {
    return Seal.holds(key(handle), sealed(link.number(), link.until()), link.seal());
  }

  private static String seal(Handle handle, String number, long until) {
    return Seal.of(key(handle), sealed(number, until));
  }

  private static String sealed(String number, long until) {
    return number + " " + until;
  }

  private static byte[] key(Handle handle) {
    return handle.createQuery("select key from complaint_link_key").mapTo(byte[].class).one();
  }
}
