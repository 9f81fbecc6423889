package org.klantbrug.customer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.SqlStatements;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * What was reported as wrong (see {@link CorrectionReports}): the steward mends or declines it. A
 * mended value is locked against later deliveries; a delivered record stays as it was.
 */
@ApplicationScoped
public class Corrections {
  /** SQL: a report and the customer it is about now; alias {@code x}. */
  static final String ROW =
      """
      select x.id, coalesce(heir.id, x.party_id) as party_id, coalesce(heir.number, p.number) as number,
             x.subject, x.field, x.fact_id, x.company_id, k.name as company, x.file_name, x.line_no,
             x.value_then, x.wrong, x.proposed, x.reported_by as reporter_id, s.full_name as reported_by, x.reported_at, x.state,
             d.full_name as decided_by, x.decided_at, x.decided_because,
             (select count(*) from customer_correction o
               where x.state = 'OPEN' and o.state = 'OPEN' and o.id <> x.id and o.subject = x.subject
                 and o.field is not distinct from x.field and o.company_id is not distinct from x.company_id
                 and o.file_name is not distinct from x.file_name) as alike
        from customer_correction x
        join customer_party p on p.id = x.party_id
        join identity_staff s on s.id = x.reported_by
        left join identity_staff d on d.id = x.decided_by
        left join customer_company k on k.id = x.company_id
        left join lateral (
          select q.id, q.number from customer_parties_by_number(p.number) w (id)
            join customer_party q on q.id = w.id
           where exists (select from customer_party_link l where l.party_id = q.id and l.ended_at is null)
           order by q.id = x.party_id desc limit 1) heir on true
      """;

  /** SQL: report {@code x} is about something that may be seen; needs {@link Sight#bindTo}. */
  static final String SEEN =
      "(x.company_id is null or x.company_id in (select c.id from customer_company c where "
          + Sight.COMPANY_SEEN
          + ")) and exists (select from customer_party_link l join customer_identity i on i.id = l.identity_id"
          + " join customer_company c on c.id = i.company_id where l.party_id = coalesce(heir.id, x.party_id) and "
          + Sight.LINK_COUNTS
          + " and "
          + Sight.COMPANY_SEEN
          + ")";

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private CustomerView view;
  private GoldenRecord golden;

  /** For the container. */
  public Corrections() {}

