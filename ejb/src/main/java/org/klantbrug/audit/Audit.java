package org.klantbrug.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;

/** The access and change log. Written in the transaction of what it tells of. */
@ApplicationScoped
public class Audit {
  /** For such work somebody is looked at without being on the line. */
  private static final List<String> WITHOUT_CUSTOMER =
      List.of("DATA_QUALITY", "RECONCILIATION", "COMPLAINT", "PRIVACY_REQUEST");

  private final Database database;
  private final BusinessClock clock;

  /** For the container's proxy. */
  protected Audit() {
    this(null, null);
  }

  /** Works with these. */
  @Inject
  public Audit(Database database, BusinessClock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * An entry of the log.
   *
   * @param actor login, or what acted
   * @param purpose why a customer was opened, as far as it was said
   */
  public record Entry(
      long id,
      Instant at,
      Long staffId,
      String actor,
      String action,
      String subjectKind,
      String subjectId,
      String purpose) {

    /** What was done. Work without the customer was once kept as an identity check. */
    public String deed() {
      return action.equals("identityChecked")
              && purpose != null
              && WITHOUT_CUSTOMER.contains(purpose)
          ? "purposeNoted"
          : action;
    }

    /** What it is about. */
    public Subject subject() {
      return new Subject(subjectKind, Long.parseLong(subjectId));
    }
  }

  /**
   * Writes an entry in the caller's transaction.
   *
   * @param staffId null for the machine
   * @param action camelCase verb: {@code customerOpened}, {@code reconciliationSigned}
   * @param purpose why or what, in short; no personal data
   */
  public void record(
      Handle handle,
      Long staffId,
      String actor,
      String action,
      String subjectKind,
      long subjectId,
      String purpose) {
    handle
        .createUpdate(
            """
            insert into audit_event (at, staff_id, actor, action, subject_kind, subject_id, purpose)
            values (:at, :staff, :actor, :action, :kind, :subject, :purpose)""")
        .bind("at", clock.now())
        .bind("staff", staffId)
        .bind("actor", actor)
        .bind("action", action)
        .bind("kind", subjectKind)
        .bind("subject", Long.toString(subjectId))
        .bind("purpose", purpose)
        .execute();
  }

  /**
   * As {@link #record(Handle, Long, String, String, String, long, String)}, by a member of staff of
   * whom only the number is at hand.
   */
  public void recordBy(
      Handle handle,
      long staffId,
      String action,
      String subjectKind,
      long subjectId,
      String purpose) {
    var login =
        handle
            .createQuery("select login from identity_staff where id = :id")
            .bind("id", staffId)
            .mapTo(String.class)
            .one();
    record(handle, staffId, login, action, subjectKind, subjectId, purpose);
  }

  /**
   * As {@link #recordBy(Handle, long, String, String, long, String)}, in the transaction that is
   * there, else in one of its own.
   */
  public void recordBy(
      long staffId, String action, String subjectKind, long subjectId, String purpose) {
    database.inTransaction(
        handle -> {
          recordBy(handle, staffId, action, subjectKind, subjectId, purpose);
          return null;
        });
  }

  /**
   * As {@link #record(Handle, Long, String, String, String, long, String)}, on a connection of its
   * own.
   */
  public void record(
      Long staffId,
      String actor,
      String action,
      String subjectKind,
      long subjectId,
      String purpose) {
    database.inTransaction(
        handle -> {
          record(handle, staffId, actor, action, subjectKind, subjectId, purpose);
          return null;
        });
  }

  /** What happened to one subject, newest first. */
  public List<Entry> about(String subjectKind, long subjectId, int limit) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select * from audit_event where subject_kind = :kind and subject_id = :id
                     order by at desc, id desc limit :limit""")
                .bind("kind", subjectKind)
                .bind("id", Long.toString(subjectId))
                .bind("limit", limit)
                .map(ConstructorMapper.of(Entry.class))
                .list());
  }

  /** What an entry is about: {@code customer}, {@code staff}, {@code run}, and its key. */
  public record Subject(String kind, long id) {
    /** The keys of those that are of a kind, each once. */
    public static List<Long> ids(Collection<Subject> subjects, String kind) {
      return subjects.stream()
          .filter(each -> each.kind().equals(kind))
          .map(Subject::id)
          .distinct()
          .toList();
    }
  }

  /**
   * Which entries are looked for; null means all.
   *
   * @param actor login: what this person did, and who tried this login with a wrong password
   * @param action what was done
   * @param subjects what they are about: any of these
   * @param from first moment
   * @param until the moment after the last
   */
  public record Search(
      String actor, String action, List<Subject> subjects, Instant from, Instant until) {
    private String[] kinds() {
      return subjects == null ? null : subjects.stream().map(Subject::kind).toArray(String[]::new);
    }

    private String[] ids() {
      return subjects == null
          ? null
          : subjects.stream().map(each -> Long.toString(each.id())).toArray(String[]::new);
    }
  }

  /**
   * The log, newest first.
   *
   * @param before show what is older than this
   */
  public List<Entry> page(Search search, Instant before, int limit) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select * from audit_event
                     where (cast(:actor as text) is null or actor = lower(:actor)
                            or (action = 'loginFailed' and staff_id = (select id from identity_staff where login = lower(:actor))))
                       and (cast(:action as text) is null
                            or :action = case when action = 'identityChecked' and purpose = any(:withoutCustomer) then 'purposeNoted'
                                              else action end)
                       and (cast(:kinds as text[]) is null
                            or (subject_kind, subject_id) in (select * from unnest(cast(:kinds as text[]), cast(:ids as text[]))))
                       and (cast(:from as timestamptz) is null or at >= :from)
                       and (cast(:until as timestamptz) is null or at < :until) and at < :before
                     order by at desc, id desc limit :limit""")
                .bind("actor", search.actor())
                .bind("action", search.action())
                .bindArray("withoutCustomer", String.class, WITHOUT_CUSTOMER)
                .bind("kinds", search.kinds())
                .bind("ids", search.ids())
                .bind("from", search.from())
                .bind("until", search.until())
                .bind("before", before)
                .bind("limit", limit)
                .map(ConstructorMapper.of(Entry.class))
                .list());
  }
}
