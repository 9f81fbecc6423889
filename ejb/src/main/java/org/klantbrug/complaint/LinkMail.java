package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.klantbrug.outbound.Letters;
import org.klantbrug.outbound.MailSettings;
import org.klantbrug.outbound.Messages;
import org.klantbrug.outbound.NewMessage;
import org.klantbrug.shared.BusinessClock;

/**
 * The number and link of a complaint, mailed to who sent it by the form and asked for that. It goes
 * to an address that anybody can type, so it says nothing that was typed, and goes there seldom.
 */
@ApplicationScoped
public class LinkMail {
  static final String PURPOSE = "COMPLAINT_LINK";

  /** More in a day to one address would be a way to pester somebody. */
  private static final int MOST_A_DAY = 3;

  private BusinessClock clock;
  private Messages messages;
  private Letters letters;
  private MailSettings settings;
  private OnlineSettings online;

  /** For the container. */
  protected LinkMail() {}

  /** Works with these. */
  @Inject
  public LinkMail(
      BusinessClock clock,
      Messages messages,
      Letters letters,
      MailSettings settings,
      OnlineSettings online) {
    this.clock = clock;
    this.messages = messages;
    this.letters = letters;
    this.settings = settings;
    this.online = online;
  }

  /** Whether we can mail a link at all. */
  public boolean isOn() {
    return settings.isOn() && settings.publicAddress().isPresent();
  }

  /** Whether the link of a complaint was, or is about to be, mailed. */
  public boolean isMailed(long complaint) {
    return messages
        .lastFor(PURPOSE, Complaints.SUBJECT, complaint)
        .filter(message -> message.state().holdsItsPlace())
        .isPresent();
  }

  /** Writes it, once for each complaint; nothing happens if this address had enough today. */
  void write(Handle handle, long complaint, StatusLinks.Link link, OnlineComplaint typed) {
    var to = typed.email().strip();
    var yesterday = clock.now().minus(Duration.ofDays(1));
    if (!isOn() || messages.written(handle, PURPOSE, to, yesterday) >= MOST_A_DAY) {
      return;
    }
    var house = online.company().orElse(settings.address());
    var letter = letters.of(LinkMail.class, "link", typed.language(), values(link, typed, house));
    var message =
        new NewMessage(
            PURPOSE,
            "0",
            Complaints.SUBJECT,
            complaint,
            link.number(),
            null,
            to,
            typed.language(),
            letter.subjectLine(),
            letter.body(),
            null);
    if (messages.writeByItself(handle, message, house)) {
      ComplaintRows.note(
          handle, complaint, null, clock.now(), Deed.aside("linkMailed", null, null));
    }
  }

  private Map<String, String> values(StatusLinks.Link link, OnlineComplaint typed, String house) {
    var day =
        DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.forLanguageTag(typed.language()))
            .format(link.end().atZone(BusinessClock.ZONE));
    return Map.of(
        "number",
        link.number(),
        "link",
        settings.publicAddress().orElseThrow() + StatusLinks.PAGE + link.query(),
        "until",
        day,
        "brand",
        house);
  }
}
