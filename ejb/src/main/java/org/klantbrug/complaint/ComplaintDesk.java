package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.CustomerNames;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** What staff see of complaints. Opening one is written down. */
@ApplicationScoped
public class ComplaintDesk {
  private static final String VIEW =
      """
      select k.*, p.id as party_id, p.number as customer_number, cast(:name as text) as customer_name, c.name as company,
             r.body_nl, r.body_en, r.may_pause, g.full_name as registered_by, h.full_name as handler, a.full_name as acknowledged_by
        from (select id, number, identity_id, contact_given, channel, received_at, registered_by as registered_id, text, product,
                     topic, remedy_sought, regime_code, stage, process_id, handler_id, acknowledged_at,
                     acknowledged_by as acknowledged_id, severity, impact, emotion, threat, findings, cause, first_time_fix,
                     decision, decision_reasons, explanation, told_at, told_how, experience, feedback_due_on,
                     feedback_promised, feedback_given_at, feedback_given, closed_at, ended_as, reopened, version
                from complaint_complaint) k
        join complaint_regime r on r.code = k.regime_code
        left join identity_staff g on g.id = k.registered_id
        left join identity_staff h on h.id = k.handler_id
        left join identity_staff a on a.id = k.acknowledged_id
        left join customer_identity o on o.id = k.identity_id
        left join customer_company c on c.id = o.company_id
        left join lateral %s w on true
        left join customer_party p on p.id = w.party_id
       where k.id = :id and %s
      """
          .formatted(Sight.deskParty("k.identity_id"), ComplaintRows.SEEN);

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private CustomerNames names;

  /** For the container. */
  public ComplaintDesk() {}

