package org.klantbrug.matching;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.stream.Collectors;
import org.klantbrug.customer.SearchText;
import org.klantbrug.customer.Sight;
import org.klantbrug.merger.Entity;
import org.klantbrug.merger.TargetField;
import org.klantbrug.shared.Database;
import org.klantbrug.work.JobLease;

/**
 * Makes identities of the staged customers of a run: for every customer of either company one.
 *
 * <p>A customer that nobody sees yet takes the values of the newest delivery at once, as matching
 * needs them. One that we serve keeps his values here, whichever company delivers him again: new
 * ones come to him when the cut-over that carries them goes live, and go when it is taken back.
 */
@ApplicationScoped
public class Identities {
  private Database database;

  /** For the container. */
  public Identities() {}

  @Inject
  public Identities(Database database) {
    this.database = database;
  }

  /**
   * Registers the customers that one company delivered in a run, in one statement. Doing it again
   * changes nothing; a delivery that is newer than what is there changes the values of those whom
   * we do not serve yet.
   *
   * @return identities that were made or changed
   */
  public int registerIdentities(JobLease lease, long runId, long companyId, Instant at) {
    return database.inTransaction(
        handle -> {
          lease.hold(handle);
          var changed =
              handle
                  .createUpdate(registerSql())
                  .bind("run", runId)
                  .bind("company", companyId)
                  .bind("at", at)
                  .execute();
          handle.execute("analyze customer_identity");
          return changed;
        });
  }

  private static String registerSql() {
    var columns = Entity.CUSTOMER.fields().stream().map(TargetField::column).toList();
    var renewed =
        columns.stream()
            .filter(column -> !column.equals("source_key"))
            .map(column -> column + " = excluded." + column)
            .collect(Collectors.joining(", "));
    return """
        insert into customer_identity as i
          (company_id, %s, extra, search_name, search_email, search_postcode,
           delivery_id, line_no, content_sha, extract_as_of, registered_at)
        select distinct on (s.source_key)
               d.company_id, %s, s.extra, %s, %s, %s, s.delivery_id, s.line_no, s.content_sha, d.extract_as_of, cast(:at as timestamptz)
          from merger_staged_customer s
          join merger_delivery d on d.id = s.delivery_id
         where d.run_id = :run and d.company_id = :company and d.entity = 'CUSTOMER' and d.state = 'IMPORTED'
           and s.row_state in ('NEW', 'CHANGED', 'UNCHANGED')
         order by s.source_key, d.extract_as_of desc, d.id desc
        on conflict (company_id, source_key) do update
           set %s, extra = excluded.extra, search_name = excluded.search_name,
               search_email = excluded.search_email, search_postcode = excluded.search_postcode,
               delivery_id = excluded.delivery_id, line_no = excluded.line_no,
               content_sha = excluded.content_sha, extract_as_of = excluded.extract_as_of, changed_at = :at
         where excluded.extract_as_of >= i.extract_as_of
           and (excluded.delivery_id, excluded.content_sha) is distinct from (i.delivery_id, i.content_sha)
           and not exists (select from customer_party_link l where l.identity_id = i.id and %s)
        """
        .formatted(
            String.join(", ", columns),
            columns.stream().map(column -> "s." + column).collect(Collectors.joining(", ")),
            SearchText.name("s"),
            SearchText.email("s"),
            SearchText.postcode("s"),
            renewed,
            Sight.LINK_COUNTS);
  }
}
