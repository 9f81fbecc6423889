package org.klantbrug.desk.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.CustomerView;
import org.klantbrug.identity.People;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.Texts;
import org.omnifaces.cdi.Param;

/** The access and change log, newest first, a page at a time. */
@Named
@RequestScoped
public class AuditPage {
  private static final int PAGE = 100;

  @Inject private Audit audit;
  @Inject private BusinessClock clock;
  @Inject private CustomerView customers;
  @Inject private People people;
  @Inject private Texts texts;
  @Inject private AuditWords words;
  @Inject @Param private String actor;
  @Inject @Param private String customer;
  @Inject @Param private String from;
  @Inject @Param private String before;

  private List<Audit.Entry> entries;
  private List<Audit.Subject> seen;
  private Map<Audit.Subject, String> numbers;
  private Map<Long, String> logins;

  /** The entries on this page. */
  public List<Audit.Entry> getEntries() {
    if (entries == null) {
      entries = isCustomerUnknown() ? List.of() : audit.page(search(), older(), PAGE);
    }
    return entries;
  }

  /** Whether a customer is asked for whose number nobody has. */
  public boolean isCustomerUnknown() {
    return !blank(customer) && seen().isEmpty();
  }

  private Audit.Search search() {
    return new Audit.Search(
        blank(actor) ? null : actor.trim(),
        blank(customer) ? null : seen(),
        day(from).map(day -> day.atStartOfDay(BusinessClock.ZONE).toInstant()).orElse(null));
  }

  /** The customer asked for, and what companies delivered of him before he came over. */
  private List<Audit.Subject> seen() {
    if (seen == null) {
      var number = customer.trim();
      seen =
          Stream.concat(
                  customers.findParty(number).map(id -> new Audit.Subject("customer", id)).stream(),
                  customers.identitiesOf(number).stream()
                      .map(id -> new Audit.Subject("identity", id)))
              .toList();
    }
    return seen;
  }

  /** What an entry is about, as people know it: a customer by number, a colleague by login. */
  public String about(Audit.Entry entry) {
    var known =
        entry.subjectKind().equals("staff")
            ? logins().get(entry.subject().id())
            : numbers().get(entry.subject());
    return texts.code("audit.kind.", entry.subjectKind())
        + " "
        + (known == null ? entry.subjectId() : known);
  }

  private Map<Audit.Subject, String> numbers() {
    if (numbers == null) {
      numbers = customers.numbers(getEntries().stream().map(Audit.Entry::subject).toList());
    }
    return numbers;
  }

  private Map<Long, String> logins() {
    if (logins == null) {
      logins =
          people.list().stream().collect(Collectors.toMap(People.Person::id, People.Person::login));
    }
    return logins;
  }

  /** Why, in words. */
  public String why(Audit.Entry entry) {
    return words.why(entry);
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return blank(text) ? Optional.empty() : Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException unreadable) {
      return Optional.empty();
    }
  }

  private static boolean blank(String text) {
    return text == null || text.isBlank();
  }

  /**
   * From now on if the address names no moment; a second ahead, so that what happens now is seen.
   */
  private Instant older() {
    var now = clock.now().plus(Duration.ofSeconds(1));
    try {
      return before == null ? now : Instant.parse(before);
    } catch (DateTimeParseException unreadable) {
      return now;
    }
  }

  /** The moment at which the next page starts; empty on the last page. */
  public String getOlder() {
    var shown = getEntries();
    return shown.size() < PAGE ? "" : shown.get(shown.size() - 1).at().toString();
  }
}
