package org.klantbrug.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.IdentityCheck;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.sla.ClockOrder;
import org.klantbrug.sla.Clocks;
import org.klantbrug.sla.Owner;
import org.klantbrug.sla.Stage;

/** What customers asked about what we keep of them, and by when the law wants an answer. */
@ApplicationScoped
public class PrivacyRequests {
  /** How clocks name a request. */
  public static final String SUBJECT = "PRIVACY_REQUEST";

  /** Seeing it all and taking it along: AVG articles 15 and 20. */
  public static final String DOSSIER = "DOSSIER";

  /** Having it erased: AVG article 17. */
  public static final String ERASURE = "ERASURE";

  private static final String KEEPER = "privacyOfficer";

  /** AVG article 12: without undue delay, within one month of receipt. */
  /** How work items call a request. */
  public static final String WORK = "privacy_request";

  static final String CONFIRM = "confirmErasure";

  private static final int MONTHS = 1;

  private static final String SELECT =
      """
      select r.id, r.kind, r.party_id, p.number, r.reason, r.verified, r.received_on, r.due_on, g.full_name as registered_by,
             r.registered_at, r.state, r.prepared_by as prepared_id, x.full_name as prepared_by, r.prepared_at,
             e.full_name as ended_by, r.ended_at, r.answer, r.dossier_at, r.version
        from privacy_request r
        join customer_party p on p.id = r.party_id
        join identity_staff g on g.id = r.registered_by
        left join identity_staff x on x.id = r.prepared_by
        left join identity_staff e on e.id = r.ended_by
      """;

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private Clocks clocks;

  /** For the container. */
  protected PrivacyRequests() {}

