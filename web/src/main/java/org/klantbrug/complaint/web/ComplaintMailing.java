package org.klantbrug.complaint.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.klantbrug.complaint.ComplaintLetters;
import org.klantbrug.complaint.ComplaintMail;
import org.klantbrug.complaint.ComplaintMail.Purpose;
import org.klantbrug.complaint.ComplaintView;
import org.klantbrug.complaint.ReachBy;
import org.klantbrug.complaint.StatusLinks;
import org.klantbrug.customer.EmailAddresses;
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
  private static final Set<String> LANGUAGES = Set.of("nl", "en");

  /** The button that asks for the letter in a language: {@code OUTCOME-en}. */
  private static final String OTHER_LANGUAGE = "letterIn";

  @Inject private CurrentStaff current;
  @Inject private ComplaintMail mail;
  @Inject private ComplaintLetters letters;
  @Inject private MailSettings settings;
  @Inject private ComplaintOnlinePiece online;
  @Inject private Post post;
  @Inject @Param private String lang;
  @Inject @Param private Long id;

  private String language;
  private List<EmailAddresses.Known> choices;
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
      var asked = post.text(OTHER_LANGUAGE).replaceFirst(".*-", "");
      language = LANGUAGES.contains(asked) ? asked : before();
    }
    return language;
  }

  /** The language in which the form was shown. */
  private String before() {
    return LANGUAGES.contains(String.valueOf(lang)) ? lang : id == null ? "nl" : mail.language(id);
  }

  /** Whether the letter was asked for in a language, with whatever is written already. */
  boolean isTurned() {
    return post.has(OTHER_LANGUAGE);
  }

  private boolean turns(String purpose) {
    return post.text(OTHER_LANGUAGE).startsWith(purpose + "-");
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
        && !purpose.equals(Purpose.WORD.name())
        && message.state().holdsItsPlace()
        && message.occasion().equals(Integer.toString(complaint.reopened()));
  }

  /** The address to which a letter goes, as the reader may see it; empty if we know none. */
  public String known(ComplaintView complaint) {
    return mail.knownAddress(complaint.id(), current.get());
  }

  /** The customer's addresses, where he has several; none where there is nothing to choose. */
  public List<EmailAddresses.Known> choices(ComplaintView complaint) {
    if (choices == null) {
      choices = mail.choices(complaint.id(), current.get());
    }
    return choices;
  }

  /** To where it goes: as typed, else as chosen; empty for the one that we know. */
  String to(long complaint) {
    var typed = post.text("to");
    var chosen = post.text("toOf");
    return !typed.isEmpty() || chosen.isEmpty()
        ? typed
        : mail.chosen(complaint, key(chosen), current.get());
  }

  private static long key(String chosen) {
    return chosen.matches("[1-9][0-9]{0,17}") ? Long.parseLong(chosen) : 0; // 0 is nobody's
  }

  /** The subject: as it came back, else the proposed one. */
  public String subject(ComplaintView complaint, String purpose) {
    return shown(complaint, purpose, "subject", Letters.Letter::subjectLine);
  }

  /** The text: as it came back, else the proposed one. */
  public String text(ComplaintView complaint, String purpose) {
    return shown(complaint, purpose, "letter", Letters.Letter::body);
  }

  /** Whether the text names where the complaint is followed: that works once it was sent. */
  public boolean linked(ComplaintView complaint, String purpose) {
    return text(complaint, purpose).contains(StatusLinks.PAGE);
  }

  /** What somebody wrote stays, whichever language is asked for; only a proposal is replaced. */
  private String shown(
      ComplaintView complaint,
      String purpose,
      String field,
      Function<Letters.Letter, String> part) {
    var proposal = part.apply(letter(complaint, purpose, getLanguage()));
    if (!typed(purpose) && !turns(purpose)) {
      return proposal;
    }
    var typed = post.text(field).replace("\r\n", "\n");
    var before = turns(purpose) ? part.apply(letter(complaint, purpose, before())).strip() : null;
    return typed.equals(before) ? proposal : typed;
  }

  /**
   * The address that came back; in a form that did not, the one that was typed with this complaint.
   * Empty if none was, or we know which customer it is: then his own is meant.
   */
  public String address(ComplaintView complaint, String purpose) {
    if (typed(purpose) || turns(purpose)) {
      return post.text("to");
    }
    return complaint.partyId() == null ? named(complaint) : "";
  }

  /** What was typed as an address with a complaint of a customer whom we know; else empty. */
  public String typedBeside(ComplaintView complaint) {
    return complaint.partyId() == null ? "" : named(complaint);
  }

  private String named(ComplaintView complaint) {
    var named = online.of(complaint);
    return named == null || named.email() == null ? "" : named.email();
  }

  /**
   * How the customer wants to hear of us, if that is not by mail; null if it is, or nobody knows.
   */
  public ReachBy rather(ComplaintView complaint) {
    var named = online.of(complaint);
    return named == null || named.reachBy() == ReachBy.EMAIL ? null : named.reachBy();
  }

  private boolean typed(String purpose) {
    return post.text("mail").equals(purpose);
  }

  private Letters.Letter letter(ComplaintView complaint, String purpose, String in) {
    return proposed.computeIfAbsent(
        purpose + in,
        key -> letters.propose(complaint, Purpose.valueOf(purpose), in, current.get()));
  }
}
