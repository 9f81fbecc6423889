package org.klantbrug.signal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.SqlStatements;
import org.klantbrug.audit.Audit;
import org.klantbrug.complaint.Weight;
import org.klantbrug.customer.CustomerName;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** Signals by the many, and who was told of them; each figure opens exactly its rows. */
@ApplicationScoped
public class SignalList {
  private static final String NARROWED =
      """
         and case :whose when 'mine' then g.raised_by = :me
                         when 'department' then exists (select from signal_answerer y
                                                         where y.department_id = d.id and y.staff_id = :me)
                         else true end
         and (cast(:department as bigint) is null or g.department_id = :department)
         and (cast(:kind as text) is null or g.kind = :kind)
      """;

  private static final String FROM =
      """
        from signal_signal g
        join signal_department d on d.id = g.department_id
        join identity_staff r on r.id = g.raised_by
       where %s %s
         and (g.ended_at is not null) = :over
         and (cast(:state as text) is null or g.state = :state)
         and (not :late or g.state = 'ASKED' and g.due_on < :today)
      """
          .formatted(SignalRows.SEEN, NARROWED);

  private static final String TELLING =
      """
        from signal_linked x
        join signal_signal g on g.id = x.signal_id
        join signal_policy p on p.kind = g.kind
        join signal_department d on d.id = g.department_id
        left join customer_identity o on o.id = x.identity_id
        left join customer_company w on w.id = o.company_id
        left join identity_staff t on t.id = x.told_by
       where (x.tell_by is not null or g.ended_at is null and p.told = 'WHEN_CLOSED') and %s and %s %s
      """
          .formatted(SignalRows.COUNTS_ONCE, SignalRows.LINK_SEEN, NARROWED);

  /**
   * SQL: the numbers of all complaints by which a customer waits, or heard, as by link {@code x}.
   */
  private static final String COMPLAINTS =
      """
      (select string_agg(k.number, ', ' order by k.number)
         from %s s
         join signal_customer z on z.id = s.id
         join complaint_complaint k on k.id = z.complaint_id
        where (z.told_at is null) = (x.told_at is null))"""
          .formatted(SignalRows.SAME_CUSTOMER);

  private Database database;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  public SignalList() {}

