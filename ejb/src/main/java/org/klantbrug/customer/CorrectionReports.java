package org.klantbrug.customer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** "This is wrong": anyone at the desk reports it; {@link Corrections} decides on it. */
@ApplicationScoped
public class CorrectionReports {
  private static final int LONGEST = 4_000;

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private CustomerView view;

  /** For the container. */
  protected CorrectionReports() {}

  /** Of customers in this database. */
  @Inject
  public CorrectionReports(Database database, BusinessClock clock, Audit audit, CustomerView view) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.view = view;
  }

  /**
   * Reports a value of the customer picture, also one that is missing.
   *
   * @param field column of the customer
   * @param proposed what it should be; empty if not known
   * @return id of the report
   */
  public long reportValue(long partyId, String field, String wrong, String proposed, Staff by) {
    if (!FieldGroup.allFields().contains(field)) {
      throw new RuleBroken("customer.correction-not-noted");
    }
    refuseUnclear(wrong);
    var right = FieldValue.of(field, proposed);
    var customer =
        view.find(partyId, sightOf(by)).orElseThrow(() -> new RuleBroken("customer.unknown"));
    var value = Optional.ofNullable(customer.values().get(field));
    var origin = value.map(CustomerPage.GoldenValue::origin);
    return database.inTransaction(
        handle -> {
          var report =
              handle
                  .createQuery(
                      """
                      insert into customer_correction (party_id, subject, field, company_id, file_name, line_no, value_then,
                             wrong, proposed, reported_by, reported_at)
                      values (:party, 'VALUE', :field, :company, :file, :line, :then, :wrong, :proposed, :staff, :at)
                      on conflict do nothing returning id
                      """)
                  .bind("field", field)
                  .bind("company", origin.map(CustomerPage.Origin::companyId).orElse(null))
                  .bind("file", origin.map(CustomerPage.Origin::fileName).orElse(null))
                  .bind("line", origin.map(CustomerPage.Origin::lineNo).orElse(null))
                  .bind("then", value.map(CustomerPage.GoldenValue::value).orElse(null))
                  .bind("proposed", right);
          return noted(handle, report, partyId, field, wrong, by);
        });
  }

  /**
   * Reports a record of the customer: a contract, invoice, contact, and so on.
   *
   * @param subject what kind of record, as in {@link Correction}
   * @return id of the report
   */
  public long reportFact(long partyId, String subject, long factId, String wrong, Staff by) {
    refuseUnclear(wrong);
    return database.inTransaction(
        handle -> {
          var report =
              sightOf(by)
                  .bindTo(
                      handle.createQuery(
                          """
                          insert into customer_correction (party_id, subject, fact_id, company_id, file_name, line_no,
                                 wrong, reported_by, reported_at)
                          select :party, f.subject, f.id, o.company_id, d.file_name, f.line_no, :wrong, :staff, :at
                            from customer_fact f
                            join customer_identity o on o.id = f.identity_id
                            left join customer_delivery d on d.id = f.delivery_id
                           where f.subject = :subject and f.id = :fact and f.identity_id in %s and %s
                          on conflict do nothing returning id
                          """
                              .formatted(Sight.IDENTITIES_OF_PARTY, Sight.FACT_COUNTS)))
                  .bind("subject", subject)
                  .bind("fact", factId);
          return noted(handle, report, partyId, subject, wrong, by);
        });
  }

  /** Stores a report and writes down who made it. */
  private long noted(
      Handle handle, Query report, long partyId, String what, String wrong, Staff by) {
    var id =
        report
            .bind("party", partyId)
            .bind("wrong", wrong)
            .bind("staff", by.id())
            .bind("at", clock.now())
            .mapTo(Long.class)
            .findOne()
            .orElseThrow(() -> new RuleBroken("customer.correction-not-noted"));
    audit.record(handle, by.id(), by.login(), "correctionReported", "customer", partyId, what);
    return id;
  }

  private Sight sightOf(Staff staff) {
    return new Sight(clock.today(), staff.cleanTeam());
  }

  private static void refuseUnclear(String wrong) {
    if (wrong == null || wrong.isBlank()) {
      throw new RuleBroken("customer.correction-says-nothing");
    }
    if (wrong.length() > LONGEST) {
      throw new RuleBroken("customer.correction-too-long", LONGEST);
    }
  }
}
