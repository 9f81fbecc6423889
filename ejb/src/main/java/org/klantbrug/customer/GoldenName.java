package org.klantbrug.customer;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The name of a party in a list, the one its page shows: set by hand, else the golden one, else,
 * where that comes from behind the wall, what the first company in sight gave. As {@link
 * CustomerView} has it.
 */
final class GoldenName {
  /**
   * SQL to join: {@code n} has the fields of the name of party {@code p}, for {@link
   * CustomerName#sql}; needs {@link Sight#bindTo}.
   */
  static final String JOIN =
      """
      cross join lateral (
        select %s
          from (
          select i.*, %s, %s
            from customer_party_link l
            join customer_identity i on i.id = l.identity_id
            join customer_company c on c.id = i.company_id
           where l.party_id = p.id and %s and %s
           order by c.ours desc, i.id limit 1) o) n
      """
          .formatted(
              Stream.of(FieldGroup.NAME, FieldGroup.ORGANISATION)
                  .flatMap(group -> group.fields().stream().map(field -> shown(group, field)))
                  .collect(Collectors.joining(", ")),
              inSight(FieldGroup.NAME),
              inSight(FieldGroup.ORGANISATION),
              Sight.SHOWN_LINK,
              Sight.COMPANY_SEEN);

  private GoldenName() {}

  private static String shown(FieldGroup group, String field) {
    return "case when p.provenance->'%1$s'->>'rule' = 'HAND' or o.sees_%2$s then p.%1$s else o.%1$s end as %1$s"
        .formatted(field, group);
  }

  private static String inSight(FieldGroup group) {
    return "bool_or(i.id = cast(coalesce(p.provenance->'%1$s', p.provenance->'*')->>'identity' as bigint)) over () as sees_%1$s"
        .formatted(group);
  }
}
