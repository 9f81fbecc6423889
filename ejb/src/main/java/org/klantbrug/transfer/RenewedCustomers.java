package org.klantbrug.transfer;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.klantbrug.customer.SearchText;

/**
 * New values of customers we serve already. They wait in staging until the cut-over that carries
 * them goes live: before that nobody approved them, and the desk, the search and the golden values
 * read what is live. What a customer was before is kept, so that taking the cut-over back gives it
 * back.
 *
 * <p>A rehearsal does not renew anybody: identities have no shadow, so it shows customers that we
 * serve with the values they have now.
 */
final class RenewedCustomers {
  private static final List<String> VALUES =
      Stream.concat(
              LiveTable.CUSTOMER.columns().stream().filter(column -> !column.equals("source_key")),
              Stream.of("extra"))
          .toList();

  /** What follows a value that changes: how it is searched, and from where it is. */
  private static final List<String> WITH_VALUES =
      List.of(
          "search_name",
          "search_email",
          "search_postcode",
          "delivery_id",
          "line_no",
          "content_sha",
          "extract_as_of");

  private static final String RENEW =
      """
      with renewed as materialized (
        select i.id, to_jsonb(i) as was, s.delivery_id as by_delivery, s.line_no as by_line, d.extract_as_of as by_extract
          from transfer_ledger g
          join customer_identity i on i.company_id = g.company_id and i.source_key = g.record_key
          join merger_staged_customer s on s.delivery_id = g.delivery_id and s.line_no = g.line_no
          join merger_delivery d on d.id = g.delivery_id
         where g.cutover_id = :cutover and g.entity = 'CUSTOMER' and g.outcome = 'PRESENT'
           and d.extract_as_of >= i.extract_as_of
           and (s.delivery_id, s.content_sha) is distinct from (i.delivery_id, i.content_sha)
      ), kept as (
        insert into customer_identity_past (identity_id, cutover_id, was, replaced_at)
        select id, :cutover, was, cast(:at as timestamptz) from renewed
      )
      update customer_identity i
         set %s, search_name = %s, search_email = %s, search_postcode = %s, delivery_id = s.delivery_id,
             line_no = s.line_no, content_sha = s.content_sha, extract_as_of = r.by_extract, changed_at = :at
        from renewed r join merger_staged_customer s on s.delivery_id = r.by_delivery and s.line_no = r.by_line
       where i.id = r.id
      """
          .formatted(
              VALUES.stream()
                  .map(column -> "%1$s = s.%1$s".formatted(column))
                  .collect(Collectors.joining(", ")),
              SearchText.name("s"),
              SearchText.email("s"),
              SearchText.postcode("s"));

  private static final String RESTORE =
      """
      with back as (
        update customer_identity_past set restored_at = :at
         where cutover_id = :cutover and restored_at is null
        returning identity_id, cutover_id, was, replaced_at
      ), passed_on as (
        update customer_identity_past n set was = back.was from back
         where n.identity_id = back.identity_id
           and n.cutover_id = (select later.cutover_id from customer_identity_past later
                                where later.identity_id = back.identity_id and later.restored_at is null
                                  and (later.replaced_at, later.cutover_id) > (back.replaced_at, back.cutover_id)
                                order by later.replaced_at, later.cutover_id limit 1)
        returning n.identity_id
      )
      update customer_identity i set %s, changed_at = :at
        from back cross join lateral jsonb_populate_record(null::customer_identity, back.was) o
       where i.id = back.identity_id and i.id not in (select identity_id from passed_on)
      """
          .formatted(
              Stream.concat(VALUES.stream(), WITH_VALUES.stream())
                  .map(column -> "%1$s = o.%1$s".formatted(column))
                  .collect(Collectors.joining(", ")));

  private static final String PARTIES =
      """
      select distinct l.party_id from customer_identity_past o
        join customer_party_link l on l.identity_id = o.identity_id and l.ended_at is null
       where o.cutover_id = :cutover
      """;

  private RenewedCustomers() {}

  /**
   * Gives the customers that were there before this cut-over the values that it brought.
   *
   * @return parties whose golden values are to be made anew
   */
  static List<Long> renew(Handle handle, long cutoverId, Instant at) {
    return change(handle, RENEW, cutoverId, at);
  }

  /**
   * How many customers have the values that this cut-over brought, or had them before newer ones.
   */
  static long count(Handle handle, long cutoverId) {
    return handle
        .createQuery(
            "select count(*) from customer_identity_past where cutover_id = :cutover and restored_at is null")
        .bind("cutover", cutoverId)
        .mapTo(Long.class)
        .one();
  }

  /**
   * Gives the customers that this cut-over renewed what they had before. Whom a later one renewed
   * keeps those values, and gets what he had before this one when that is taken back too.
   *
   * @return parties whose golden values are to be made anew
   */
  static List<Long> restore(Handle handle, long cutoverId, Instant at) {
    return change(handle, RESTORE, cutoverId, at);
  }

  private static List<Long> change(Handle handle, String sql, long cutoverId, Instant at) {
    handle.createUpdate(sql).bind("cutover", cutoverId).bind("at", at).execute();
    return handle.createQuery(PARTIES).bind("cutover", cutoverId).mapTo(Long.class).list();
  }
}
