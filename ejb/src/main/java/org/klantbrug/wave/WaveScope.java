package org.klantbrug.wave;

import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.klantbrug.customer.Sight;

/**
 * Which customers a wave carries. A customer goes with the first wave of which an account of his
 * goes; his later accounts change only who bills them. Who pays for such an account, or acts for
 * its holder, and has no account of his own goes along: else nobody would know him on the day from
 * which we debit. On whom nothing runs that is billed goes with the first wave of the last phase:
 * by then the others were tried. Who stays or leaves never goes, and who came new and was not
 * planned yet does not go along.
 */
final class WaveScope {
  private static final String SQL =
      """
      with going as materialized (
        select m.identity_id, m.account_key from wave_member m where m.wave_id = :wave and m.state = 'RELEASED'
      ), wanted as (
        select identity_id from going
        union
        select r.identity_id from going g
          join contract_contract f on f.identity_id = g.identity_id and %1$s = g.account_key and %2$s
          join contract_role r on r.contract_key = f.source_key and %3$s
          join customer_identity h on h.id = r.identity_id and h.company_id = :company
         where %4$s
        union
        select i.id from customer_identity i where cast(:rest as boolean) and i.company_id = :company and %5$s
      )
      select w.identity_id from wanted w
       where not exists (select from transfer_scope z join transfer_cutover c on c.id = z.cutover_id
                          where z.identity_id = w.identity_id and c.run_id = :run and c.wave_id <> :wave
                            and c.state in ('RUNNING', 'LIVE'))
       order by w.identity_id"""
          .formatted(
              WaveFacts.ACCOUNT_KEY,
              Sight.FACT_COUNTS,
              Sight.FACT_COUNTS.replace("f.", "r."),
              without("r.identity_id"),
              without("i.id"));

  private static final String IS_OF_THE_REST =
      """
      select w.phase = 'REST'
             or exists (select from wave_member m where m.wave_id = w.id and m.phase = 'REST' and m.state = 'RELEASED')
             or not exists (select from wave_member m
                             where m.merger_id = w.merger_id and m.phase = 'REST' and m.state not in ('OVER', 'GONE'))
        from wave_wave w where w.id = :wave""";

  private WaveScope() {}

  /** SQL: this customer has no account that goes or runs, and is not to stay. */
  private static String without(String identity) {
    return """
        not exists (select from wave_member m where m.merger_id = :merger and m.identity_id = %1$s and m.state <> 'GONE')
        and not exists (select from wave_stayer y where y.merger_id = :merger and y.identity_id = %1$s)
        and not exists (select from contract_contract f where f.identity_id = %1$s and %2$s)"""
        .formatted(identity, WaveFacts.RUNS);
  }

  /**
   * The identities that go over with a wave that was let go, as things are now.
   *
   * @param handle where the facts of the run are seen
   * @param today what ended before it runs no more
   */
  static List<Long> of(Handle handle, WaveFacts.Run run, long waveId, LocalDate today) {
    var rest = handle.createQuery(IS_OF_THE_REST).bind("wave", waveId).mapTo(Boolean.class).one();
    return handle
        .createQuery(SQL)
        .bind("company", run.companyId())
        .bind("merger", run.mergerId())
        .bind("run", run.runId())
        .bind("wave", waveId)
        .bind("rest", rest)
        .bind("today", today)
        .mapTo(Long.class)
        .list();
  }
}