  /** Works with these. */
  @Inject
  public ComplaintDesk(Database database, BusinessClock clock, Audit audit, CustomerNames names) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.names = names;
  }

  /**
   * Something that was done.
   *
   * @param how a code: the channel, the decision, an amount; null if there is none
   * @param words what was said or written, literally
   */
  public record Event(long id, Instant at, String who, String kind, String how, String words) {}

  /**
   * A complaint with all that belongs to it.
   *
   * @param parts the things it is about, each answered by itself; none if it is whole
   * @param mandateLeft what the reader may still grant in it, in euro
   * @param mayApprove whether the reader may decide about the leniency that waits: who asked may
   *     not
   */
  public record Opened(
      ComplaintView complaint,
      List<Part> parts,
      List<Event> events,
      List<ComplaintLinks.Link> links,
      List<Leniencies.Leniency> leniencies,
      BigDecimal mandateLeft,
      boolean mayApprove) {}

  /**
   * Opens a complaint and writes that down.
   *
   * @throws RuleBroken if there is none in sight
   */
  public Opened open(long id, Staff staff) {
    return database.inTransaction(
        handle -> {
          var opened = look(handle, id, staff);
          audit.record(
              handle, staff.id(), staff.login(), "complaintOpened", Complaints.SUBJECT, id, null);
          return opened;
        });
  }

  /**
   * Refuses a complaint that is not in sight.
   *
   * @throws RuleBroken if there is none
   */
  public void needSeen(long id, Staff staff) {
    database
        .with(
            handle ->
                new Sight(clock.today(), staff.cleanTeam())
                    .bindTo(
                        handle.createQuery(
                            "select k.id from complaint_complaint k where k.id = :id and "
                                + ComplaintRows.SEEN))
                    .bind("id", id)
                    .mapTo(Long.class)
                    .findOne())
        .orElseThrow(() -> new RuleBroken("complaint.unknown", id));
  }

  /**
   * Where a complaint stands.
   *
   * @param stage what it waits for
   * @param version that the next step must name
   */
  public record Standing(long id, String number, Stage stage, int version) {}

  /**
   * Where it stands; of a complaint that who asks just worked on.
   *
   * @throws RuleBroken if there is none
   */
  public Standing standing(long id) {
    return database
        .with(
            handle ->
                handle
                    .createQuery(
                        "select id, number, stage, version from complaint_complaint where id = :id")
                    .bind("id", id)
                    .map(ConstructorMapper.of(Standing.class))
                    .findOne())
        .orElseThrow(() -> new RuleBroken("complaint.unknown", id));
  }

  /**
   * The complaint with a number.
   *
   * @throws RuleBroken if there is none in sight
   */
  public long find(String number, Staff staff) {
    var id =
        database
            .with(handle -> ComplaintRows.named(handle, number))
            .map(MailReplies.Named::id)
            .orElseThrow(() -> new RuleBroken("complaint.number-unknown", number));
    needSeen(id, staff);
    return id;
  }

  /** As {@link #open}, within work that writes down itself what it does. */
  public Opened look(long id, Staff staff) {
    return database.with(handle -> look(handle, id, staff));
  }

  private Opened look(Handle handle, long id, Staff staff) {
    var sight = new Sight(clock.today(), staff.cleanTeam());
    var complaint =
        sight
            .bindTo(handle.createQuery(VIEW))
            .bind("id", id)
            .bind("name", nameOf(handle, id, sight))
            .map(ConstructorMapper.of(ComplaintView.class))
            .findOne()
            .orElseThrow(() -> new RuleBroken("complaint.unknown", id));
    return new Opened(
        complaint,
        PartRows.of(handle, id),
        events(handle, id),
        ComplaintLinks.of(handle, id, sight),
        Leniencies.of(handle, id),
        Leniencies.left(handle, id, staff),
        complaint.stage() == Stage.APPROVAL && !asked(handle, id, staff));
  }

  /** What the customer is called for who looks; null if nobody knows who it is. */
  private String nameOf(Handle handle, long id, Sight sight) {
    var parties =
        handle
            .createQuery(
                "select w.party_id from complaint_complaint k cross join lateral "
                    + Sight.deskParty("k.identity_id")
                    + " w where k.id = :id")
            .bind("id", id)
            .mapTo(Long.class)
            .list();
    return names.of(handle, parties, sight).values().stream().findFirst().orElse(null);
  }

  private static List<Event> events(Handle handle, long id) {
    return handle
        .createQuery(
            """
            select e.id, e.at, s.full_name as who, e.kind, e.how, e.words
              from complaint_event e left join identity_staff s on s.id = e.staff_id
             where e.complaint_id = :id order by e.id desc""")
        .bind("id", id)
        .map(ConstructorMapper.of(Event.class))
        .list();
  }

  private static boolean asked(Handle handle, long id, Staff staff) {
    return handle
        .createQuery(
            "select 1 from complaint_leniency where complaint_id = :id and state = 'ASKED' and asked_by = :staff")
        .bind("id", id)
        .bind("staff", staff.id())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /**
   * Somebody as a company knows him, who may complain.
   *
   * @param name as on the page of the customer; the number if there is none
   */
  public record Complainant(
      long identityId,
      long partyId,
      String number,
      String name,
      String company,
      String sourceKey) {}

  /**
   * A customer as each company in sight knows him, ours first; empty if there is no such customer.
   * That he was opened for a complaint is written down.
   */
  public List<Complainant> complainants(long partyId, Staff staff) {
    var sight = new Sight(clock.today(), staff.cleanTeam());
    return database.inTransaction(
        handle -> {
          var found =
              sight
                  .bindTo(
                      handle.createQuery(
                          """
                        select i.id as identity_id, p.id as party_id, p.number, cast(:name as text) as name, c.name as company, i.source_key
                          from customer_identity i
                          join customer_company c on c.id = i.company_id
                          cross join customer_party p
                         where p.id = :party and i.id in %s
                         order by c.ours desc, i.id
                        """
                              .formatted(Sight.IDENTITIES_OF_PARTY)))
                  .bind("party", partyId)
                  .bind("name", names.of(handle, List.of(partyId), sight).get(partyId))
                  .map(ConstructorMapper.of(Complainant.class))
                  .list();
          if (!found.isEmpty()) {
            audit.record(
                handle,
                staff.id(),
                staff.login(),
                "customerOpened",
                "customer",
                partyId,
                "COMPLAINT");
          }
          return found;
        });
  }
}
