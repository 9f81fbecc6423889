package org.klantbrug.desk.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.klantbrug.contact.NewContact;
import org.klantbrug.contact.NewPromise;
import org.klantbrug.contact.NewQuestion;
import org.klantbrug.contact.Noting;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.RuleBroken;

/**
 * The fields of the note form as they were typed, by name: sent with the form, or kept in a draft.
 * The fields of a question have its number behind their name: {@code asked-1}.
 */
final class NoteFields {
  static final int MOST_QUESTIONS = 10;

  private static final List<String> ONCE =
      List.of(
          "contactChannel",
          "direction",
          "startedAt",
          "identity",
          "emotion",
          "experience",
          "preferred",
          "note",
          "promise",
          "promiseDue",
          "promiseOwner",
          "exception");

  private static final List<String> OF_QUESTION =
      List.of("topic", "product", "asked", "behind", "answer", "result", "minutes");

  /** What is typed freely: with none of these filled in, nothing was typed. */
  private static final List<String> TEXTS = List.of("note", "promise", "exception");

  /** Begun so long ago, a contact says nothing of the time that its questions took. */
  private static final Duration LONGEST_CALL = Duration.ofHours(1);

  private final Map<String, String> typed;

  NoteFields(Map<String, String> typed) {
    this.typed = typed;
  }

  /** Reads all fields that the form has. */
  static NoteFields read(UnaryOperator<String> sent) {
    var typed = new LinkedHashMap<String, String>();
    names()
        .forEach(
            name -> {
              var text = sent.apply(name);
              if (!text.isEmpty()) {
                typed.put(name, text);
              }
            });
    return new NoteFields(typed);
  }

  private static Stream<String> names() {
    return Stream.concat(
        ONCE.stream(),
        IntStream.rangeClosed(1, MOST_QUESTIONS)
            .boxed()
            .flatMap(no -> OF_QUESTION.stream().map(name -> name + "-" + no)));
  }

  Map<String, String> typed() {
    return typed;
  }

  /** What was typed in a field; empty if nothing. */
  String value(String name) {
    return typed.getOrDefault(name, "");
  }

  /** The number of the last question of which something is filled in; at least 1. */
  int questions() {
    return IntStream.rangeClosed(1, MOST_QUESTIONS)
        .filter(no -> OF_QUESTION.stream().anyMatch(name -> !value(name + "-" + no).isEmpty()))
        .max()
        .orElse(1);
  }

  /** Products that questions are about, in small letters. */
  Set<String> products() {
    return IntStream.rangeClosed(1, MOST_QUESTIONS)
        .mapToObj(no -> value("product-" + no).toLowerCase(Locale.ROOT))
        .filter(product -> !product.isBlank())
        .collect(Collectors.toSet());
  }

  /** Whether nothing was typed, whatever was chosen. */
  boolean isBlank() {
    return TEXTS.stream().allMatch(name -> value(name).isBlank())
        && IntStream.rangeClosed(1, MOST_QUESTIONS)
            .allMatch(
                no ->
                    Stream.of("asked", "behind", "product")
                        .allMatch(name -> value(name + "-" + no).isBlank()));
  }

  /**
   * What is to be noted.
   *
   * @param key of the form
   * @param draftId of the draft it was kept in; null if none
   * @param otherwise the identity it hangs on if none was chosen; null to leave that to the rule
   * @throws RuleBroken for a moment, day or number that cannot be read
   */
  Noting.WrapUp wrapUp(UUID key, Long draftId, Long otherwise, Instant now) {
    var began = moment(value("startedAt"));
    var chosen = number("identity");
    return new Noting.WrapUp(
        new NewContact(
            key,
            value("contactChannel"),
            value("direction"),
            began,
            chosen == null ? otherwise : chosen,
            asked(began, now),
            value("emotion"),
            value("experience"),
            value("preferred"),
            value("note")),
        promise(),
        value("exception"),
        draftId);
  }

  private NewPromise promise() {
    return promise(value("promise"), value("promiseDue"), value("promiseOwner"), null);
  }

  /**
   * A promise from its fields.
   *
   * @param owner empty for who promises, {@code staff:12} or {@code role:adviser}
   */
  static NewPromise promise(String text, String due, String owner, Long identity) {
    return new NewPromise(text, day(due), staff(owner), role(owner), identity);
  }

  /** The colleague that a choice of an owner names; null if it names none. */
  static Long staff(String owner) {
    return owner.matches("staff:[0-9]{1,18}") ? Long.valueOf(owner.substring(6)) : null;
  }

  /** The role that a choice of an owner names; null if it names none. */
  static String role(String owner) {
    return owner.startsWith("role:") ? owner.substring(5) : null;
  }

  private List<NewQuestion> asked(Instant began, Instant now) {
    var last = questions();
    var filledIn =
        IntStream.rangeClosed(1, last).mapToObj(this::question).filter(q -> !q.isBlank()).toList();
    var each = share(began, now, filledIn.stream().filter(q -> q.minutes() == null).count());
    return filledIn.stream().map(question -> timed(question, each)).toList();
  }

  private NewQuestion question(int no) {
    return new NewQuestion(
        value("topic-" + no),
        value("product-" + no),
        value("asked-" + no),
        value("behind-" + no),
        value("answer-" + no),
        value("result-" + no),
        minutes(value("minutes-" + no)));
  }

  /** What is left open takes an equal part of the time since the contact began. */
  private static Integer share(Instant began, Instant now, long open) {
    if (began == null || open == 0 || began.isBefore(now.minus(LONGEST_CALL))) {
      return null;
    }
    return (int) Math.max(1, Duration.between(began, now).toMinutes() / open);
  }

  private static NewQuestion timed(NewQuestion question, Integer minutes) {
    return question.minutes() != null
        ? question
        : new NewQuestion(
            question.topic(),
            question.product(),
            question.asked(),
            question.behind(),
            question.answer(),
            question.result(),
            minutes);
  }

  private static Integer minutes(String typed) {
    if (typed.isEmpty()) {
      return null;
    }
    return typed.matches("[0-9]{1,4}") ? Integer.parseInt(typed) : -1;
  }

  private Long number(String name) {
    return value(name).matches("[0-9]{1,18}") ? Long.valueOf(value(name)) : null;
  }

  private static Instant moment(String typed) {
    try {
      return typed.isEmpty()
          ? null
          : LocalDateTime.parse(typed).atZone(BusinessClock.ZONE).toInstant();
    } catch (DateTimeParseException unreadable) {
      throw new RuleBroken("contact.moment-unreadable");
    }
  }

  /** A day as a browser sends it; null if it was left open. */
  static LocalDate day(String typed) {
    try {
      return typed.isEmpty() ? null : LocalDate.parse(typed);
    } catch (DateTimeParseException unreadable) {
      throw new RuleBroken("contact.day-unreadable");
    }
  }
}
