package org.klantbrug.matching;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.klantbrug.customer.SearchText;
import org.klantbrug.customer.Sight;
import org.klantbrug.merger.Entity;
import org.klantbrug.merger.TargetField;
import org.klantbrug.shared.Database;
import org.klantbrug.work.JobLease;
import org.klantbrug.work.Slice;

/**
 * Makes identities of the staged customers of a run: for every customer of either company one.
 *
 * <p>A customer that nobody sees yet takes the values of the newest delivery at once, as matching
 * needs them. One that we serve keeps his values here, whichever company delivers him again: new
 * ones come to him when the cut-over that carries them goes live, and go when it is taken back. Who
 * was erased stays as he is.
 */
@ApplicationScoped
public class Identities {
  /** Of staged customers: some seconds of work. */
  private static final int IN_PART = 25_000;

  /** Each part reads all customers that were staged. */
  private static final int MOST_PARTS = 16;

  /** Source keys are spread over these numbers, which are those of a hash in the database. */
  private static final long HASHES = 1L << 32;

  private static final Slice ALL = new Slice(1, Integer.MIN_VALUE, Integer.MAX_VALUE);

  private Database database;

  /** For the container. */
  public Identities() {}

  /** Works on this database. */
  @Inject
  public Identities(Database database) {
    this.database = database;
  }

  /**
   * Parts of the customers that one company delivered in a run, about equally large.
   *
   * @return the first and last hash of the source keys of each
   */
  public List<Slice> plan(long runId, long companyId) {
    var staged =
        database.with(
            handle ->
                handle
                    .createQuery(
                        """
                        select coalesce(sum(staged), 0) from merger_delivery
                         where run_id = :run and company_id = :company and entity = 'CUSTOMER' and state = 'IMPORTED'""")
                    .bind("run", runId)
                    .bind("company", companyId)
                    .mapTo(Long.class)
                    .one());
    return parts(staged);
  }

  static List<Slice> parts(long customers) {
    var parts = Math.min(MOST_PARTS, 1 + customers / IN_PART);
    return LongStream.range(0, parts)
        .mapToObj(part -> new Slice((int) part + 1, bound(part, parts), bound(part + 1, parts) - 1))
        .toList();
  }

  private static long bound(long part, long parts) {
    return Integer.MIN_VALUE + HASHES * part / parts;
  }

  /**
   * Registers the customers of one part, in one statement. Doing it again changes nothing; a
   * delivery that is newer than what is there changes the values of those whom we do not serve yet.
   *
   * @return identities that were made or changed
   */
  public int registerIdentities(
      JobLease lease, long runId, long companyId, Slice part, Instant at) {
    return database.inTransaction(
        handle -> {
          lease.hold(handle);
          return handle
              .createUpdate(registerSql())
              .bind("run", runId)
              .bind("company", companyId)
              .bind("from", part.fromKey())
              .bind("to", part.toKey())
              .bind("at", at)
              .execute();
        });
  }

  /** Registers all customers that one company delivered in a run, as {@link #plan} would. */
  public int registerIdentities(JobLease lease, long runId, long companyId, Instant at) {
    return database.inTransaction(
        handle -> {
          var changed = registerIdentities(lease, runId, companyId, ALL, at);
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
           and hashtext(s.source_key) between :from and :to
         order by s.source_key, d.extract_as_of desc, d.id desc
        on conflict (company_id, source_key) do update
           set %s, extra = excluded.extra, search_name = excluded.search_name,
               search_email = excluded.search_email, search_postcode = excluded.search_postcode,
               delivery_id = excluded.delivery_id, line_no = excluded.line_no,
               content_sha = excluded.content_sha, extract_as_of = excluded.extract_as_of, changed_at = :at
         where excluded.extract_as_of >= i.extract_as_of
           and (excluded.delivery_id, excluded.content_sha) is distinct from (i.delivery_id, i.content_sha)
           and not exists (select from customer_party_link l where l.identity_id = i.id and %s)
           and not exists (select from customer_erased e where e.identity_id = i.id)
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
