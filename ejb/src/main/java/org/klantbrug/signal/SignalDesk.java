package org.klantbrug.signal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.CustomerNames;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.PageOrder;
import org.klantbrug.shared.PageOrder.Column;
import org.klantbrug.shared.RuleBroken;

/** What staff see of signals. Opening one is written down. */
@ApplicationScoped
public class SignalDesk {
  private static final int MOST_SIMILAR = 10;
  private static final int DONE_SHOWN = 30;
  private static final PageOrder LAST_DONE = PageOrder.down(Column.key("e.id"));

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private LinkedCustomers customers;

  /** For the container. */
  public SignalDesk() {}

  /** Works with these. */
  @Inject
  public SignalDesk(Database database, BusinessClock clock, Audit audit, CustomerNames names) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.customers = new LinkedCustomers(names);
  }

  /**
   * Something that was done.
   *
   * @param how a code, or who was told that it is late; null if there is none
   * @param departmentNl the department that was asked; null unless one was, as in English
   * @param words what was said or written, literally
   */
  public record Event(
      long id,
      Instant at,
      String who,
      String kind,
      String how,
      String departmentNl,
      String departmentEn,
      String words) {}

  /**
   * A signal with all that belongs to it.
   *
   * @param events what was done last, the last on top
   * @param earlier key after which what was done before it begins; null if that is all
   * @param customers those of one page, who wait first
   * @param more key after which the next page of them begins; null on the last one
   * @param told what each of these customers heard so far
   * @param heard how many they are in all, and how many of them heard
   * @param mayAnswer whether the reader answers for its department
   */
  public record Opened(
      SignalView signal,
      List<Event> events,
      String earlier,
      List<Linked> customers,
      String more,
      List<LinkedCustomers.Told> told,
      Heard heard,
      boolean mayAnswer) {
    /** What a customer heard before, or did not hear after all, by the key of his link. */
    public List<LinkedCustomers.Told> before(Linked one) {
      var all = told.stream().filter(each -> each.link() == one.id()).toList();
      return one.toldAt() == null || all.isEmpty() ? all : all.subList(0, all.size() - 1);
    }
  }

  private static final String VIEW =
      """
      select g.id, g.number, g.kind, g.origin, g.text, g.topic, g.product, g.value, g.urgency, g.department_id,
             d.name_nl as department_nl, d.name_en as department_en, o.id as owner_id, o.full_name as owner, e.id as deputy_id,
             e.full_name as deputy, g.state, r.full_name as raised_by, g.raised_at, g.due_on, g.answer,
             a.full_name as answered_by, g.answered_at, g.outcome, g.decline_reason, g.ended_at, p.told, p.means, g.version
        from signal_signal g
        join signal_department d on d.id = g.department_id
        join signal_policy p on p.kind = g.kind
        join identity_staff r on r.id = g.raised_by
        left join signal_answerer y on y.department_id = d.id and y.staff_id = d.owner_id
        left join identity_staff o on o.id = y.staff_id
        left join identity_staff e on e.id = d.deputy_id and o.id is not null
        left join identity_staff a on a.id = g.answered_by
       where g.id = :id and %s
      """
          .formatted(SignalRows.SEEN);

  /**
   * Opens a signal and writes that down.
   *
   * @param after key of the page of customers before; null for the first
   * @throws RuleBroken if there is none in sight
   */
  public Opened open(long id, String after, Staff staff) {
    return database.inTransaction(
        handle -> {
          var opened = look(handle, id, after, staff);
          audit.record(
              handle, staff.id(), staff.login(), "signalOpened", Signals.SUBJECT, id, null);
          return opened;
        });
  }

  /** As {@link #open}, within work that writes down itself what it does. */
  public Opened look(long id, Staff staff) {
    return database.with(handle -> look(handle, id, null, staff));
  }

  /**
   * Refuses a signal that this person may not see.
   *
   * @throws RuleBroken if there is none in sight
   */
  public void needSeen(long id, Staff staff) {
    var seen =
        database.<Boolean>with(
            handle ->
                new Sight(clock.today(), staff.cleanTeam())
                    .bindTo(
                        handle.createQuery(
                            "select exists (select from signal_signal g where g.id = :id and "
                                + SignalRows.SEEN
                                + ")"))
                    .bind("id", id)
                    .mapTo(Boolean.class)
                    .one());
    if (!seen) {
      throw new RuleBroken("signal.unknown", id);
    }
  }

  private Opened look(Handle handle, long id, String after, Staff staff) {
    var sight = new Sight(clock.today(), staff.cleanTeam());
    var signal =
        sight
            .bindTo(handle.createQuery(VIEW))
            .bind("id", id)
            .map(ConstructorMapper.of(SignalView.class))
            .findOne()
            .orElseThrow(() -> new RuleBroken("signal.unknown", id));
    var done = events(handle, id, null);
    var page = customers.page(handle, id, after, sight, staff);
    return new Opened(
        signal,
        done.events(),
        done.earlier(),
        page.lines(),
        page.next(),
        page.told(),
        customers.heard(handle, id, sight),
        signal.state() == State.ASKED
            && SignalSettings.answers(handle, signal.departmentId(), staff));
  }

  /**
   * A part of what was done with a signal, the last on top.
   *
   * @param earlier key after which what was done before it begins; null if that is all
   */
  public record Events(List<Event> events, String earlier) {}

  /** What was done before, for who opened the signal; {@code after} as the part before gave it. */
  public Events earlier(long id, String after, Staff staff) {
    needSeen(id, staff);
    return database.with(handle -> events(handle, id, after));
  }

  private static Events events(Handle handle, long id, String after) {
    var found =
        LAST_DONE
            .bindTo(
                handle.createQuery(
                    """
                    select e.id, e.at, s.full_name as who, e.kind, coalesce(l.full_name, e.how) as how,
                           d.name_nl as department_nl, d.name_en as department_en, e.words
                      from signal_event e
                      left join identity_staff s on s.id = e.staff_id
                      left join identity_staff l on e.kind = 'late' and e.how = 'staff:' || l.id
                      left join signal_department d on e.kind in ('triaged', 'asked', 'askedAgain')
                        and (e.how = cast(d.id as text) or e.how = d.name_nl)
                     where e.signal_id = :id %s order by %s limit :size
                    """
                        .formatted(LAST_DONE.after(after), LAST_DONE.by())),
                after)
            .bind("id", id)
            .bind("size", DONE_SHOWN + 1)
            .map(ConstructorMapper.of(Event.class))
            .list();
    var here = found.subList(0, Math.min(DONE_SHOWN, found.size()));
    return new Events(
        here, found.size() > DONE_SHOWN ? Long.toString(here.get(DONE_SHOWN - 1).id()) : null);
  }

  /**
   * A signal that may be about the same matter.
   *
   * @param customers how many have to do with it
   */
  public record Similar(
      long id, String number, String text, String product, Instant raisedAt, long customers) {}

  /** Open signals in sight of a department about a topic, the newest first. */
  public List<Similar> similar(Judged judged, Staff staff) {
    if (judged.departmentId() == null || judged.topic() == null) {
      return List.of();
    }
    return database.with(
        handle ->
            new Sight(clock.today(), staff.cleanTeam())
                .bindTo(
                    handle.createQuery(
                        """
                        select g.id, g.number, g.text, g.product, g.raised_at,
                               %s as customers
                          from signal_signal g
                         where g.department_id = :department and g.topic = :topic and g.ended_at is null and g.kind <> 'QUESTION' and %s
                         order by g.raised_at desc, g.id desc limit :most
                        """
                            .formatted(SignalRows.CUSTOMERS, SignalRows.SEEN)))
                .bind("department", judged.departmentId())
                .bind("topic", judged.topic())
                .bind("most", MOST_SIMILAR)
                .map(ConstructorMapper.of(Similar.class))
                .list());
  }

  /**
   * A signal with which a customer has to do.
   *
   * @param tellBy last day on which he hears of it; null if he does not wait for a word yet
   */
  public record OfCustomer(
      long id, String number, State state, Instant raisedAt, String text, LocalDate tellBy) {}

  /** Signals of a customer that are open, or of which he waits for a word; those first. */
  public List<OfCustomer> ofCustomer(long party, Staff staff) {
    return database.with(
        handle ->
            new Sight(clock.today(), staff.cleanTeam())
                .bindTo(
                    handle.createQuery(
                        """
                        select g.id, g.number, g.state, g.raised_at, g.text, min(x.tell_by) filter (where x.told_at is null) as tell_by
                          from signal_linked x join signal_signal g on g.id = x.signal_id
                         where x.identity_id in %s and g.kind <> 'QUESTION'
                         group by g.id
                        having g.ended_at is null or min(x.tell_by) filter (where x.told_at is null) is not null
                         order by tell_by nulls last, g.id desc limit 20
                        """
                            .formatted(Sight.DESK_IDENTITIES_OF_PARTY)))
                .bind("party", party)
                .map(ConstructorMapper.of(OfCustomer.class))
                .list());
  }

  /**
   * A signal to which a complaint is linked, or a question about it.
   *
   * @param dueOn last day for the answer; null while nobody was asked
   */
  public record Line(
      long id,
      String number,
      Kind kind,
      State state,
      String raisedBy,
      Instant raisedAt,
      String text,
      String departmentNl,
      String departmentEn,
      LocalDate dueOn,
      String answer,
      String answeredBy,
      Instant answeredAt) {
    /** What the department is called in a language. */
    public String department(String language) {
      return "en".equals(language) ? departmentEn : departmentNl;
    }
  }

  /** Signals in sight to which this complaint is linked, the newest first. */
  public List<Line> ofComplaint(long complaint, Staff staff) {
    return database.with(
        handle ->
            new Sight(clock.today(), staff.cleanTeam())
                .bindTo(
                    handle.createQuery(
                        """
                        select g.id, g.number, g.kind, g.state, r.full_name as raised_by, g.raised_at, g.text,
                               d.name_nl as department_nl, d.name_en as department_en, g.due_on, g.answer,
                               a.full_name as answered_by, g.answered_at
                          from signal_signal g
                          join signal_department d on d.id = g.department_id
                          join identity_staff r on r.id = g.raised_by
                          left join identity_staff a on a.id = g.answered_by
                         where g.id in (select y.signal_id from signal_linked y where y.complaint_id = :complaint) and %s
                         order by g.id desc limit 40
                        """
                            .formatted(SignalRows.SEEN)))
                .bind("complaint", complaint)
                .map(ConstructorMapper.of(Line.class))
                .list());
  }
}
