package org.klantbrug.transfer;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * What our own desk did for customers of a cut-over since they came. Taking it back leaves that as
 * it is; where it is found after that depends on whether they are ours without it.
 *
 * @param stays whether it is of customers who are ours all the same: it stays on their pages. Of
 *     the others it is found from the work list, the promises and the complaints only
 * @param customers for whom something was done
 * @param promises that are still to be kept
 * @param contacts noted
 * @param complaints registered
 * @param messages sent
 */
public record DeskWork(
    boolean stays, long customers, long promises, long contacts, long complaints, long messages) {

  /** From the desk's work to the customers: there is little of it, and many came over. */
  private static final String SQL =
      """
      with did as (
        select w.identity_id, 'PROMISE' as what
          from contact_promise_work w join contact_promise f on f.id = w.promise_id and f.identity_id = w.identity_id
         where f.state = 'OPEN'
        union all select identity_id, 'CONTACT' from contact_note
        union all select identity_id, 'COMPLAINT' from complaint_complaint where identity_id is not null
        union all select identity_id, 'MESSAGE' from outbound_message where state = 'SENT' and identity_id is not null),
      his as (
        select d.what, d.identity_id,
               exists (select from customer_party_link o
                        where o.party_id = l.party_id and o.ended_at is null
                          and (o.cutover_id is null or o.cutover_id in (select id from customer_cutover_live))
                          and not exists (select from customer_party_link c
                                           where c.identity_id = o.identity_id and c.cutover_id = any(:cutovers))) as stays
          from did d join customer_party_link l on l.identity_id = d.identity_id and l.ended_at is null
         where exists (select from customer_party_link b where b.identity_id = d.identity_id and b.cutover_id = any(:cutovers)))
      select stays, count(distinct identity_id) as customers,
             count(*) filter (where what = 'PROMISE') as promises, count(*) filter (where what = 'CONTACT') as contacts,
             count(*) filter (where what = 'COMPLAINT') as complaints, count(*) filter (where what = 'MESSAGE') as messages
        from his group by stays order by stays desc
      """;

  /** Of the customers that cut-overs brought: those who stay ours first; nobody, no row. */
  static List<DeskWork> on(Handle handle, List<Long> cutovers) {
    return handle
        .createQuery(SQL)
        .bindArray("cutovers", Long.class, cutovers)
        .map(ConstructorMapper.of(DeskWork.class))
        .list();
  }
}
