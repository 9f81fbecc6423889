package org.klantbrug.objection.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Set;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.objection.ObjectionDesk;
import org.klantbrug.objection.ObjectionLetters;
import org.klantbrug.objection.ObjectionMail;
import org.klantbrug.outbound.Letters;
import org.klantbrug.outbound.MailSettings;
import org.klantbrug.outbound.Message;
import org.klantbrug.shared.web.Post;

/** What is written to a customer who objects: proposed, and as it came back. */
@Named
@RequestScoped
public class ObjectionWriting {
  private static final Set<String> LANGUAGES = Set.of("nl", "en");

  @Inject private CurrentStaff current;
  @Inject private ObjectionMail mail;
  @Inject private ObjectionLetters letters;
  @Inject private MailSettings settings;
  @Inject private Post post;

  private Letters.Letter proposed;
  private Message last;

  /** Whether mail can be sent. */
  public boolean isOn() {
    return settings.isOn();
  }

  /** Why no mail can be sent, a code; null if it can. */
  public String getOff() {
    return settings.problem().orElse(null);
  }

  /** The language of the letter: that in which he is answered, unless another is asked for. */
  public String language(ObjectionDesk.Opened opened) {
    var asked = post.has("turn") ? post.text("turn") : post.text("language");
    return LANGUAGES.contains(asked) ? asked : opened.objection().language();
  }

  /** The address to which it goes, as the reader may see it; empty if we know none. */
  public String known(ObjectionDesk.Opened opened) {
    return mail.knownAddress(opened.objection(), current.get());
  }

  /** The message that was written last for this step; null if none was. */
  public Message last(ObjectionDesk.Opened opened) {
    if (last == null) {
      last = mail.last(opened.objection()).orElse(null);
    }
    return last;
  }

  /** Whether a message is under way or was sent, so that another would be a second one. */
  public boolean isBusy(ObjectionDesk.Opened opened) {
    return last(opened) != null && last.state().holdsItsPlace();
  }

  /** The subject: as it came back, else the proposed one. */
  public String subject(ObjectionDesk.Opened opened) {
    return isTyped() ? post.text("subject") : proposed(opened).subjectLine();
  }

  /** The text: as it came back, else the proposed one. */
  public String text(ObjectionDesk.Opened opened) {
    return isTyped() ? post.text("letter") : proposed(opened).body();
  }

  private boolean isTyped() {
    return post.has("letter") && !post.has("turn");
  }

  private Letters.Letter proposed(ObjectionDesk.Opened opened) {
    if (proposed == null) {
      proposed =
          letters.propose(
              opened.objection().in(language(opened)), opened.ending().ends(), current.get());
    }
    return proposed;
  }
}
