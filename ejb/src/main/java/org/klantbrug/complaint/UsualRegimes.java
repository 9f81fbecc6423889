package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * The rules that a complaint about a company falls under unless a colleague says otherwise: those
 * that were set, else those of the trade that its latest merger names.
 */
@ApplicationScoped
public class UsualRegimes {
  private Database database;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  public UsualRegimes() {}

  /** Works with these. */
  @Inject
  public UsualRegimes(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * The rules of a company.
   *
   * @param changedBy who set it; null if it follows from the trade
   * @param version 0 while nobody set it
   */
  public record Usual(
      long companyId,
      String company,
      String regimeCode,
      String changedBy,
      Instant changedAt,
      int version) {}

  /** Of all companies that the reader may see, ours first. */
  public List<Usual> all(Staff reader) {
    return database.with(
        handle ->
            new Sight(clock.today(), reader.cleanTeam())
                .bindTo(
                    handle.createQuery(
                        """
                        select u.company_id, u.company, u.regime_code, s.full_name as changed_by, u.changed_at, u.version
                          from complaint_usual_regime u
                          join customer_company c on c.id = u.company_id
                          left join identity_staff s on s.id = u.changed_by
                         where %s order by u.ours desc, u.company, u.company_id"""
                            .formatted(Sight.COMPANY_SEEN)))
                .map(ConstructorMapper.of(Usual.class))
                .list());
  }

  /**
   * The rules for a complaint.
   *
   * @param identity whose it is, as one company knows him; null for our own company
   */
  static String of(Handle handle, Long identity) {
    return handle
        .createQuery(
            """
            select regime_code from complaint_usual_regime
             where case when cast(:identity as bigint) is null then ours
                        else company_id = (select company_id from customer_identity where id = :identity) end
             order by company_id limit 1""")
        .bind("identity", identity)
        .mapTo(String.class)
        .findOne()
        .orElse(NewComplaint.GENERAL);
  }

  /**
   * Sets the rules of a company; complaints that are here stay under those they fall under.
   *
   * @param version as it was read
   * @throws RuleBroken if there are no such rules, or a colleague set them since
   */
  public void set(long company, String regime, int version, Staff by) {
    database.inTransaction(
        handle -> {
          ComplaintNames.refuseUnknownRegime(handle, regime);
          var set =
              handle
                  .createUpdate(
                      """
                      insert into complaint_usual_regime_set as s (company_id, regime_code, changed_by, changed_at)
                      select :company, :regime, :by, :at
                       where exists (select from customer_company where id = :company)
                         and (:version = 0 or exists (select from complaint_usual_regime_set where company_id = :company))
                      on conflict (company_id) do update
                         set regime_code = excluded.regime_code, changed_by = excluded.changed_by,
                             changed_at = excluded.changed_at, version = s.version + 1
                       where s.version = :version""")
                  .bind("company", company)
                  .bind("regime", regime)
                  .bind("by", by.id())
                  .bind("at", clock.now())
                  .bind("version", version)
                  .execute();
          if (set == 0) {
            throw new RuleBroken("complaint.setting-changed-meanwhile");
          }
          audit.record(handle, by.id(), by.login(), "regimeSet", "staff", by.id(), regime);
          return null;
        });
  }
}
