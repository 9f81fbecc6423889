package org.klantbrug.crisis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.SqlStatements;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.CustomerName;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** Customers who are touched by a crisis, as they are looked at. */
@ApplicationScoped
public class AffectedList {
  /**
   * SQL: customer {@code a} of crisis {@code :crisis} complained, under any of his identities,
   * since two weeks before it was seen to be one.
   */
  static final String COMPLAINED =
      """
      a.identity_id in (
        select his.identity_id from complaint_complaint k cross join lateral (%s) his
         where k.identity_id is not null
           and k.received_at >= (select s.proposed_at - interval '14 days' from crisis_crisis s where s.id = :crisis))"""
          .formatted(AffectedRows.standingFor("k.identity_id"));

  /** SQL: mail to many waits for customer {@code a}. */
  static final String HELD =
      """
      (a.removed_at is null and a.released_at is null
       and exists (select from crisis_crisis h where h.id = a.crisis_id and h.state in ('DECLARED', 'STOOD_DOWN') and not h.exercise))""";

  private static final String ROWS =
      """
      select a.id, l.party_id, p.number, i.source_key as customer_key, c.name as company, %s as name, a.relation, a.added_at,
             %s as complained, a.removed_at, r.full_name as removed_by, a.removed_reason,
             a.released_at, %s as held,
             (select count(*) from crisis_affected_by b where b.affected_id = a.id) as criteria
        from crisis_affected a
        join customer_identity i on i.id = a.identity_id
        join customer_company c on c.id = i.company_id
        left join customer_party_link l on l.identity_id = i.id and %s
        left join customer_party p on p.id = l.party_id
        left join identity_staff r on r.id = a.removed_by
       where a.crisis_id = :crisis and a.id > :after and %s
         and case :show when 'REMOVED' then a.removed_at is not null
                        when 'COMPLAINED' then a.removed_at is null and %s
                        when 'SILENT' then a.removed_at is null and not %s
                        when 'HELD' then %s
                        else a.removed_at is null end
         and (cast(:relation as text) is null or a.relation = :relation)
         and (cast(:criterion as bigint) is null
              or exists (select from crisis_affected_by b where b.affected_id = a.id and b.criterion_id = :criterion))
       order by a.id limit :most"""
          .formatted(
              CustomerName.sql("i"),
              COMPLAINED,
              HELD,
              Sight.LINK_COUNTS,
              Sight.COMPANY_SEEN,
              COMPLAINED,
              COMPLAINED,
              HELD);

  private Database database;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected AffectedList() {}

  /** Works with these. */
  @Inject
  public AffectedList(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /** Which of them are shown. */
  public enum Show {
    ALL,
    COMPLAINED,
    SILENT,
    HELD,
    REMOVED
  }

  /**
   * What is looked for.
   *
   * @param relation null for all
   * @param criterion whom it found; null for all
   */
  public record Wanted(Show show, Relation relation, Long criterion) {}

  /**
   * One of them.
   *
   * @param partyId null while he is to come over
   * @param number ours; null while he has none
   * @param complained about this crisis
   * @param releasedAt since when mail to many may reach him again; null if nobody let it go
   * @param held mail to many waits for him
   * @param criteria so many criteria found him
   */
  public record Row(
      long id,
      Long partyId,
      String number,
      String customerKey,
      String company,
      String name,
      Relation relation,
      Instant addedAt,
      boolean complained,
      Instant removedAt,
      String removedBy,
      String removedReason,
      Instant releasedAt,
      boolean held,
      int criteria) {}

  /**
   * So many customers stand to us in one way.
   *
   * @param held so many of them get no mail to many until they are released
   */
  public record Count(Relation relation, int customers, int complained, int held) {}

  /**
   * The crisis that is looked at.
   *
   * @throws RuleBroken {@code crisis.not-there}
   */
  public CrisisHead crisis(long id) {
    return database.with(handle -> CrisisHead.read(handle, id));
  }

  /** How many there are of each kind; who was taken out does not count. */
  public List<Count> counts(long crisis) {
    return database.with(handle -> counts(handle, crisis));
  }

  static List<Count> counts(Handle handle, long crisis) {
    return handle
        .createQuery(
            """
            select a.relation, count(*) as customers, count(*) filter (where %s) as complained,
                   count(*) filter (where %s) as held
              from crisis_affected a where a.crisis_id = :crisis and a.removed_at is null group by a.relation order by a.relation"""
                .formatted(COMPLAINED, HELD))
        .bind("crisis", crisis)
        .map(ConstructorMapper.of(Count.class))
        .list();
  }

  /** By what they were found, the last on top. */
  public List<Criterion> criteria(long crisis) {
    return database.with(handle -> AffectedRows.criteria(handle, crisis));
  }

  /** Lines of a list that named no customer. */
  public List<ListedNumbers.Open> open(long criterion, int most) {
    return database.with(handle -> ListedNumbers.open(handle, criterion, most));
  }

  /**
   * Those behind one, as many as asked; that they were looked at is written down.
   *
   * @param after key of the one before the first
   */
  public List<Row> rows(long crisis, Wanted wanted, long after, int most, Staff by) {
    return database.inTransaction(
        handle -> {
          var rows = rows(handle, crisis, wanted, after, most, by);
          audit.record(
              handle,
              by.id(),
              by.login(),
              "crisisCustomersListed",
              AffectedCustomers.SUBJECT,
              crisis,
              "" + rows.size());
          return rows;
        });
  }

  private List<Row> rows(
      Handle handle, long crisis, Wanted wanted, long after, int most, Staff by) {
    CrisisHead.read(handle, crisis);
    return bind(handle.createQuery(ROWS), wanted, by)
        .bind("crisis", crisis)
        .bind("after", after)
        .bind("most", most)
        .map(ConstructorMapper.of(Row.class))
        .list();
  }

  private <T extends SqlStatement<T>> T bind(T statement, Wanted wanted, Staff by) {
    return new Sight(clock.today(), by.cleanTeam())
        .bindTo(statement)
        .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
        .bind("show", wanted.show())
        .bind("relation", wanted.relation())
        .bind("criterion", wanted.criterion());
  }
}
