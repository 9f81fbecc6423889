package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.SqlStatements;
import org.klantbrug.audit.Audit;
import org.klantbrug.calendar.Channel;
import org.klantbrug.customer.CustomerNames;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.PageOrder;
import org.klantbrug.shared.PageOrder.Column;
import org.klantbrug.shared.RuleBroken;

/** Complaints by the many: the list, its figures, each of which opens exactly its rows. */
@ApplicationScoped
public class ComplaintList {
  private static final String FROM =
      """
        from complaint_complaint k
        left join customer_identity o on o.id = k.identity_id
        left join customer_company w on w.id = o.company_id
        left join identity_staff h on h.id = k.handler_id
       where (k.identity_id is null or w.visible_from is null or w.visible_from <= :today or :cleanTeam)
         and case :whose when 'mine' then k.handler_id = :me
                         when 'team' then h.team_id = cast(:team as bigint)
                         else true end
         and (cast(:stage as text) is null or k.stage = :stage)
         and (cast(:channel as text) is null or k.channel = :channel)
         and (cast(:company as bigint) is null or o.company_id = :company)
         and (not :unconfirmed or k.acknowledged_at is null)
         and (not :late or exists (select from sla_clock x where x.subject_kind = 'COMPLAINT' and x.subject_id = k.id
                                      and x.stage <> 'DISPUTE' and x.state = 'RUNNING' and x.limit_at < :now))
      """;

  /** SQL: what tells two complaints apart: what it is about, else how the customer begins. */
  private static final String WORDS =
      """
      (select case when length(t.said) > 80 then left(t.said, 80) || '…' else t.said end
         from (select btrim(regexp_replace(coalesce(nullif(btrim(k.topic), ''), left(k.text, 300)), '\\s+', ' ', 'g')) as said) t)""";

  /** SQL: as whom the customer named himself, while we do not know who it is. */
  private static final String GIVEN =
      "case when k.identity_id is null then left(split_part(k.contact_given, chr(10), 1), 80) end";

  /** SQL: whose complaint it is. */
  private static final String PARTY =
      "(select x.party_id from " + Sight.deskParty("k.identity_id") + " x limit 1)";

  private static final PageOrder FIRST_RECEIVED =
      PageOrder.up(Column.moment("k.received_at"), Column.key("k.id"));
  private static final PageOrder LAST_CLOSED =
      PageOrder.down(Column.moment("k.closed_at"), Column.key("k.id"));
  private static final String IS_OPEN = " and k.stage not in ('CLOSED', 'WITHDRAWN')";
  private static final String IS_OVER = " and k.stage in ('CLOSED', 'WITHDRAWN')";

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private CustomerNames names;

  /** For the container. */
  public ComplaintList() {}

