package org.klantbrug.matching;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.stream.Collectors;
import org.klantbrug.customer.SearchText;
import org.klantbrug.merger.CustomerValuesSet;
import org.klantbrug.merger.Entity;
import org.klantbrug.merger.TargetField;
import org.klantbrug.shared.Database;

/** Keeps identities in step with the values that people give the records they were made of. */
@ApplicationScoped
public class SettledIdentities {
  private Database database;

  /** For the container. */
  protected SettledIdentities() {}

  /** Works on this database. */
  @Inject
  public SettledIdentities(Database database) {
    this.database = database;
  }

  /**
   * Registers customers again who got a value by hand. Only identities that hold the values of
   * these very lines: one that is not registered yet gets the value when it is, and one that a
   * newer file changed keeps what that file said. What the machine made of them by the old value
   * does not hold any more: such pairs wait for a person.
   */
  public void onValuesSet(@Observes CustomerValuesSet set) {
    var columns =
        Entity.CUSTOMER.fields().stream()
            .map(TargetField::column)
            .filter(column -> !column.equals("source_key"))
            .map(column -> column + " = s." + column)
            .collect(Collectors.joining(", "));
    database.use(
        handle ->
            handle
                .createUpdate(
                    """
                    with settled as (
                      update customer_identity i
                         set %s, search_name = %s, search_email = %s, search_postcode = %s,
                             content_sha = s.content_sha, changed_at = :at
                        from merger_staged_customer s join merger_delivery d on d.id = s.delivery_id
                       where s.delivery_id = :delivery and s.line_no = any(:lines)
                         and i.company_id = d.company_id and i.source_key = s.source_key
                         and i.delivery_id = s.delivery_id and i.line_no = s.line_no
                      returning i.id, d.run_id)
                    update matching_pair p set decision = 'REVIEW', version = p.version + 1
                     where p.verdict is null and p.decision <> 'REVIEW' and p.id in (
                       select q.id from settled t join matching_pair q on q.run_id = t.run_id and q.left_id = t.id
                       union all
                       select q.id from settled t join matching_pair q on q.run_id = t.run_id and q.right_id = t.id)
                    """
                        .formatted(
                            columns,
                            SearchText.name("s"),
                            SearchText.email("s"),
                            SearchText.postcode("s")))
                .bind("at", set.at())
                .bind("delivery", set.deliveryId())
                .bindArray("lines", Long.class, set.lines())
                .execute());
  }
}
