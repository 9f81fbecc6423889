package org.klantbrug.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jdbi.v3.core.Handle;
import org.klantbrug.notice.Campaign.Situation;
import org.klantbrug.outbound.Fields;
import org.klantbrug.outbound.MailSettings;
import org.klantbrug.shared.RuleBroken;

/** Which words a campaign needs, and which fields can stand in them. */
@ApplicationScoped
public class NoticeTexts {
  private static final int LONGEST_LINE = 200;
  private static final int LONGEST_BODY = 8000;

  private MailSettings mail;
  private Iterable<ObjectionLinks> objections;

  /** For the container. */
  protected NoticeTexts() {}

  /** Works with who makes links for objections, if anybody does. */
  @Inject
  public NoticeTexts(MailSettings mail, Instance<ObjectionLinks> objections) {
    this(mail, (Iterable<ObjectionLinks>) objections);
  }

  NoticeTexts(MailSettings mail, Iterable<ObjectionLinks> objections) {
    this.mail = mail;
    this.objections = objections;
  }

  /** Who makes links for objections; empty if nobody does, or no customer could open them. */
  Optional<ObjectionLinks> objections() {
    if (mail.publicAddress().isEmpty()) {
      return Optional.empty();
    }
    return StreamSupport.stream(objections.spliterator(), false).findFirst();
  }

  /** Codes of the fields that are known for a merger now. */
  List<String> known(Handle handle, long mergerId) {
    var without = EnumSet.noneOf(NoticeField.class);
    if (NoticeSettings.read(handle, mergerId).questions() == null) {
      without.add(NoticeField.QUESTIONS);
    }
    if (objections().isEmpty()) {
      without.add(NoticeField.OBJECTION_LINK);
    }
    return NoticeField.codes(without);
  }

  /**
   * Looks at words as they are typed.
   *
   * @throws RuleBroken {@code notice.*}, {@code outbound.text-*}: one half is missing, too long, or
   *     a field is not known: it names the field
   */
  void checkTyped(NoticeText text, List<String> known) {
    if (text.isEmpty()) {
      return;
    }
    if (text.subjectLine().length() > LONGEST_LINE || text.body().length() > LONGEST_BODY) {
      throw new RuleBroken("notice.text-too-long", LONGEST_LINE, LONGEST_BODY);
    }
    if (text.subjectLine().contains("\n")) {
      throw new RuleBroken("outbound.line-break");
    }
    Fields.check(text.subjectLine(), known);
    Fields.check(text.body(), known);
  }

  /**
   * Looks whether nothing is missing before others read it.
   *
   * @throws RuleBroken {@code notice.text-*}, {@code notice.field-missing}: it names what is
   *     missing
   */
  void checkWhole(List<NoticeText> texts, Campaign.Kind kind, List<String> known) {
    for (var situation : Situation.values()) {
      refuseMissing(texts, "nl", situation);
    }
    if (texts.stream().anyMatch(text -> text.language().equals("en"))) {
      for (var situation : Situation.values()) {
        refuseMissing(texts, "en", situation);
      }
    }
    texts.forEach(text -> refuseWithout(text, kind, known));
  }

  /**
   * Looks whether words that were released say all that a customer must hear by now: others may
   * have been enough when they were read.
   *
   * @throws RuleBroken {@code notice.released-without}: it names what is missing
   */
  void checkReleased(List<NoticeText> texts, Campaign.Kind kind) {
    for (var text : texts) {
      var words = text.subjectLine() + text.body();
      NoticeField.needed(kind).stream()
          .filter(field -> !words.contains("{" + field.code() + "}"))
          .findFirst()
          .ifPresent(
              field -> {
                throw new RuleBroken(
                    "notice.released-without", "{" + field.code() + "}", text.language());
              });
    }
  }

  private static void refuseMissing(List<NoticeText> texts, String language, Situation situation) {
    if (texts.stream()
        .noneMatch(
            text ->
                text.language().equals(language)
                    && text.situation() == situation
                    && !text.subjectLine().isEmpty()
                    && !text.body().isEmpty())) {
      throw situation == Situation.BOTH
          ? new RuleBroken("notice.text-missing-both", language)
          : new RuleBroken("notice.text-missing-theirs", language);
    }
  }

  private static void refuseWithout(NoticeText text, Campaign.Kind kind, List<String> known) {
    var used = new LinkedHashSet<>(Fields.check(text.subjectLine(), known));
    used.addAll(Fields.check(text.body(), known));
    var missing = missing(used, kind, known);
    if (!missing.isEmpty()) {
      throw new RuleBroken("notice.field-missing", "{" + missing.get(0) + "}", text.language());
    }
  }

  private static List<String> missing(Set<String> used, Campaign.Kind kind, List<String> known) {
    var needed = EnumSet.copyOf(NoticeField.needed(kind));
    if (kind == Campaign.Kind.ANNOUNCEMENT && known.contains(NoticeField.OBJECTION_LINK.code())) {
      needed.add(NoticeField.OBJECTION_LINK);
    }
    var missing = new ArrayList<String>();
    needed.stream()
        .map(NoticeField::code)
        .filter(code -> !used.contains(code))
        .forEach(missing::add);
    return missing;
  }
}
