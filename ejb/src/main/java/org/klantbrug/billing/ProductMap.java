package org.klantbrug.billing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** What becomes of each product of the acquired company. */
@ApplicationScoped
public class ProductMap {
  private static final int LONGEST = 200;

  private Database database;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected ProductMap() {}

  /** Works with these. */
  @Inject
  public ProductMap(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /** What becomes of a product. */
  public enum Outcome {
    /** It goes on under its name. */
    SAME,
    /** It goes on under another name. */
    RENAMED,
    /** It ends. */
    ENDS
  }

  /**
   * A product of the acquired company.
   *
   * @param contracts delivered with it that have not ended
   * @param outcome null while nobody said
   * @param newName of one that is renamed
   * @param version as it was read; 0 of one of which nobody said anything
   */
  public record Product(
      String name, long contracts, Outcome outcome, String newName, int version) {}

  /** All products that were delivered or mapped: those of which nobody said anything first. */
  public List<Product> of(long mergerId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    with newest as (
                      select distinct on (s.source_key) btrim(s.product) as product, s.state
                        from merger_merger m join merger_run r on r.merger_id = m.id
                        join merger_delivery d on d.run_id = r.id and d.company_id = m.acquired_id
                        join merger_staged_contract s on s.delivery_id = d.id
                       where m.id = :merger and btrim(s.product) <> ''
                       order by s.source_key, d.extract_as_of desc, s.line_no desc
                    ), delivered as (
                      select min(product) as name, lower(product) as key,
                             count(*) filter (where state is distinct from 'ENDED') as contracts
                        from newest group by lower(product)
                    )
                    select coalesce(d.name, p.old_name) as name, coalesce(d.contracts, 0) as contracts, p.outcome, p.new_name,
                           coalesce(p.version, 0) as version
                      from delivered d full join (select * from billing_product where merger_id = :merger) p
                        on lower(p.old_name) = d.key
                     order by (p.outcome is not null), 2 desc, 1""")
                .bind("merger", mergerId)
                .map(ConstructorMapper.of(Product.class))
                .list());
  }

  /**
   * Says what becomes of a product; whatever was said before is replaced.
   *
   * @param newName of one that is renamed; else it is not looked at
   * @throws RuleBroken {@code billing.product-*}
   */
  public void say(long mergerId, String name, Outcome outcome, String newName, Staff by) {
    if (name == null || name.isBlank() || name.length() > LONGEST) {
      throw new RuleBroken("billing.product-name", LONGEST);
    }
    if (outcome == null) {
      throw new RuleBroken("billing.product-outcome");
    }
    var renamed = outcome == Outcome.RENAMED;
    if (renamed && (newName == null || newName.isBlank() || newName.strip().length() > LONGEST)) {
      throw new RuleBroken("billing.product-new-name", name, LONGEST);
    }
    database.inTransaction(
        handle -> {
          handle
              .createUpdate(
                  """
                  insert into billing_product (merger_id, old_name, outcome, new_name, changed_by, changed_at)
                  values (:merger, :name, :outcome, :newName, :by, :at)
                  on conflict (merger_id, lower(old_name)) do update
                     set outcome = excluded.outcome, new_name = excluded.new_name, changed_by = excluded.changed_by,
                         changed_at = excluded.changed_at, version = billing_product.version + 1""")
              .bind("merger", mergerId)
              .bind("name", name.strip())
              .bind("outcome", outcome)
              .bind("newName", renamed ? newName.strip() : null)
              .bind("by", by.id())
              .bind("at", clock.now())
              .execute();
          audit.record(
              handle, by.id(), by.login(), "billingProductMapped", "merger", mergerId, name);
          return null;
        });
  }
}
