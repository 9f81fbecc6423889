package org.klantbrug.desk.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.klantbrug.customer.CustomerHit;
import org.klantbrug.desk.MailAnswers;
import org.klantbrug.desk.MailDesk;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.outbound.Letters;
import org.klantbrug.outbound.MailSettings;
import org.klantbrug.outbound.Message;
import org.klantbrug.outbound.TextPlace;
import org.klantbrug.outbound.TextTemplates;
import org.klantbrug.outbound.web.ReadyTexts;
import org.klantbrug.shared.web.Post;

/** The answer that can be written to a mail, and how far one that was written is. */
@Named("mailAnswering")
@RequestScoped
public class MailAnswering {
  private static final Set<String> LANGUAGES = Set.of("nl", "en");

  /** The button that asks for the proposal in the other language. */
  private static final String TURN = "answerIn";

  /** The button that asks for the proposal in the name of another company. */
  private static final String SIGN = "answerAs";

  @Inject private CurrentStaff current;
  @Inject private MailAnswers answers;
  @Inject private MailSettings settings;
  @Inject private ReadyTexts ready;
  @Inject private Post post;

  private List<String> brands;

  /** Whether mail can be sent. */
  public boolean isOn() {
    return settings.isOn();
  }

  /** Why no mail can be sent, a code; null if it can. */
  public String getOff() {
    return settings.problem().orElse(null);
  }

  /** Whether another language or name was asked for, with whatever is written already. */
  public boolean isTurned() {
    return post.has(TURN) || post.has(SIGN);
  }

  /** In which language the answer is written. */
  public String getLanguage() {
    return post.has(TURN) ? language(post.text(TURN)) : before();
  }

  private String before() {
    return language(post.text("answerLanguage"));
  }

  private static String language(String asked) {
    return LANGUAGES.contains(asked) ? asked : "nl";
  }

  /** In whose name the answer is signed; the others can be chosen. */
  public String brand(MailDesk.Opened opened) {
    return post.has(SIGN) ? signed(opened, post.text(SIGN)) : signedBefore(opened);
  }

  private String signedBefore(MailDesk.Opened opened) {
    return signed(opened, post.text("answerBrand"));
  }

  private String signed(MailDesk.Opened opened, String asked) {
    var all = brands(opened);
    return all.contains(asked) ? asked : answers.usualBrand(all, opened.sure());
  }

  /** Whose name a colleague can sign with; see {@link MailAnswers#brands}. */
  public List<String> brands(MailDesk.Opened opened) {
    if (brands == null) {
      brands =
          answers.brands(opened.known().stream().map(CustomerHit::partyId).toList(), current.get());
    }
    return brands;
  }

  /** The answer that was typed. */
  MailAnswers.Answer typed() {
    return new MailAnswers.Answer(before(), post.text("answerSubject"), post.text("answerText"));
  }

  /** The subject: as it came back, else the proposed one. */
  public String subject(MailDesk.Opened opened) {
    return shown(opened, "answerSubject", Letters.Letter::subjectLine);
  }

  /** The text: as it came back, else the proposed one. */
  public String text(MailDesk.Opened opened) {
    return shown(opened, "answerText", Letters.Letter::body);
  }

  /** What somebody wrote stays; only a proposal follows the language. */
  private String shown(
      MailDesk.Opened opened, String field, Function<Letters.Letter, String> part) {
    var typed = post.text(field).replace("\r\n", "\n");
    var before = proposed(opened, before(), signedBefore(opened));
    return !post.isSent() || isTurned() && typed.equals(part.apply(before))
        ? part.apply(proposed(opened, getLanguage(), brand(opened)))
        : typed;
  }

  private Letters.Letter proposed(MailDesk.Opened opened, String language, String brand) {
    return answers.propose(opened.mail(), name(opened), brand, language, current.get());
  }

  /** Only of who is surely meant: a wrong name in a letter is worse than none. */
  private static String name(MailDesk.Opened opened) {
    return opened.sure() ? opened.known().get(0).name() : null;
  }

  /** The texts of the house that can be chosen, in the language of the answer first. */
  public List<ReadyTexts.Group> texts(MailDesk.Opened opened) {
    return ready.of(
        TextPlace.MAIL_ANSWER, getLanguage(), TextTemplates.About.customer(name(opened)));
  }

  /** The answer that was written; null if none was. */
  public Message written(long mail) {
    return answers.of(mail).orElse(null);
  }
}
