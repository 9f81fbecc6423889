package org.klantbrug.signal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.CustomerNames;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** What staff see of signals. Opening one is written down. */
@ApplicationScoped
public class SignalDesk {
  private static final int MOST_SIMILAR = 10;

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private CustomerNames names;

  /** For the container. */
  public SignalDesk() {}

  /** Works with these. */
  @Inject
  public SignalDesk(Database database, BusinessClock clock, Audit audit, CustomerNames names) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.names = names;
  }

  /**
   * Something that was done.
   *
   * @param how a code, or the department asked, or who was told that it is late; null if there is
   *     none
   * @param words what was said or written, literally
   */
  public record Event(Instant at, String who, String kind, String how, String words) {}

  /**
   * Somebody who has to do with it.
   *
   * @param known whether it is a customer whom we know
   * @param partyId null if the reader may not open customers, or it is somebody we do not know; as
   *     the name
   * @param contactGiven how to reach somebody we do not know; null if the reader may not open
   *     customers
   * @param complaintId null if the reader may not open complaints, or it is of none; as its number
   * @param tellBy last day on which he hears of it; null if he does not, or not yet
   * @param means by which way he likes to hear from us, else that of the policy
   */
  public record Linked(
      long id,
      boolean known,
      Long partyId,
      String name,
      String company,
      String contactGiven,
      Long complaintId,
      String complaintNumber,
      Instant linkedAt,
      LocalDate tellBy,
      Instant toldAt,
      String toldBy,
      String toldHow,
      String toldWords,
      String means) {
    /** Whether he waits for a word from us. */
    public boolean waits() {
      return tellBy != null && toldAt == null;
    }

    private Linked seenBy(Staff staff, Map<Long, String> names) {
      var customers = staff.may(Action.CUSTOMER_READ);
      var complaints = staff.may(Action.COMPLAINT_READ);
      return new Linked(
          id,
          known,
          customers ? partyId : null,
          partyId == null ? null : names.get(partyId),
          company,
          customers ? contactGiven : null,
          complaints ? complaintId : null,
          complaints ? complaintNumber : null,
          linkedAt,
          tellBy,
          toldAt,
          toldBy,
          toldHow,
          toldWords,
          means);
    }
  }

  /**
   * A signal with all that belongs to it.
   *
   * @param mayAnswer whether the reader answers for its department
   */
  public record Opened(
      SignalView signal, List<Event> events, List<Linked> customers, boolean mayAnswer) {
    /** How many wait for a word from us. */
    public long waiting() {
      return customers.stream().filter(Linked::waits).count();
    }

    /** How many heard. */
    public long told() {
      return customers.stream().filter(each -> each.toldAt() != null).count();
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

  private static final String CUSTOMERS =
      """
      select x.id, x.identity_id is not null as known, w.party_id, null as name, c.name as company,
             case when x.identity_id is null then k.contact_given end as contact_given,
             x.complaint_id, k.number as complaint_number, x.linked_at, x.tell_by, x.told_at, t.full_name as told_by,
             x.told_how, x.told_words,
             coalesce((select n.preferred_channel from contact_note n
                        where n.identity_id = x.identity_id and n.preferred_channel = any(:means)
                        order by n.occurred_at desc, n.contact_id desc limit 1),
                      case when i.preferred_channel = any(:means) then i.preferred_channel end, p.means) as means
        from signal_customer x
        join signal_signal g on g.id = x.signal_id
        join signal_policy p on p.kind = g.kind
        left join complaint_complaint k on k.id = x.complaint_id
        left join customer_identity i on i.id = x.identity_id
        left join customer_company c on c.id = i.company_id
        left join lateral (select l.party_id from customer_party_link l where l.identity_id = x.identity_id and %s limit 1) w on true
        left join identity_staff t on t.id = x.told_by
       where x.signal_id = :id and %s
       order by x.told_at is not null, x.tell_by, x.id limit 500
      """
          .formatted(Sight.LINK_COUNTS, SignalRows.LINK_SEEN);

  /**
   * Opens a signal and writes that down.
   *
   * @throws RuleBroken if there is none in sight
   */
  public Opened open(long id, Staff staff) {
    return database.inTransaction(
        handle -> {
          var opened = look(handle, id, staff);
          audit.record(
              handle, staff.id(), staff.login(), "signalOpened", Signals.SUBJECT, id, null);
          return opened;
        });
  }

  /** As {@link #open}, within work that writes down itself what it does. */
  public Opened look(long id, Staff staff) {
    return database.with(handle -> look(handle, id, staff));
  }

  private Opened look(Handle handle, long id, Staff staff) {
    var sight = new Sight(clock.today(), staff.cleanTeam());
    var signal =
        sight
            .bindTo(handle.createQuery(VIEW))
            .bind("id", id)
            .map(ConstructorMapper.of(SignalView.class))
            .findOne()
            .orElseThrow(() -> new RuleBroken("signal.unknown", id));
    return new Opened(
        signal,
        events(handle, id),
        customers(handle, id, sight, staff),
        signal.state() == State.ASKED
            && SignalSettings.answers(handle, signal.departmentId(), staff));
  }

  private List<Linked> customers(Handle handle, long id, Sight sight, Staff staff) {
    var linked =
        sight
            .bindTo(handle.createQuery(CUSTOMERS))
            .bind("id", id)
            .bindArray("means", String.class, SignalSettings.MEANS)
            .map(ConstructorMapper.of(Linked.class))
            .list();
    var parties = linked.stream().map(Linked::partyId).filter(Objects::nonNull).distinct().toList();
    Map<Long, String> called =
        staff.may(Action.CUSTOMER_READ) ? names.of(handle, parties, sight) : Map.of();
    return linked.stream().map(each -> each.seenBy(staff, called)).toList();
  }

  private static List<Event> events(Handle handle, long id) {
    return handle
        .createQuery(
            """
            select e.at, s.full_name as who, e.kind, coalesce(l.full_name, e.how) as how, e.words
              from signal_event e
              left join identity_staff s on s.id = e.staff_id
              left join identity_staff l on e.kind = 'late' and e.how = 'staff:' || l.id
             where e.signal_id = :id order by e.id desc""")
        .bind("id", id)
        .map(ConstructorMapper.of(Event.class))
        .list();
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
                               (select count(*) from signal_customer y where y.signal_id = g.id) as customers
                          from signal_signal g
                         where g.department_id = :department and g.topic = :topic and g.ended_at is null and %s
                         order by g.raised_at desc, g.id desc limit :most
                        """
                            .formatted(SignalRows.SEEN)))
                .bind("department", judged.departmentId())
                .bind("topic", judged.topic())
                .bind("most", MOST_SIMILAR)
                .map(ConstructorMapper.of(Similar.class))
                .list());
  }

  /** A signal to which a complaint or customer is linked. */
  public record Line(long id, String number, State state, Instant raisedAt, String text) {}

  /** Signals in sight to which this complaint is linked, the newest first. */
  public List<Line> ofComplaint(long complaint, Staff staff) {
    return database.with(
        handle ->
            new Sight(clock.today(), staff.cleanTeam())
                .bindTo(
                    handle.createQuery(
                        """
                        select g.id, g.number, g.state, g.raised_at, g.text from signal_signal g
                         where g.id in (select y.signal_id from signal_customer y where y.complaint_id = :complaint) and %s
                         order by g.id desc limit 20
                        """
                            .formatted(SignalRows.SEEN)))
                .bind("complaint", complaint)
                .map(ConstructorMapper.of(Line.class))
                .list());
  }
}
