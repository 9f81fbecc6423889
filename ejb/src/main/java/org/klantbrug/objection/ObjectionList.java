package org.klantbrug.objection;

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
import org.klantbrug.customer.CustomerName;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** Objections by the many; each figure opens exactly its rows. */
@ApplicationScoped
public class ObjectionList {
  private static final String GOES_ON =
      "(select min(w.day) from wave_member v join wave_wave w on w.id = v.wave_id"
          + " where v.merger_id = o.merger_id and v.identity_id = o.identity_id)";

  private static final String FROM =
      """
        from objection_objection o
        join customer_identity n on n.id = o.identity_id
        join merger_merger m on m.id = o.merger_id
        left join identity_staff h on h.id = o.handler_id
        left join sla_clock k on k.subject_kind = 'OBJECTION' and k.subject_id = o.id and k.ended_at is null
       where %s
         and case :whose when 'mine' then o.handler_id = :me or exists (
                                select from work_item w where w.subject_kind = 'objection' and w.subject_id = o.id
                                   and w.state = 'OPEN' and w.claimed_by = :me)
                         when 'team' then o.handler_id in (select s.id from identity_staff s
                                where s.team_id = (select t.team_id from identity_staff t where t.id = :me))
                         else true end
         and (o.ended_at is not null) = :over
         and (cast(:merger as bigint) is null or o.merger_id = :merger)
         and (cast(:stage as text) is null or o.stage = :stage)
         and (cast(:outcome as text) is null or o.outcome = :outcome)
         and (cast(:day as date) is null or %s = :day)
      """
          .formatted(ObjectionRows.SEEN, GOES_ON);

  private Database database;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected ObjectionList() {}

  /** Works with these. */
  @Inject
  public ObjectionList(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * Which objections are wanted; null means all.
   *
   * @param whose mine (I am the contact person, or have it in hand), team or all
   * @param over those that are closed or withdrawn, else those that are open
   * @param day on which the customer goes over
   */
  public record Wanted(
      String whose, boolean over, Long merger, LocalDate day, Stage stage, Outcome outcome) {
    Wanted in(Stage other) {
      return new Wanted(whose, over, merger, day, other, outcome);
    }
  }

  /**
   * A line of the list.
   *
   * @param customer name; null if the reader may not open customers
   * @param goesOn the day on which he goes over; null if none is planned
   * @param dueAt by when he has heard; null if he waits for nothing
   */
  public record Line(
      long id,
      String number,
      Stage stage,
      Outcome outcome,
      About about,
      Way way,
      boolean wentOver,
      String customer,
      String sourceKey,
      String merger,
      LocalDate goesOn,
      String text,
      Instant receivedAt,
      Instant dueAt,
      boolean late,
      String handler) {}

  private static final String COLUMNS =
      """
      select o.id, o.number, o.stage, o.outcome, o.about, o.way, o.went_over, case when :customers then %s end as customer,
             n.source_key, m.name as merger, %s as goes_on, o.text, o.received_at, k.limit_at as due_at,
             coalesce(k.limit_at < :now, false) as late, h.full_name as handler
      """
          .formatted(CustomerName.sql("n"), GOES_ON);

  /** The objections that fit: those due first on top, of those that are over the last. */
  public List<Line> lines(Wanted wanted, long from, int limit, Staff staff) {
    return database.inTransaction(
        handle -> {
          var lines = lines(handle, wanted, from, limit, staff);
          if (!lines.isEmpty()) {
            log(handle, staff, "objectionsListed", lines.size());
          }
          return lines;
        });
  }

  private List<Line> lines(Handle handle, Wanted wanted, long from, int limit, Staff staff) {
    return bind(
            handle.createQuery(
                COLUMNS
                    + FROM
                    + (wanted.over()
                        ? " order by o.ended_at desc, o.id desc"
                        : " order by k.limit_at nulls last, o.id")
                    + " offset :from limit :limit"),
            wanted,
            staff)
        .bind("customers", staff.may(Action.CUSTOMER_READ))
        .bind("now", clock.now())
        .bind("from", from)
        .bind("limit", limit)
        .map(ConstructorMapper.of(Line.class))
        .list();
  }

  /** How many have come equally far. */
  public record Figure(Stage stage, long count) {}

  /** By stage, as far as there are any; the stage that is wanted does not narrow them. */
  public List<Figure> figures(Wanted wanted, Staff staff) {
    return database.with(
        handle ->
            bind(
                    handle.createQuery(
                        "select o.stage, count(*) as count " + FROM + " group by o.stage"),
                    wanted.in(null),
                    staff)
                .map(ConstructorMapper.of(Figure.class))
                .stream()
                .sorted((one, other) -> one.stage().compareTo(other.stage()))
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
            throw new RuleBroken("objection.too-many", limit);
          }
          log(handle, staff, "objectionsExported", lines.size());
          return lines;
        });
  }

  private void log(Handle handle, Staff staff, String action, int lines) {
    audit.record(
        handle, staff.id(), staff.login(), action, "staff", staff.id(), Integer.toString(lines));
  }

  /** A merger by which to narrow. */
  public record Merger(long id, String name) {}

  /** Mergers against which somebody objected, the newest first. */
  public List<Merger> mergers() {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select m.id, m.name from merger_merger m where exists (select from objection_objection o where o.merger_id = m.id) order by m.id desc")
                .map(ConstructorMapper.of(Merger.class))
                .list());
  }

  private <T extends SqlStatement<T>> T bind(T statement, Wanted wanted, Staff staff) {
    return new Sight(clock.today(), staff.cleanTeam())
        .bindTo(statement)
        .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
        .bind("whose", wanted.whose())
        .bind("me", staff.id())
        .bind("over", wanted.over())
        .bind("merger", wanted.merger())
        .bind("day", wanted.day())
        .bind("stage", wanted.stage())
        .bind("outcome", wanted.outcome());
  }
}
