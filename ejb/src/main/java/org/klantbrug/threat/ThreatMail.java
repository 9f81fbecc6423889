package org.klantbrug.threat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.MessageFormat;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.outbound.MailSettings;
import org.klantbrug.outbound.Messages;
import org.klantbrug.outbound.NewMessage;
import org.klantbrug.shared.Spoken;

/**
 * Mail to colleagues: to who is called that a report waits, to who reported it what came of it.
 * Says numbers and moments only; what was seen is read here. Nothing waits for it: without mail the
 * work list, Home and the telephone remain.
 */
@ApplicationScoped
public class ThreatMail {
  private Messages messages;
  private MailSettings settings;

  /** For the container. */
  protected ThreatMail() {}

  /** Works with these. */
  @Inject
  public ThreatMail(Messages messages, MailSettings settings) {
    this.messages = messages;
    this.settings = settings;
  }

  /** A colleague who can be written to. */
  public record Reader(String email, String language, String fullName) {}

  /**
   * Asks somebody to judge a report.
   *
   * @return whether mail goes to him
   */
  boolean call(Handle handle, ThreatReport report, long staff, Instant now) {
    return reader(handle, staff)
        .map(
            reader ->
                write(
                    handle,
                    report,
                    reader,
                    "THREAT_CALL",
                    now.toEpochMilli() + "." + staff,
                    "call",
                    ""))
        .orElse(false);
  }

  /**
   * Tells who reported it what came of it; nothing happens if the system did.
   *
   * @param judged the report itself, or the one about the same matter that was judged
   */
  void answer(Handle handle, ThreatReport report, ThreatReport judged) {
    if (report.reportedById() != null && report.origin() == Origin.PERSON) {
      reader(handle, report.reportedById())
          .ifPresent(
              reader ->
                  write(
                      handle,
                      report,
                      reader,
                      "THREAT_ANSWER",
                      judged.id() + "." + judged.version(),
                      "answer." + judged.state(),
                      judged.reason()));
    }
  }

  private Optional<Reader> reader(Handle handle, long staff) {
    if (!settings.isOn()) {
      return Optional.empty();
    }
    return handle
        .createQuery(
            "select coalesce(email, '') as email, language, full_name from identity_staff where id = :id and active")
        .bind("id", staff)
        .map(ConstructorMapper.of(Reader.class))
        .findOne()
        .filter(reader -> NewMessage.isAddress(reader.email()));
  }

  private boolean write(
      Handle handle,
      ThreatReport report,
      Reader to,
      String purpose,
      String occasion,
      String text,
      String reason) {
    return messages.writeByItself(
        handle,
        new NewMessage(
            purpose,
            occasion,
            Threats.SUBJECT,
            report.id(),
            report.number(),
            null,
            to.email(),
            to.language(),
            say(to.language(), "threat.mail-line." + text, report, reason),
            say(to.language(), "threat.mail." + text, report, reason),
            null),
        settings.address());
  }

  private String say(String language, String key, ThreatReport report, String reason) {
    var locale = Locale.forLanguageTag(language);
    var texts = ResourceBundle.getBundle("org.klantbrug.rules", locale);
    return new MessageFormat(texts.getString(key), locale)
        .format(
            new Object[] {
              report.number(),
              report.severity(),
              Spoken.moment(report.reportedAt()).textIn(locale),
              reason,
              settings
                  .publicAddress()
                  .map(address -> address + "threat?id=" + report.id())
                  .orElse("")
            });
  }
}
