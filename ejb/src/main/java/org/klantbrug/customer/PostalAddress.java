package org.klantbrug.customer;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Where the post finds a customer: as it was set by hand, else as his company knows it. */
public final class PostalAddress {
  /** SQL: the postal address of {@code a} in lines. */
  private static final String LINES =
      "concat_ws(E'\\n', coalesce(nullif(a.address_line, ''), nullif(concat_ws(' ', a.street, concat(a.house_number,"
          + " a.house_number_addition)), '')), nullif(concat_ws('  ', a.postcode, a.city), ''), nullif(a.country, 'NL'))";

  /** SQL: {@code a} is enough for the post. */
  private static final String WHOLE =
      "(coalesce(a.address_line, '') <> '' or coalesce(a.street, '') <> '' and coalesce(a.house_number, '') <> '')"
          + " and coalesce(a.postcode, '') <> '' and coalesce(a.city, '') <> ''";

  /** SQL: name and postal address of identity {@code i} in lines; null if it is not whole. */
  public static final String SQL =
      """
      (select case when %s then concat_ws(E'\\n', %s, %s) end
         from (select i.address_line, i.street, i.house_number, i.house_number_addition, i.postcode, i.city, i.country, 2 as place
               union all
               select p.address_line, p.street, p.house_number, p.house_number_addition, p.postcode, p.city, p.country, 1
                 from customer_party_link l join customer_party p on p.id = l.party_id and p.set_by_hand
                where l.identity_id = i.id and %s
               order by place limit 1) a)"""
          .formatted(WHOLE, CustomerName.sql("i"), LINES, Sight.LINK_COUNTS);

  private PostalAddress() {}

  /** The name and postal address of an identity as they are now; empty if it is not whole. */
  public static Optional<String> of(Handle handle, long identity) {
    return handle
        .createQuery("select coalesce(" + SQL + ", '') from customer_identity i where i.id = :id")
        .bind("id", identity)
        .mapTo(String.class)
        .findOne()
        .filter(address -> !address.isEmpty());
  }
}
