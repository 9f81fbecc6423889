package org.klantbrug.wave;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Which customers a wave carries. A customer goes with the first wave of which an account of his
 * goes; his later accounts change only who bills them. On whom nothing runs that is billed goes
 * with the first wave of the last phase: by then the others were tried.
 */
final class WaveScope {
  private static final String SQL =
      """
      select i.id from customer_identity i
       where i.company_id = :company
         and not exists (select from transfer_scope z join transfer_cutover c on c.id = z.cutover_id
                          where z.identity_id = i.id and c.run_id = :run and c.wave_id <> :wave and c.state in ('RUNNING', 'LIVE'))
         and (exists (select from wave_member m
                       where m.merger_id = :merger and m.identity_id = i.id and m.wave_id = :wave and m.state = 'RELEASED')
              or cast(:rest as boolean)
                 and not exists (select from wave_member m
                                  where m.merger_id = :merger and m.identity_id = i.id and m.state <> 'GONE'))
       order by i.id""";

  private static final String IS_OF_THE_REST =
      """
      select w.phase = 'REST'
             or exists (select from wave_member m where m.wave_id = w.id and m.phase = 'REST' and m.state = 'RELEASED')
             or not exists (select from wave_member m
                             where m.merger_id = w.merger_id and m.phase = 'REST' and m.state not in ('OVER', 'GONE'))
        from wave_wave w where w.id = :wave""";

  private WaveScope() {}

  /** The identities that go over with a wave that was let go, as things are now. */
  static List<Long> of(Handle handle, WaveFacts.Run run, long waveId) {
    var rest = handle.createQuery(IS_OF_THE_REST).bind("wave", waveId).mapTo(Boolean.class).one();
    return handle
        .createQuery(SQL)
        .bind("company", run.companyId())
        .bind("merger", run.mergerId())
        .bind("run", run.runId())
        .bind("wave", waveId)
        .bind("rest", rest)
        .mapTo(Long.class)
        .list();
  }
}
