package org.klantbrug.objection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.CustomerName;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.sla.Clocks;
import org.klantbrug.sla.SlaClock;

/** What staff see of objections. Opening one is written down. */
@ApplicationScoped
public class ObjectionDesk {
  private static final String VIEW =
      """
      select o.id, o.number, o.identity_id, w.party_id, %s as customer, n.source_key, o.merger_id, m.name as merger,
             a.name as acquired, q.name as acquirer,
             (select min(x.day) from wave_member v join wave_wave x on x.id = v.wave_id
               where v.merger_id = o.merger_id and v.identity_id = o.identity_id) as goes_on,
             o.way, o.about, o.text, o.language, o.received_at, r.full_name as registered_by, o.went_over, o.stage, o.handler_id,
             h.full_name as handler, o.outcome, o.said, d.full_name as decided_by, o.decided_at, o.owes, o.told_how, o.told_at,
             o.ended_at, o.version
        from objection_objection o
        join customer_identity n on n.id = o.identity_id
        join merger_merger m on m.id = o.merger_id
        join merger_company a on a.id = m.acquired_id
        join merger_company q on q.id = m.acquirer_id
        left join identity_staff r on r.id = o.registered_by
        left join identity_staff h on h.id = o.handler_id
        left join identity_staff d on d.id = o.decided_by
        left join lateral %s w on true
       where %s
      """
          .formatted(CustomerName.sql("n"), Sight.deskParty("o.identity_id"), ObjectionRows.SEEN);

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private Clocks clocks;
  private Endings endings;

  /** For the container. */
  protected ObjectionDesk() {}

  /** Works with these. */
  @Inject
  public ObjectionDesk(
      Database database, BusinessClock clock, Audit audit, Clocks clocks, Endings endings) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.clocks = clocks;
    this.endings = endings;
  }

  /**
   * Something that was done.
   *
   * @param who null for the customer
   * @param how a code; null if there is none
   * @param words what was said or written, literally
   */
  public record Event(long id, Instant at, String who, String kind, String how, String words) {}

  /**
   * An objection with all that belongs to it.
   *
   * @param events the last on top
   * @param ending what comes of leaving: as it was decided, else as it would be
   * @param notReached how often somebody called in vain
   */
  public record Opened(
      ObjectionView objection,
      List<Event> events,
      List<SlaClock> clocks,
      Ending ending,
      long notReached,
      boolean letterAdvised) {}

  /**
   * Opens an objection and writes that down.
   *
   * @throws RuleBroken if there is none in sight
   */
  public Opened open(long id, LocalDate wished, Staff staff) {
    return database.inTransaction(
        handle -> {
          var opened = look(handle, id, wished, staff);
          audit.record(
              handle, staff.id(), staff.login(), "objectionOpened", Objections.SUBJECT, id, null);
          return opened;
        });
  }

  /** As {@link #open}, within work that writes down itself what it does. */
  public Opened look(long id, Staff staff) {
    return database.with(handle -> look(handle, id, null, staff));
  }

  private Opened look(Handle handle, long id, LocalDate wished, Staff staff) {
    var objection =
        new Sight(clock.today(), staff.cleanTeam())
            .bindTo(handle.createQuery(VIEW + " and o.id = :id"))
            .bind("id", id)
            .map(ConstructorMapper.of(ObjectionView.class))
            .findOne()
            .orElseThrow(() -> new RuleBroken("objection.unknown", id));
    var events = events(handle, id);
    var calls = events.stream().filter(each -> each.kind().equals("notReached")).count();
    return new Opened(
        objection,
        events,
        clocks.of(ObjectionClocks.SUBJECT, id),
        ending(handle, objection, wished),
        calls,
        calls >= attempts(handle));
  }

  private Ending ending(Handle handle, ObjectionView objection, LocalDate wished) {
    return objection.outcome() == null
        ? endings.of(handle, objection.id(), wished)
        : new Ending(Endings.kept(handle, objection.id()), objection.owes());
  }

  private static int attempts(Handle handle) {
    return handle.createQuery("select attempts from objection_setting").mapTo(Integer.class).one();
  }

  private static List<Event> events(Handle handle, long id) {
    return handle
        .createQuery(
            """
            select e.id, e.at, s.full_name as who, e.kind, e.how, e.words
              from objection_event e left join identity_staff s on s.id = e.staff_id
             where e.objection_id = :id order by e.id desc""")
        .bind("id", id)
        .map(ConstructorMapper.of(Event.class))
        .list();
  }

  /** Objections of a customer, open ones first. */
  public List<ObjectionView> ofCustomer(long party, Staff staff) {
    return database.with(
        handle ->
            new Sight(clock.today(), staff.cleanTeam())
                .bindTo(
                    handle.createQuery(
                        VIEW
                            + " and o.identity_id in "
                            + Sight.DESK_IDENTITIES_OF_PARTY
                            + " order by o.ended_at is not null, o.id desc limit 20"))
                .bind("party", party)
                .map(ConstructorMapper.of(ObjectionView.class))
                .list());
  }

  /**
   * Against what a customer can object.
   *
   * @param openId his objection that is open; null if there is none
   */
  public record Against(
      long identityId,
      String sourceKey,
      long mergerId,
      String merger,
      String acquired,
      String acquirer,
      Long openId) {}

  private static final String AGAINST =
      """
      select i.id as identity_id, i.source_key, m.id as merger_id, m.name as merger, a.name as acquired,
             q.name as acquirer, o.id as open_id
        from customer_identity i
        join customer_company c on c.id = i.company_id
        join merger_merger m on m.acquired_id = i.company_id and m.state not in ('ABANDONED', 'UNDONE')
        join merger_company a on a.id = m.acquired_id
        join merger_company q on q.id = m.acquirer_id
        left join objection_objection o on o.identity_id = i.id and o.merger_id = m.id and o.ended_at is null
       where %s and not exists (select from customer_erased e where e.identity_id = i.id)
       order by m.id desc, i.id limit 50""";

  /** The mergers by which this customer goes over; empty if none acquired a company of his. */
  public List<Against> against(long party, Staff staff) {
    return database.with(
        handle ->
            new Sight(clock.today(), staff.cleanTeam())
                .bindTo(
                    handle.createQuery(
                        AGAINST.formatted("i.id in " + Sight.DESK_IDENTITIES_OF_PARTY)))
                .bind("party", party)
                .map(ConstructorMapper.of(Against.class))
                .list());
  }

  /**
   * As {@link #against}, of who is known by the number of the acquired company alone, as he did not
   * go over yet. That somebody looked is written down.
   */
  public List<Against> againstByNumber(String number, Staff staff) {
    return database.inTransaction(
        handle -> {
          audit.record(
              handle, staff.id(), staff.login(), "objectorLookedUp", "staff", staff.id(), null);
          return new Sight(clock.today(), staff.cleanTeam())
              .bindTo(
                  handle.createQuery(
                      AGAINST.formatted("i.source_key = :number and " + Sight.COMPANY_SEEN)))
              .bind("number", number)
              .map(ConstructorMapper.of(Against.class))
              .list();
        });
  }
}
