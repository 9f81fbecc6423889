package org.klantbrug.objection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.klantbrug.contact.Noting;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.wave.ObjectedAccounts;

/**
 * How objections reach us: registered by a colleague, or sent by the customer. In the same
 * transaction his accounts are stopped, so that not even a minute before the cut-over he goes over;
 * of whom an account went over already, he hears an apology first.
 */
@ApplicationScoped
public class ObjectionIntake {
  private Database database;
  private BusinessClock clock;
  private ObjectedAccounts accounts;
  private ObjectionClocks clocks;
  private ObjectionTrail trail;

  /** For the container. */
  protected ObjectionIntake() {}

  /** Works with these. */
  @Inject
  public ObjectionIntake(
      Database database,
      BusinessClock clock,
      ObjectedAccounts accounts,
      ObjectionClocks clocks,
      ObjectionTrail trail) {
    this.database = database;
    this.clock = clock;
    this.accounts = accounts;
    this.clocks = clocks;
    this.trail = trail;
  }

  /**
   * Registers an objection. What the customer says while one of his is open is added to that.
   *
   * @return its key; that of the first if this form was sent before
   */
  public long register(NewObjection received, Staff by) {
    return receive(received, by);
  }

  /** As {@link #register}, sent by the customer: nobody of ours took part. */
  public long receiveFromCustomer(NewObjection received) {
    return receive(received, null);
  }

  private long receive(NewObjection received, Staff by) {
    var objection = received.checked(clock.now());
    var before = database.with(handle -> ObjectionRows.sentWith(handle, objection.key()));
    return before.orElseGet(
        () ->
            database.inTransaction(
                handle -> {
                  refuseOther(handle, objection, by);
                  accounts.hold(handle, objection.mergerId(), objection.identityId());
                  return ObjectionRows.open(handle, objection.identityId(), objection.mergerId())
                      .map(open -> more(handle, objection, by))
                      .or(() -> add(handle, objection, by))
                      .orElseGet(() -> more(handle, objection, by));
                }));
  }

  private Optional<Long> add(Handle handle, NewObjection received, Staff by) {
    var over = accounts.wentOver(handle, received.mergerId(), received.identityId());
    var id =
        ObjectionRows.add(
            handle,
            received,
            over,
            contactPerson(handle, received),
            by == null ? null : by.id(),
            clock.now());
    id.ifPresent(added -> begin(handle, added, received, by));
    return id;
  }

  private void begin(Handle handle, long id, NewObjection received, Staff by) {
    var objection = ObjectionRows.hold(handle, id, sightOf(by));
    accounts.stop(handle, received.mergerId(), received.identityId(), objection.number());
    trail.note(handle, id, by, Deed.of("received", received.way(), null));
    noteContact(handle, received, objection.number(), by);
    clocks.begin(handle, objection, received.receivedAt(), by == null ? null : by.id());
    trail.start(objection);
    ObjectionRows.keep(handle, objection);
  }

  /** What he said stands in his timeline; a mail does already. */
  private static void noteContact(Handle handle, NewObjection received, String number, Staff by) {
    if (received.way() != Way.MAIL) {
      Noting.incoming(
          handle,
          received.identityId(),
          received.way().channel().name(),
          by == null ? null : by.fullName(),
          number,
          received.text(),
          received.receivedAt());
    }
  }

  /**
   * Sent twice it is one; other words of him are more about the same. A person reads them; if it
   * was decided that he goes along, it is decided again.
   */
  private long more(Handle handle, NewObjection again, Staff by) {
    var sent = ObjectionRows.sentWith(handle, again.key());
    if (sent.isPresent()) {
      return sent.get();
    }
    var open =
        ObjectionRows.open(handle, again.identityId(), again.mergerId())
            .orElseThrow(() -> new RuleBroken("objection.try-again"));
    var objection = ObjectionRows.hold(handle, open, sightOf(by));
    if (!objection.stage().open()) {
      throw new RuleBroken("objection.try-again");
    }
    trail.note(handle, open, by, Deed.of("moreSaid", again.way(), again.text()));
    noteContact(handle, again, objection.number(), by);
    if (objection.goesAlong()) {
      decideAgain(handle, objection);
    } else {
      trail.read(objection);
    }
    return open;
  }

  /** What was decided he does not want: nobody told him yet, so it counts no more. */
  private void decideAgain(Handle handle, Objection objection) {
    trail.breakOff(objection);
    objection.reopen();
    accounts.stop(handle, objection.mergerId(), objection.identityId(), objection.number());
    trail.start(objection);
    ObjectionRows.keep(handle, objection);
  }

  /** Who answers his questions about going over, or stands in; null if nobody was named. */
  private Long contactPerson(Handle handle, NewObjection received) {
    return handle
        .createQuery(
            """
            select s.id
              from notice_assigned a join notice_contact c on c.id = a.contact_id
              join identity_staff s on s.id in (c.staff_id, c.deputy_id) and s.active
             where a.merger_id = :merger and (c.until_day is null or c.until_day >= :today)
               and a.person_id in (select person_id from wave_member where merger_id = :merger and identity_id = :identity)
             order by s.id <> c.staff_id limit 1""")
        .bind("merger", received.mergerId())
        .bind("identity", received.identityId())
        .bind("today", clock.today())
        .mapTo(Long.class)
        .findOne()
        .orElse(null);
  }

  /** Only against the merger in which his company was acquired. */
  private void refuseOther(Handle handle, NewObjection objection, Staff by) {
    var known =
        sightOf(by)
            .bindTo(
                handle.createQuery(
                    """
                    select exists (select from customer_identity i join merger_merger m on m.acquired_id = i.company_id
                                     join customer_company c on c.id = i.company_id
                                    where i.id = :identity and m.id = :merger and %s
                                      and not exists (select from customer_erased e where e.identity_id = i.id))"""
                        .formatted(Sight.COMPANY_SEEN)))
            .bind("identity", objection.identityId())
            .bind("merger", objection.mergerId())
            .mapTo(Boolean.class)
            .one();
    if (!known) {
      throw new RuleBroken("objection.no-such-customer");
    }
  }

  private Sight sightOf(Staff by) {
    return by == null
        ? Sight.ofEverything(clock.today())
        : new Sight(clock.today(), by.cleanTeam());
  }
}
