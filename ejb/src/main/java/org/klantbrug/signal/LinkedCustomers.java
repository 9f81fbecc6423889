package org.klantbrug.signal;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.customer.CustomerNames;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.Staff;

/** Who has to do with a signal, as staff see them: counted in the database, read by pages. */
public final class LinkedCustomers {
  /** So many on a page. */
  public static final int SIZE = 50;

  private static final String CUSTOMERS =
      """
      select x.id, x.identity_id is not null as known, w.party_id, null as name, c.name as company,
             case when x.identity_id is null then k.contact_given end as contact_given,
             x.complaint_id, k.number as complaint_number, x.linked_at, x.tell_by, x.told_at, t.full_name as told_by,
             x.told_how, x.told_words,
             coalesce((select n.preferred_channel from contact_note n
                        where n.identity_id = x.identity_id and n.preferred_channel = any(:means)
                        order by n.occurred_at desc, n.contact_id desc limit 1),
                      case when i.preferred_channel = any(:means) then i.preferred_channel end, p.means) as means,
             %s as mailed
        from signal_linked x
        join signal_signal g on g.id = x.signal_id
        join signal_policy p on p.kind = g.kind
        left join complaint_complaint k on k.id = x.complaint_id
        left join customer_identity i on i.id = x.identity_id
        left join customer_company c on c.id = i.company_id
        left join lateral (select l.party_id from customer_party_link l where l.identity_id = x.identity_id and %s limit 1) w on true
        left join identity_staff t on t.id = x.told_by
       where x.signal_id = :id and %s
       order by x.told_at is not null, x.tell_by, x.id offset :from limit :size
      """
          .formatted(SignalMail.UNDER_WAY, Sight.LINK_COUNTS, SignalRows.LINK_SEEN);

  private final CustomerNames names;

  LinkedCustomers(CustomerNames names) {
    this.names = names;
  }

  /** Those of one page, who wait first; one row for each that links a customer to the signal. */
  List<Linked> page(Handle handle, long signal, long from, Sight sight, Staff staff) {
    var linked =
        sight
            .bindTo(handle.createQuery(CUSTOMERS))
            .bind("id", signal)
            .bind("from", from)
            .bind("size", SIZE)
            .bindArray("means", String.class, SignalSettings.MEANS)
            .map(ConstructorMapper.of(Linked.class))
            .list();
    var parties = linked.stream().map(Linked::partyId).filter(Objects::nonNull).distinct().toList();
    Map<Long, String> called =
        staff.may(Action.CUSTOMER_READ) ? names.of(handle, parties, sight) : Map.of();
    return linked.stream().map(each -> each.seenBy(staff, called)).toList();
  }

  /** How many they are, and how many heard; a customer counts once, however often he is linked. */
  Heard heard(Handle handle, long signal, Sight sight) {
    return sight
        .bindTo(
            handle.createQuery(
                """
                select count(distinct coalesce(x.identity_id, -x.complaint_id)) as customers,
                       count(*) filter (where x.told_at is not null and %1$s) as told,
                       count(*) filter (where x.told_at is null and x.tell_by is not null and %1$s) as waiting,
                       count(*) filter (where x.told_at is null and x.tell_by is not null and %1$s
                                          and %2$s is not null and not %3$s) as reached
                  from signal_linked x
                  left join complaint_complaint k on k.id = x.complaint_id
                 where x.signal_id = :id and %4$s
                """
                    .formatted(
                        SignalRows.COUNTS_ONCE,
                        SignalMail.ADDRESS,
                        SignalMail.UNDER_WAY,
                        SignalRows.LINK_SEEN)))
        .bind("id", signal)
        .map(ConstructorMapper.of(Heard.class))
        .one();
  }
}
