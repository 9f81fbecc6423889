package org.klantbrug.desk.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.CustomerView;
import org.klantbrug.desk.LoggedSubjects;
import org.klantbrug.identity.People;
import org.klantbrug.shared.web.Texts;

/** Entries of the access log as people read them: who did what, about what, and why. */
@RequestScoped
public class AuditLines {
  private static final String STAFF = "staff";

  /** There is one calendar, and what reply time it was stands beside it. */
  private static final Set<String> NAMELESS = Set.of("calendar", "replyTime");

  private CustomerView customers;
  private LoggedSubjects subjects;
  private People people;
  private Texts texts;
  private AuditWords words;

  /** For the container. */
  protected AuditLines() {}

  /** Reads the names from these, and speaks the reader's language. */
  @Inject
  public AuditLines(
      CustomerView customers,
      LoggedSubjects subjects,
      People people,
      Texts texts,
      AuditWords words) {
    this.customers = customers;
    this.subjects = subjects;
    this.people = people;
    this.texts = texts;
    this.words = words;
  }

  /**
   * An entry in words.
   *
   * @param login of who did it; empty for somebody whose password was wrong
   * @param name full name of that colleague; empty for the machine
   */
  public record Line(
      Audit.Entry entry, String login, String name, String what, String about, String why) {}

  /** The same entries in words, read in three statements. */
  public List<Line> of(List<Audit.Entry> entries) {
    var about = entries.stream().map(Audit.Entry::subject).distinct().toList();
    var numbers = customers.numbers(about);
    var named = subjects.names(about);
    var staff =
        people.list().stream().collect(Collectors.toMap(People.Person::id, Function.identity()));
    return entries.stream()
        .map(
            entry ->
                new Line(
                    entry,
                    entry.actor(),
                    name(entry, staff),
                    words.what(entry),
                    texts.code("audit.kind.", entry.subjectKind())
                        + subject(entry, numbers, named, staff),
                    words.why(entry)))
        .toList();
  }

  private String name(Audit.Entry entry, Map<Long, People.Person> staff) {
    if (entry.actor().isEmpty()) {
      return texts.say("audit.not-in");
    }
    return staff.containsKey(entry.staffId()) ? staff.get(entry.staffId()).fullName() : "";
  }

  /** The name with a blank before it; nothing for what has no name. */
  private String subject(
      Audit.Entry entry,
      Map<Audit.Subject, String> numbers,
      Map<Audit.Subject, LoggedSubjects.Named> named,
      Map<Long, People.Person> staff) {
    var subject = entry.subject();
    if (NAMELESS.contains(subject.kind())) {
      return "";
    }
    if (subject.kind().equals(STAFF) && staff.containsKey(subject.id())) {
      var person = staff.get(subject.id());
      return " " + person.fullName() + " (" + person.login() + ")";
    }
    if (numbers.containsKey(subject)) {
      return " " + numbers.get(subject);
    }
    return " " + (named.containsKey(subject) ? named(named.get(subject)) : entry.subjectId());
  }

  private String named(LoggedSubjects.Named subject) {
    var name =
        switch (subject.kind()) {
          case "run" -> subject.run().toString();
          case "reconciliation" -> texts.code("cutover.kind.", subject.name());
          case "job" -> texts.job(subject.name());
          default -> subject.name();
        };
    var place =
        Stream.of(
                subject.merger(),
                subject.run() == null || subject.kind().equals("run")
                    ? null
                    : texts.say("audit.run", subject.run()))
            .filter(Objects::nonNull)
            .collect(Collectors.joining(", "));
    return place.isEmpty() ? name : name + " (" + place + ")";
  }
}
