package org.klantbrug.signal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.customer.CustomerNames;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.PageOrder;
import org.klantbrug.shared.PageOrder.Column;

/** Who has to do with a signal, as staff see them: counted in the database, read by pages. */
public final class LinkedCustomers {
  /** So many on a page. */
  public static final int SIZE = 50;

  /** Who waits comes first, by the day on which he is to hear. */
  private static final PageOrder ORDER =
      PageOrder.up(
          Column.grade("case when x.told_at is null then 0 else 1 end"),
          Column.moment("coalesce(cast(x.tell_by as timestamp) at time zone 'UTC', 'infinity')"),
          Column.key("x.id"));

  private static final String CUSTOMERS =
      """
      with page as (
        select x.*, %1$s as page_key from signal_linked x where x.signal_id = :id and %2$s %3$s
         order by %4$s limit :size)
      select x.id, x.identity_id is not null as known, x.party_id, null as name, c.name as company,
             case when x.identity_id is null then k.contact_given end as contact_given,
             x.complaint_id, k.number as complaint_number, x.linked_at, x.tell_by, x.told_at, t.full_name as told_by,
             x.told_how, x.told_words,
             coalesce((select n.preferred_channel from contact_note n
                        where n.identity_id = x.identity_id and n.preferred_channel = any(:means)
                        order by n.occurred_at desc, n.contact_id desc limit 1),
                      case when i.preferred_channel = any(:means) then i.preferred_channel end, p.means) as means,
             %5$s as mailed,
             exists (select from %6$s s join signal_customer e on e.id = s.id
                      where e.id < x.id and (e.told_at is null) = (x.told_at is null)
                        and (e.tell_by is null) = (x.tell_by is null)) as again, x.page_key
        from page x
        join signal_signal g on g.id = x.signal_id
        join signal_policy p on p.kind = g.kind
        left join complaint_complaint k on k.id = x.complaint_id
        left join customer_identity i on i.id = x.identity_id
        left join customer_company c on c.id = i.company_id
        left join identity_staff t on t.id = x.told_by
       order by %4$s
      """;

  private final CustomerNames names;

  LinkedCustomers(CustomerNames names) {
    this.names = names;
  }

  /**
   * Something that a customer heard, or did not hear after all.
   *
   * @param kind {@code PASSED_ON}, {@code DONE}, or {@code NOT_AFTER_ALL}
   * @param how by which way; null if he did not hear it after all
   * @param words what he heard, or why he did not
   */
  public record Told(long link, String kind, Instant at, String who, String how, String words) {}

  /**
   * Those of one page.
   *
   * @param next key after which the next page begins; null on the last one
   * @param told what each of them heard so far, the first on top
   */
  record Page(List<Linked> lines, String next, List<Told> told) {}

  private record Keyed(Linked line, String key) {}

  /**
   * Those of one page, who wait first; one row for each that links a customer to the signal.
   *
   * @param after key that the page before gave; null for the first
   */
  Page page(Handle handle, long signal, String after, Sight sight, Staff staff) {
    var found = found(handle, signal, after, sight);
    var here = found.subList(0, Math.min(SIZE, found.size()));
    var linked = here.stream().map(Keyed::line).toList();
    var parties = linked.stream().map(Linked::partyId).filter(Objects::nonNull).distinct().toList();
    Map<Long, String> called =
        staff.may(Action.CUSTOMER_READ) ? names.of(handle, parties, sight) : Map.of();
    return new Page(
        linked.stream().map(each -> each.seenBy(staff, called)).toList(),
        found.size() > SIZE ? here.get(SIZE - 1).key() : null,
        told(handle, linked.stream().map(Linked::id).toList()));
  }

  private static List<Keyed> found(Handle handle, long signal, String after, Sight sight) {
    var mapper = ConstructorMapper.of(Linked.class);
    return ORDER
        .bindTo(
            sight.bindTo(
                handle.createQuery(
                    CUSTOMERS.formatted(
                        ORDER.key(),
                        SignalRows.LINK_SEEN,
                        ORDER.after(after),
                        ORDER.by(),
                        SignalMail.UNDER_WAY,
                        SignalRows.SAME_CUSTOMER))),
            after)
        .bind("id", signal)
        .bind("size", SIZE + 1)
        .bindArray("means", String.class, SignalSettings.MEANS)
        .map((row, context) -> new Keyed(mapper.map(row, context), row.getString("page_key")))
        .list();
  }

  private static List<Told> told(Handle handle, List<Long> links) {
    return handle
        .createQuery(
            """
            select h.link_id as link, h.kind, h.at, s.full_name as who, h.how, h.words
              from signal_told h left join identity_staff s on s.id = h.staff_id
             where h.link_id = any(:links) order by h.id""")
        .bindArray("links", Long.class, links)
        .map(ConstructorMapper.of(Told.class))
        .list();
  }

  /** How many they are, and how many heard; a customer counts once, however often he is linked. */
  Heard heard(Handle handle, long signal, Sight sight) {
    return sight
        .bindTo(
            handle.createQuery(
                """
                select count(*) as customers, count(*) filter (where n.told) as told, count(*) filter (where n.waits) as waiting
                  from (select bool_or(x.told_at is not null) as told,
                               bool_or(x.told_at is null and x.tell_by is not null) as waits
                          from signal_linked x where x.signal_id = :id and %s group by x.who) n
                """
                    .formatted(SignalRows.LINK_SEEN)))
        .bind("id", signal)
        .map(ConstructorMapper.of(Heard.class))
        .one();
  }
}