  /** Works with these. */
  @Inject
  public PrivacyRequests(Database database, BusinessClock clock, Audit audit, Clocks clocks) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.clocks = clocks;
  }

  /**
   * A request.
   *
   * @param kind {@link #DOSSIER} or {@link #ERASURE}
   * @param number of the customer
   * @param verified how we made sure that it is the customer who asks
   * @param state OPEN, PREPARED (an erasure that waits for a second person), ANSWERED, ERASED or
   *     REFUSED
   * @param answer what the customer was told, if anything was written down
   * @param dossierAt when his dossier was made last; null if it was not
   */
  public record Request(
      long id,
      String kind,
      long partyId,
      String number,
      String reason,
      String verified,
      LocalDate receivedOn,
      LocalDate dueOn,
      String registeredBy,
      Instant registeredAt,
      String state,
      Long preparedId,
      String preparedBy,
      Instant preparedAt,
      String endedBy,
      Instant endedAt,
      String answer,
      Instant dossierAt,
      int version) {
    /** Whether the customer still waits. */
    public boolean open() {
      return endedAt == null;
    }
  }

  /**
   * Registers what a customer asks; its clock runs from then on.
   *
   * @param verified one of {@link IdentityCheck#WAYS}
   * @param receivedOn the day on which it reached us
   * @return its key
   * @throws RuleBroken if something is missing, or the same is asked and open already
   */
  public long register(
      String kind, long partyId, String reason, String verified, LocalDate receivedOn, Staff by) {
    refuseIncomplete(kind, reason, verified, receivedOn);
    return database.inTransaction(
        handle -> {
          var subject = Subject.read(handle, partyId, new Sight(clock.today(), by.cleanTeam()));
          var due = receivedOn.plusMonths(MONTHS);
          var id =
              insert(handle, kind, subject.partyId(), reason.trim(), verified, receivedOn, due, by);
          clocks.arm(
              handle,
              ClockOrder.onDay(
                  SUBJECT,
                  id,
                  subject.number(),
                  Stage.AGREEMENT,
                  clock.now(),
                  due,
                  Owner.role(KEEPER)),
              by.id());
          note(handle, "privacyRequested", subject.partyId(), kind, by);
          return id;
        });
  }

  private void refuseIncomplete(String kind, String reason, String verified, LocalDate receivedOn) {
    if (!Set.of(DOSSIER, ERASURE).contains(String.valueOf(kind))
        || reason == null
        || reason.isBlank()
        || reason.length() > 4000) {
      throw new RuleBroken("privacy.reason-missing");
    }
    if (verified == null || !IdentityCheck.WAYS.contains(verified)) {
      throw new RuleBroken("privacy.not-verified");
    }
    if (receivedOn == null
        || receivedOn.isAfter(clock.today())
        || receivedOn.isBefore(clock.today().minusYears(1))) {
      throw new RuleBroken("privacy.received-on");
    }
  }

  private long insert(
      Handle handle,
      String kind,
      long partyId,
      String reason,
      String verified,
      LocalDate receivedOn,
      LocalDate due,
      Staff by) {
    return handle
        .createQuery(
            """
            insert into privacy_request (kind, party_id, reason, verified, received_on, due_on, registered_by, registered_at)
            values (:kind, :party, :reason, :verified, :received, :due, :by, :at)
            on conflict (party_id, kind) where ended_at is null do nothing returning id""")
        .bind("kind", kind)
        .bind("party", partyId)
        .bind("reason", reason)
        .bind("verified", verified)
        .bind("received", receivedOn)
        .bind("due", due)
        .bind("by", by.id())
        .bind("at", clock.now())
        .mapTo(Long.class)
        .findOne()
        .orElseThrow(() -> new RuleBroken("privacy.asked-already"));
  }

  /**
   * Those of customers in sight for which they wait, the nearest day first; then those that ended
   * last.
   */
  public List<Request> list(int limit, Staff staff) {
    return database.with(
        handle ->
            sight(staff)
                .bindTo(
                    handle.createQuery(
                        SELECT
                            + " where "
                            + Subject.SEEN.formatted("r.party_id")
                            + " order by r.ended_at is not null, case when r.ended_at is null then r.due_on end,"
                            + " r.ended_at desc, r.id limit :limit"))
                .bind("limit", limit)
                .map(ConstructorMapper.of(Request.class))
                .list());
  }

  private Sight sight(Staff staff) {
    return new Sight(clock.today(), staff.cleanTeam());
  }

  /**
   * Who had a number, where {@code CustomerNumbers} knows nobody: what came with him was taken
   * back.
   *
   * @param number ours, or that of a company
   * @return none if nobody ever had it; more than one if several had
   */
  public List<Long> formerHolders(String number) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select id from customer_party where number = upper(:number)
                    union
                    select l.party_id from customer_identity i join customer_party_link l on l.identity_id = i.id
                     where i.source_key = :number
                       and l.id = (select max(id) from customer_party_link x where x.identity_id = i.id)""")
                .bind("number", number)
                .mapTo(Long.class)
                .list());
  }

  /**
   * A request, to look at: that it was is written down.
   *
   * @throws RuleBroken if there is none, or of a customer behind the wall for this person
   */
  public Request open(long id, Staff staff) {
    return database.inTransaction(
        handle -> {
          var request = read(handle, id, staff);
          note(handle, "privacyOpened", request.partyId(), request.kind(), staff);
          return request;
        });
  }

  /** As {@link #open}, to do something with it: that is written down by what is done. */
  public Request read(long id, Staff staff) {
    return database.with(handle -> read(handle, id, staff));
  }

  private Request read(Handle handle, long id, Staff staff) {
    return sight(staff)
        .bindTo(
            handle.createQuery(
                SELECT + " where r.id = :id and " + Subject.SEEN.formatted("r.party_id")))
        .bind("id", id)
        .map(ConstructorMapper.of(Request.class))
        .findOne()
        .orElseThrow(() -> new RuleBroken("privacy.unknown"));
  }

  Request read(Handle handle, long id) {
    return handle
        .createQuery(SELECT + " where r.id = :id")
        .bind("id", id)
        .map(ConstructorMapper.of(Request.class))
        .findOne()
        .orElseThrow(() -> new RuleBroken("privacy.unknown"));
  }

  Request readForDossier(Handle handle, long id) {
    var request = read(handle, id);
    if (!request.kind().equals(DOSSIER)) {
      throw new RuleBroken("privacy.not-a-dossier");
    }
    if (!request.open()) {
      throw new RuleBroken("privacy.ended-already");
    }
    return request;
  }

  void dossierMade(Handle handle, long id, Staff by) {
    handle
        .createUpdate(
            "update privacy_request set dossier_at = :at, dossier_by = :by where id = :id and ended_at is null")
        .bind("at", clock.now())
        .bind("by", by.id())
        .bind("id", id)
        .execute();
  }

  /**
   * The customer has his dossier.
   *
   * @param version as it was read
   * @throws RuleBroken also if none was made yet
   */
  public void answered(long id, int version, Staff by) {
    database.inTransaction(
        handle -> {
          read(handle, id, by);
          if (readForDossier(handle, id).dossierAt() == null) {
            throw new RuleBroken("privacy.no-dossier-yet");
          }
          end(handle, id, version, "ANSWERED", null, by);
          return null;
        });
  }

  /**
   * The customer heard that he does not get what he asked, and why.
   *
   * @param why what he was told
   */
  public void refuse(long id, int version, String why, Staff by) {
    if (why == null || why.isBlank() || why.length() > 4000) {
      throw new RuleBroken("privacy.refusal-missing");
    }
    database.inTransaction(
        handle -> {
          read(handle, id, by);
          end(handle, id, version, "REFUSED", why.trim(), by);
          return null;
        });
  }

  /** Ends a request and its clock, in the caller's transaction. */
  void end(Handle handle, long id, int version, String state, String answer, Staff by) {
    var ended =
        handle
            .createUpdate(
                """
                update privacy_request set state = :state, answer = :answer, ended_by = :by, ended_at = :at, version = version + 1
                 where id = :id and version = :version and ended_at is null""")
            .bind("state", state)
            .bind("answer", answer)
            .bind("by", by.id())
            .bind("at", clock.now())
            .bind("id", id)
            .bind("version", version)
            .execute();
    if (ended == 0) {
      throw new RuleBroken("privacy.changed-meanwhile");
    }
    clocks.met(handle, SUBJECT, id, Stage.AGREEMENT, clock.now(), by.id());
    SecondPerson.answered(handle, WORK, id, CONFIRM, by, clock.now());
    note(handle, "privacyEnded", read(handle, id).partyId(), state, by);
  }

  void note(Handle handle, String deed, long partyId, String purpose, Staff by) {
    audit.record(handle, by.id(), by.login(), deed, "customer", partyId, purpose);
  }
}