  /** Works with these. */
  @Inject
  public ComplaintList(Database database, BusinessClock clock, Audit audit, CustomerNames names) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.names = names;
  }

  /**
   * Which complaints are wanted; null means all.
   *
   * @param whose mine, team or all
   * @param closed those that are over, else those that are open
   * @param company under whose number the customer complains
   * @param unconfirmed only those whose receipt was not confirmed yet
   * @param late only those whose customer waits longer than he should for something
   */
  public record Wanted(
      String whose,
      boolean closed,
      Stage stage,
      Channel channel,
      Long company,
      boolean unconfirmed,
      boolean late) {
    /** All that are open. */
    public static final Wanted OPEN = new Wanted("all", false, null, null, null, false, false);

    private String from() {
      return FROM + (closed ? IS_OVER : IS_OPEN);
    }

    private PageOrder order() {
      return closed ? LAST_CLOSED : FIRST_RECEIVED;
    }

    Wanted in(Stage other) {
      return new Wanted(whose, closed, other, channel, company, unconfirmed, late);
    }
  }

  /**
   * A line of the list.
   *
   * @param words what tells it from others: what it is about, else how the customer begins
   * @param partyId key of the customer; null if we do not know who it is
   * @param customer name; null if we do not know who it is
   * @param given as whom he named himself then; null if we know who it is, or he did not
   * @param dueAt when the customer must have heard of us next; null if he waits for nothing
   */
  public record Line(
      long id,
      String number,
      Instant receivedAt,
      Channel channel,
      Stage stage,
      Weight severity,
      boolean threat,
      String topic,
      String product,
      String words,
      Long partyId,
      String customer,
      String given,
      String company,
      String handler,
      boolean confirmed,
      Instant dueAt,
      LocalDate feedbackDueOn,
      EndedAs endedAs) {
    /** The same with the name as the customer's own page shows it. */
    private Line called(String name) {
      return new Line(
          id,
          number,
          receivedAt,
          channel,
          stage,
          severity,
          threat,
          topic,
          product,
          words,
          partyId,
          name,
          given,
          company,
          handler,
          confirmed,
          dueAt,
          feedbackDueOn,
          endedAs);
    }
  }

  /**
   * A page of the list.
   *
   * @param next key after which the next page begins; null on the last one
   */
  public record Page(List<Line> lines, String next) {}

  /**
   * The complaints that fit, those received first on top; of closed ones the last on top. That they
   * were listed is written down, as it names customers.
   *
   * @param after key that the page before gave; null for the first
   * @param size so many on a page
   */
  public Page page(Wanted wanted, String after, int size, Staff staff) {
    return database.inTransaction(
        handle -> {
          var found = found(handle, wanted, after, size + 1, staff);
          var here = found.subList(0, Math.min(size, found.size()));
          noteListed(handle, audit, "complaintsListed", here.size(), staff);
          return new Page(
              here, found.size() > size ? key(handle, wanted, here.get(size - 1)) : null);
        });
  }

  private static String key(Handle handle, Wanted wanted, Line last) {
    return handle
        .createQuery(
            "select " + wanted.order().key() + " from complaint_complaint k where k.id = :id")
        .bind("id", last.id())
        .mapTo(String.class)
        .one();
  }

  /** Writes down that customers were named in a list. */
  static void noteListed(Handle handle, Audit audit, String deed, int count, Staff staff) {
    if (count > 0) {
      audit.record(
          handle, staff.id(), staff.login(), deed, "staff", staff.id(), Integer.toString(count));
    }
  }

  private List<Line> found(Handle handle, Wanted wanted, String after, int limit, Staff staff) {
    var query =
        bind(
            handle.createQuery(
                "select k.id, k.number, k.received_at, k.channel, k.stage, k.severity, k.threat, k.topic, k.product, "
                    + WORDS
                    + " as words, "
                    + PARTY
                    + " as party_id, cast(null as text) as customer, "
                    + GIVEN
                    + " as given, w.name as company, h.full_name as handler,"
                    + " (select min(x.limit_at) from sla_clock x where x.subject_kind = 'COMPLAINT'"
                    + " and x.subject_id = k.id and x.stage <> 'DISPUTE' and x.state = 'RUNNING') as due_at,"
                    + " k.acknowledged_at is not null as confirmed, k.feedback_due_on, k.ended_as "
                    + wanted.from()
                    + wanted.order().after(after)
                    + " order by "
                    + wanted.order().by()
                    + " limit :limit"),
            wanted,
            staff);
    var lines =
        wanted
            .order()
            .bindTo(query, after)
            .bind("limit", limit)
            .map(ConstructorMapper.of(Line.class))
            .list();
    var called =
        names.of(
            handle,
            lines.stream().map(Line::partyId).filter(Objects::nonNull).distinct().toList(),
            sightOf(staff));
    return lines.stream().map(line -> line.called(called.get(line.partyId()))).toList();
  }

  /** How many complaints wait for the same. */
  public record Figure(Stage stage, long count) {}

  /** By stage, as far as there are any; the stage that is wanted does not narrow them. */
  public List<Figure> figures(Wanted wanted, Staff staff) {
    return database.with(
        handle ->
            bind(
                    handle.createQuery(
                        "select k.stage, count(*) as count " + wanted.from() + " group by k.stage"),
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
          var lines = found(handle, wanted, null, limit + 1, staff);
          if (lines.size() > limit) {
            throw new RuleBroken("complaint.too-many", limit);
          }
          audit.record(
              handle,
              staff.id(),
              staff.login(),
              "complaintsExported",
              "staff",
              staff.id(),
              Integer.toString(lines.size()));
          return lines;
        });
  }

  private <T extends SqlStatement<T>> T bind(T statement, Wanted wanted, Staff staff) {
    return new Sight(clock.today(), staff.cleanTeam())
        .bindTo(statement)
        .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
        .bind("whose", wanted.whose())
        .bind("me", staff.id())
        .bind("team", staff.teamId())
        .bind("stage", wanted.stage())
        .bind("channel", wanted.channel())
        .bind("company", wanted.company())
        .bind("unconfirmed", wanted.unconfirmed())
        .bind("late", wanted.late())
        .bind("now", clock.now());
  }

  /**
   * Who complains, and what about.
   *
   * @param customer name; as whom he named himself if we do not know who it is, null if he did not
   * @param company under whose number; null if we do not know who it is
   * @param words what tells the complaint from others
   */
  public record Whom(long id, String customer, String company, String words) {}

  /** The same before it is known what the customer is called. */
  public record Told(long id, Long partyId, String given, String company, String words) {
    private Whom called(Map<Long, String> names) {
      return new Whom(id, partyId == null ? given : names.get(partyId), company, words);
    }
  }

  /**
   * Who these complaints are of and what about, as far as they are in sight. That customers were
   * named is written down.
   */
  public List<Whom> whom(Collection<Long> ids, Staff staff) {
    return database.inTransaction(
        handle -> {
          var known =
              new Sight(clock.today(), staff.cleanTeam())
                  .bindTo(
                      handle.createQuery(
                          "select k.id, "
                              + PARTY
                              + " as party_id, "
                              + GIVEN
                              + " as given, c.name as company, "
                              + WORDS
                              + " as words from complaint_complaint k"
                              + " left join customer_identity o on o.id = k.identity_id"
                              + " left join customer_company c on c.id = o.company_id where k.id = any(:ids) and "
                              + Sight.COMPANY_SEEN))
                  .bindArray("ids", Long.class, ids)
                  .map(ConstructorMapper.of(Told.class))
                  .list();
          noteListed(handle, audit, "complaintsListed", known.size(), staff);
          var parties =
              known.stream().map(Told::partyId).filter(Objects::nonNull).distinct().toList();
          var called = names.of(handle, parties, sightOf(staff));
          return known.stream().map(each -> each.called(called)).toList();
        });
  }

  private Sight sightOf(Staff staff) {
    return new Sight(clock.today(), staff.cleanTeam());
  }

  /** A company in sight whose customers we know. */
  public record Company(long id, String name) {}

  /** The companies in sight, ours first. */
  public List<Company> companies(Staff staff) {
    return database.with(
        handle ->
            new Sight(clock.today(), staff.cleanTeam())
                .bindTo(
                    handle.createQuery(
                        "select c.id, c.name from customer_company c where "
                            + Sight.COMPANY_SEEN
                            + " order by c.ours desc, c.name"))
                .map(ConstructorMapper.of(Company.class))
                .list());
  }
}
