package org.klantbrug.complaint.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.klantbrug.complaint.ComplaintLetters;
import org.klantbrug.complaint.ComplaintMail;
import org.klantbrug.complaint.ComplaintMail.Purpose;
import org.klantbrug.complaint.ComplaintView;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.outbound.Letters;
import org.klantbrug.outbound.MailSettings;
import org.klantbrug.outbound.Message;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;

/** The mail that can be written about a complaint, and how far the last one is. */
@Named("complaintMailing")
@RequestScoped
public class ComplaintMailing {
  private static final Set<String> LANGUAGES = new HashSet<>(Set.of("nl", "en"));

  @Inject private CurrentStaff current;
  @Inject private ComplaintMail mail;
  @Inject private ComplaintLetters letters;
  @Inject private MailSettings settings;
  @Inject private Post post;
  @Inject @Param private String lang;
  @Inject @Param private Long id;

  private String language;
  private final Map<String, Optional<Message>> last = new HashMap<>();
  private final Map<String, Letters.Letter> proposed = new HashMap<>();

  /** Whether mail can be sent. */
  public boolean isOn() {
    return settings.isOn();
  }

  /** Why no mail can be sent, a code; null if it can. */
  public String getOff() {
    return settings.problem().orElse(null);
  }

  /** The language of the customer: what was asked for, else that in which he wrote. */
  public String getLanguage() {
    if (language == null) {
      language = LANGUAGES.contains(lang) ? lang : id == null ? "nl" : mail.language(id);
    }
    return language;
  }

  /** The message that was written last for this; null if none was. */
  public Message last(ComplaintView complaint, String purpose) {
    return last.computeIfAbsent(purpose, key -> mail.last(complaint.id(), Purpose.valueOf(key)))
        .orElse(null);
  }

  /** Whether a message for this is under way or was sent, so that another would be a second one. */
  public boolean isBusy(ComplaintView complaint, String purpose) {
    var message = last(complaint, purpose);
    return message != null
        && message.state().holdsItsPlace()
        && message.occasion().equals(Integer.toString(complaint.reopened()));
  }

  /** Enough of the address that we know to recognise it; empty if we know none. */
  public String known(ComplaintView complaint) {
    return mail.knownAddress(complaint.id());
  }

  /** The subject: as it came back, else the proposed one. */
  public String subject(ComplaintView complaint, String purpose) {
    return typed(purpose) ? post.text("subject") : letter(complaint, purpose).subjectLine();
  }

  /** The text: as it came back, else the proposed one. */
  public String text(ComplaintView complaint, String purpose) {
    return typed(purpose) ? post.text("letter") : letter(complaint, purpose).body();
  }

  /** The address that came back; empty in a form that did not. */
  public String address(String purpose) {
    return typed(purpose) ? post.text("to") : "";
  }

  private boolean typed(String purpose) {
    return post.text("mail").equals(purpose);
  }

  private Letters.Letter letter(ComplaintView complaint, String purpose) {
    return proposed.computeIfAbsent(
        purpose,
        key -> letters.propose(complaint, Purpose.valueOf(key), getLanguage(), current.get()));
  }
}