  /** Works with these. */
  @Inject
  public Corrections(
      Database database, BusinessClock clock, Audit audit, CustomerView view, GoldenRecord golden) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.view = view;
    this.golden = golden;
  }

  /**
   * Which reports are wanted; null means all.
   *
   * @param subject as in {@link Correction}
   * @param field column of the customer
   * @param companyId whose values or records
   * @param fileName where they were delivered
   */
  public record Alike(String subject, String field, Long companyId, String fileName) {
    /** Everything. */
    public static final Alike ALL = new Alike(null, null, null, null);

    /** Empty texts, as an address may say them, are none. */
    public Alike {
      subject = subject == null || subject.isBlank() ? null : subject;
      field = field == null || field.isBlank() ? null : field;
      fileName = fileName == null || fileName.isBlank() ? null : fileName;
    }
  }

  /** Reports that wait for the steward, oldest first. */
  public List<Correction> open(Alike alike, int limit, Staff by) {
    return database.with(
        handle ->
            sightOf(by)
                .bindTo(
                    handle
                        .createQuery(
                            ROW
                                + """
                                 where x.state = 'OPEN'
                                   and (cast(:subject as text) is null or x.subject = :subject)
                                   and (cast(:field as text) is null or x.field = :field)
                                   and (cast(:company as bigint) is null or x.company_id = :company)
                                   and (cast(:file as text) is null or x.file_name = :file)
                                   and\s"""
                                + SEEN
                                + " order by x.id limit :limit")
                        .configure(
                            SqlStatements.class, config -> config.setUnusedBindingAllowed(true)))
                .bind("subject", alike.subject())
                .bind("field", alike.field())
                .bind("company", alike.companyId())
                .bind("file", alike.fileName())
                .bind("limit", limit)
                .map(ConstructorMapper.of(Correction.class))
                .list());
  }

  /** How many reports wait for the steward, of those that this colleague may see. */
  public long waiting(Staff by) {
    return database.with(
        handle ->
            sightOf(by)
                .bindTo(
                    handle.createQuery(
                        "select count(*) from ("
                            + ROW
                            + " where x.state = 'OPEN' and "
                            + SEEN
                            + ") r"))
                .mapTo(Long.class)
                .one());
  }

  /**
   * Accepts a report. A value becomes what the steward gives, by hand and so locked; for a record
   * it is noted that it is indeed wrong.
   *
   * @param value the right value; not used for a record
   * @param emptied that the field is to hold nothing; without it a value is needed
   * @param because needed for a record: what is done about it
   * @throws RuleBroken also if it is one's own report: a colleague looks at that
   */
  public void accept(long id, String value, boolean emptied, String because, Staff by) {
    database.inTransaction(
        handle -> {
          var report = hold(handle, id, by);
          if (report.reporterId() == by.id()) {
            throw new RuleBroken("customer.correction-own");
          }
          if (report.field() == null) {
            refuseWithoutReason(because);
          } else {
            var right = FieldValue.of(report.field(), value);
            refuseUnmeant(right, emptied);
            var customer =
                view.find(handle, report.partyId(), sightOf(by))
                    .orElseThrow(() -> new RuleBroken("customer.unknown"));
            golden.setByHand(
                report.partyId(), report.field(), right, by.id(), customer.version(), clock.now());
          }
          decide(handle, report, "ACCEPTED", because, by);
          return null;
        });
  }

  /** Declines a report: it is right as it is. One's own can be taken back with it. */
  public void decline(long id, String because, Staff by) {
    refuseWithoutReason(because);
    database.inTransaction(
        handle -> {
          decide(handle, hold(handle, id, by), "DECLINED", because, by);
          return null;
        });
  }

  private Correction hold(Handle handle, long id, Staff by) {
    handle
        .createQuery("select id from customer_correction where id = :id for update")
        .bind("id", id)
        .mapTo(Long.class)
        .list();
    return sightOf(by)
        .bindTo(handle.createQuery(ROW + " where x.id = :id and x.state = 'OPEN' and " + SEEN))
        .bind("id", id)
        .map(ConstructorMapper.of(Correction.class))
        .findOne()
        .orElseThrow(() -> new RuleBroken("customer.correction-not-open"));
  }

  private void decide(Handle handle, Correction report, String state, String because, Staff by) {
    handle
        .createUpdate(
            """
            update customer_correction
               set state = :state, decided_by = :staff, decided_at = :at, decided_because = :because where id = :id
            """)
        .bind("state", state)
        .bind("staff", by.id())
        .bind("at", clock.now())
        .bind("because", because == null || because.isBlank() ? null : because)
        .bind("id", report.id())
        .execute();
    audit.record(
        handle,
        by.id(),
        by.login(),
        state.equals("ACCEPTED") ? "correctionAccepted" : "correctionDeclined",
        "customer",
        report.partyId(),
        report.about());
  }

  private Sight sightOf(Staff staff) {
    return new Sight(clock.today(), staff.cleanTeam());
  }

  /** A value that was wiped by mistake would be gone, also for the deliveries that follow. */
  private static void refuseUnmeant(String right, boolean emptied) {
    if (right == null && !emptied) {
      throw new RuleBroken("customer.correction-empty");
    }
    if (right != null && emptied) {
      throw new RuleBroken("customer.correction-value-and-empty");
    }
  }

  private static void refuseWithoutReason(String because) {
    if (because == null || because.isBlank()) {
      throw new RuleBroken("customer.reason-missing");
    }
  }
}
