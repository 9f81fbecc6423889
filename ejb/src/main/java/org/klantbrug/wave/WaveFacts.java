package org.klantbrug.wave;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.customer.Sight;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.transfer.Kind;
import org.klantbrug.transfer.Rehearsal;
import org.klantbrug.transfer.RunCutovers;

/**
 * Where the accounts of a merger are looked at: live, once the customers of its newest run are;
 * else as they were rehearsed.
 */
@ApplicationScoped
public class WaveFacts {
  /** SQL: the account that contract {@code f} is billed on; one without a number is its own. */
  public static final String ACCOUNT_KEY = "coalesce(f.billing_account_key, f.source_key)";

  /**
   * SQL: contract {@code f} runs, and nobody decided that nothing is billed on its account. Binds
   * {@code merger, today}.
   */
  static final String RUNS =
      """
      f.state is distinct from 'ENDED' and (f.end_date is null or f.end_date >= :today) and %2$s
      and not exists (select from customer_erased e where e.identity_id = f.identity_id)
      and not exists (select from wave_residual q join wave_residual_account c on c.residual_id = q.id
                       where q.merger_id = :merger and q.kind = 'REST' and q.state = 'APPROVED'
                         and c.identity_id = f.identity_id and c.account_key = %1$s)
      """
          .formatted(ACCOUNT_KEY, Sight.FACT_COUNTS);

  private Database database;
  private Rehearsal rehearsal;
  private RunCutovers cutovers;

  /** For the container. */
  protected WaveFacts() {}

  /** Works with these. */
  @Inject
  public WaveFacts(Database database, Rehearsal rehearsal, RunCutovers cutovers) {
    this.database = database;
    this.rehearsal = rehearsal;
    this.cutovers = cutovers;
  }

  /** A merger and the run by which its customers come. */
  public record Run(long mergerId, long runId, long companyId) {}

  /**
   * The newest run of a merger that was not given up, and whose customers can all be seen.
   *
   * @throws RuleBroken {@code wave.nothing-rehearsed}, or {@code wave.rehearsed-anew} while new
   *     files are on their way to a rehearsal
   */
  public Run run(long mergerId) {
    return database.with(
        handle -> find(handle, mergerId, SEEN).orElseThrow(() -> nothingSeen(handle, mergerId)));
  }

  /**
   * The run that waves carry, also while it is rehearsed anew.
   *
   * @throws RuleBroken as {@link #run}
   */
  Run carried(long mergerId) {
    return database.with(
        handle ->
            find(handle, mergerId, "t.kind = 'TRANSFER' and t.state = 'LIVE'")
                .orElseThrow(() -> nothingSeen(handle, mergerId)));
  }

  private static Optional<Run> find(Handle handle, long mergerId, String by) {
    return handle
        .createQuery(
            """
            select m.id as merger_id, r.id as run_id, m.acquired_id as company_id
              from merger_merger m join merger_run r on r.merger_id = m.id
             where m.id = :merger and r.state <> 'ABANDONED'
               and exists (select from transfer_cutover t where t.run_id = r.id and %s)
             order by r.no desc limit 1"""
                .formatted(by))
        .bind("merger", mergerId)
        .map(ConstructorMapper.of(Run.class))
        .findOne();
  }

  /**
   * SQL: by this cut-over all customers of run {@code r} can be seen. Those of single waves show it
   * only once the run is closed: before, the others are seen in the rehearsal alone.
   */
  private static final String SEEN =
      "t.kind = 'TRANSFER' and t.state = 'LIVE' and (t.wave_id is null or r.state = 'CLOSED')";

  private static RuleBroken nothingSeen(Handle handle, long mergerId) {
    var between =
        handle
            .createQuery(
                "select exists (select from merger_run where merger_id = :merger and round > 1 and closed_at is null)")
            .bind("merger", mergerId)
            .mapTo(Boolean.class)
            .one();
    return new RuleBroken(between ? "wave.rehearsed-anew" : "wave.nothing-rehearsed");
  }

  /** Whether there is something to plan: customers are live, or were rehearsed. */
  public boolean canPlan(long mergerId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select exists (select from transfer_cutover t join merger_run r on r.id = t.run_id
                                    where t.merger_id = :merger and r.state <> 'ABANDONED' and %s)"""
                        .formatted(SEEN))
                .bind("merger", mergerId)
                .mapTo(Boolean.class)
                .one());
  }

  /**
   * Mergers with waves that go from this day on, let go or not, and of which there is something to
   * see.
   */
  List<Long> stillToGo(LocalDate today) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select distinct merger_id from wave_wave where state in ('PLANNED', 'RELEASED') and day >= :today")
                .bind("today", today)
                .mapTo(Long.class)
                .stream()
                .filter(this::canPlan)
                .toList());
  }

  /**
   * Whether all customers of the run are live that it brings, and not rehearsed only. While waves
   * carry, what is rehearsed stays.
   */
  boolean isLive(Run run) {
    return cutovers.find(run.runId(), Kind.TRANSFER, false, "LIVE").isPresent()
        || !rehearsal.isOf(run.runId()) && !cutovers.liveOfWaves(run.runId()).isEmpty();
  }

  /** Does something where the facts of the run are, all or nothing. */
  public <T> T where(Run run, Function<Handle, T> work) {
    return isLive(run) ? database.inTransaction(work) : rehearsal.look(work);
  }

  /**
   * The billing accounts of the acquired company on which something runs, but for those of
   * customers who leave or stay, and those on which people decided that nothing is billed; on the
   * billing day that a person set, else as it was delivered. Paid by direct debit is what the
   * company calls so: its word is delivered as it is.
   */
  List<Account> accounts(Handle handle, Run run, LocalDate today) {
    return handle
        .createQuery(
            """
            select a.identity_id, a.key, a.person_id, coalesce(x.billing_day, a.billing_day) as billing_day, a.by_debit, a.label, a.employee
              from (
            select i.id as identity_id, %1$s as key, min(p.founder_id) as person_id,
                   case when count(distinct f.billing_day) = 1 then min(f.billing_day) end as billing_day,
                   coalesce(bool_or(f.payment_method ~* 'incasso|debit'), false) as by_debit, max(i.label) as label,
                   coalesce(bool_or(i.circumstance = 'STAFF' or p.circumstance = 'STAFF'), false) as employee
              from contract_contract f
              join customer_identity i on i.id = f.identity_id and i.company_id = :company
              join customer_party_link l on l.identity_id = i.id and %2$s
              join customer_party p on p.id = l.party_id
             where %3$s
               and not exists (select from wave_stayer e where e.merger_id = :merger and e.identity_id = i.id)
             group by i.id, %1$s) a
              left join lateral (
            select r.billing_day from wave_residual r join wave_residual_account c on c.residual_id = r.id
             where r.merger_id = :merger and r.kind = 'BILLING_DAY' and c.identity_id = a.identity_id and c.account_key = a.key
             order by r.id desc limit 1) x on true"""
                .formatted(ACCOUNT_KEY, Sight.LINK_COUNTS, RUNS))
        .bind("company", run.companyId())
        .bind("merger", run.mergerId())
        .bind("today", today)
        .map(ConstructorMapper.of(Account.class))
        .list();
  }
}