  /** Works with these. */
  @Inject
  public SignalList(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * Which signals are wanted; null means all.
   *
   * @param whose mine (raised by me), department (I answer for it) or all
   * @param over those that are closed or declined, else those that are open
   * @param late only those whose department should have answered before today
   */
  public record Wanted(
      String whose, boolean over, State state, Long department, Kind kind, boolean late) {
    Wanted in(State other) {
      return new Wanted(whose, over, other, department, kind, late);
    }
  }

  /** A line of the list. */
  public record Line(
      long id,
      String number,
      Kind kind,
      State state,
      String topic,
      String product,
      String text,
      Weight value,
      Weight urgency,
      String departmentNl,
      String departmentEn,
      String raisedBy,
      Instant raisedAt,
      LocalDate dueOn,
      boolean late,
      long customers) {
    /** What the department is called in a language. */
    public String department(String language) {
      return "en".equals(language) ? departmentEn : departmentNl;
    }
  }

  private static final String COLUMNS =
      """
      select g.id, g.number, g.kind, g.state, g.topic, g.product, g.text, g.value, g.urgency, d.name_nl as department_nl,
             d.name_en as department_en, r.full_name as raised_by, g.raised_at, g.due_on,
             g.state = 'ASKED' and g.due_on < :today as late,
             %s as customers
      """
          .formatted(SignalRows.CUSTOMERS);

  /** The signals that fit, the most urgent first; of those that are over the last first. */
  public List<Line> lines(Wanted wanted, long from, int limit, Staff staff) {
    return database.with(handle -> lines(handle, wanted, from, limit, staff));
  }

  private List<Line> lines(Handle handle, Wanted wanted, long from, int limit, Staff staff) {
    return bind(
            handle.createQuery(
                COLUMNS
                    + FROM
                    + (wanted.over()
                        ? " order by g.ended_at desc, g.id"
                        : " order by array_position(array['HIGH', 'MEDIUM', 'LOW'], g.urgency), g.raised_at, g.id")
                    + " offset :from limit :limit"),
            wanted,
            staff)
        .bind("from", from)
        .bind("limit", limit)
        .map(ConstructorMapper.of(Line.class))
        .list();
  }

  /** How many have come equally far. */
  public record Figure(State state, long count) {}

  /** By state, as far as there are any; the state that is wanted does not narrow them. */
  public List<Figure> figures(Wanted wanted, Staff staff) {
    return database.with(
        handle ->
            bind(
                    handle.createQuery(
                        "select g.state, count(*) as count " + FROM + " group by g.state"),
                    wanted.in(null),
                    staff)
                .map(ConstructorMapper.of(Figure.class))
                .stream()
                .sorted((one, other) -> one.state().compareTo(other.state()))
                .toList());
  }

  /**
   * As {@link #lines}, to be taken out; that it was is written down.
   *
   * @throws RuleBroken if more than the limit fit
   */
  public List<Line> export(Wanted wanted, int limit, Staff staff) {
    return database.inTransaction(
        handle -> {
          var lines = lines(handle, wanted, 0, limit + 1, staff);
          if (lines.size() > limit) {
            throw new RuleBroken("signal.too-many", limit);
          }
          audit.record(
              handle,
              staff.id(),
              staff.login(),
              "signalsExported",
              "staff",
              staff.id(),
              Integer.toString(lines.size()));
          return lines;
        });
  }

  /**
   * How many customers heard what was done with what they told us, of those who are to hear it.
   *
   * @param waiting those who have not heard yet
   * @param late those of them who should have heard before today
   * @param behind those who hear of it when a signal is closed that is still open; they count for
   *     no part yet
   */
  public record Rate(long told, long waiting, long late, long behind) {
    /** The part that heard, 0 to 1; 1 if nobody is to hear anything. */
    public double share() {
      return told + waiting == 0 ? 1 : (double) told / (told + waiting);
    }

    /** Whether anybody is to hear anything. */
    public boolean any() {
      return told + waiting > 0;
    }
  }

  /** The feedback rate over all signals that fit, whatever their state; we aim for all. */
  public Rate rate(Wanted wanted, Staff staff) {
    return database.with(
        handle ->
            bind(
                    handle.createQuery(
                        "select count(x.told_at) as told, count(*) filter (where x.told_at is null and x.tell_by is not null) as waiting,"
                            + " count(*) filter (where x.told_at is null and x.tell_by < :today) as late,"
                            + " count(*) filter (where x.tell_by is null) as behind"
                            + TELLING),
                    wanted,
                    staff)
                .map(ConstructorMapper.of(Rate.class))
                .one());
  }

  /**
   * Somebody who is to hear, or heard, what was done.
   *
   * @param customer name; null if the reader may not open customers, or for somebody we do not know
   * @param known whether it is a customer whom we know
   * @param complaintNumber of all his complaints, with commas between; null if the reader may not
   *     open complaints
   * @param toldAt null while he waits
   */
  public record Telling(
      long signalId,
      String number,
      Kind kind,
      String customer,
      boolean known,
      String company,
      String complaintNumber,
      LocalDate tellBy,
      boolean late,
      Instant toldAt,
      String toldBy,
      String toldHow) {}

  /**
   * Who is to hear, or heard: what must be told first on top, of what was told the last. That they
   * were listed is written down, as it names customers.
   *
   * @param told those who heard, else those who wait
   */
  public List<Telling> telling(Wanted wanted, boolean told, long from, int limit, Staff staff) {
    return database.inTransaction(
        handle -> {
          var found =
              bind(
                      handle.createQuery(
                          "select g.id as signal_id, g.number, g.kind, case when :customers then "
                              + CustomerName.sql("o")
                              + " end as customer, x.identity_id is not null as known, w.name as company,"
                              + " case when :complaints then "
                              + COMPLAINTS
                              + " end as complaint_number, x.tell_by,"
                              + " x.told_at is null and x.tell_by < :today as late, x.told_at, t.full_name as told_by, x.told_how"
                              + TELLING
                              + (told
                                  ? " and x.told_at is not null order by x.told_at desc, x.id"
                                  : " and x.told_at is null and x.tell_by is not null order by x.tell_by, x.id")
                              + " offset :from limit :limit"),
                      wanted,
                      staff)
                  .bind("customers", staff.may(Action.CUSTOMER_READ))
                  .bind("complaints", staff.may(Action.COMPLAINT_READ))
                  .bind("from", from)
                  .bind("limit", limit)
                  .map(ConstructorMapper.of(Telling.class))
                  .list();
          if (!found.isEmpty()) {
            audit.record(
                handle,
                staff.id(),
                staff.login(),
                "feedbackListed",
                "staff",
                staff.id(),
                Integer.toString(found.size()));
          }
          return found;
        });
  }

  private <T extends SqlStatement<T>> T bind(T statement, Wanted wanted, Staff staff) {
    return new Sight(clock.today(), staff.cleanTeam())
        .bindTo(statement)
        .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
        .bind("whose", wanted.whose())
        .bind("me", staff.id())
        .bind("over", wanted.over())
        .bind("state", wanted.state())
        .bind("department", wanted.department())
        .bind("kind", wanted.kind())
        .bind("late", wanted.late());
  }
}
