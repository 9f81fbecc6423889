package org.klantbrug.customer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.identity.Staff;

/** The e-mail addresses by which customers are known. */
public final class EmailAddresses {
  private EmailAddresses() {}

  /**
   * Where a customer is written to: the address that his page shows to who may see so much, else as
   * the company knows it whose identity this is; empty if nobody knows.
   */
  public static Optional<String> of(Handle handle, long identityId, Sight sight) {
    return sight
        .bindTo(
            handle.createQuery(
                "select coalesce("
                    + sql("i.id")
                    + ", '') from customer_identity i where i.id = :identity"))
        .bind("identity", identityId)
        .mapTo(String.class)
        .findOne()
        .filter(address -> !address.isBlank());
  }

  /**
   * An address by which a company knows a customer.
   *
   * @param identityId as which it knows him
   */
  public record Known(long identityId, String company, String address) {}

  /**
   * All different addresses of the customer whose identity this is, those we know ourselves first.
   */
  public static List<Known> all(Handle handle, long identityId, Sight sight) {
    return sight
        .bindTo(
            handle.createQuery(
                """
                select x.id as identity_id, x.company, x.address from (
                  select distinct on (lower(btrim(i.email))) i.id, c.name as company, btrim(i.email) as address, c.ours
                    from customer_party_link l join customer_identity i on i.id = l.identity_id
                    join customer_company c on c.id = i.company_id
                   where l.party_id in (select l.party_id from customer_party_link l where l.identity_id = :identity and %1$s)
                     and %1$s and %2$s and btrim(i.email) <> ''
                   order by lower(btrim(i.email)), c.ours desc, i.id) x
                 order by x.ours desc, x.id"""
                    .formatted(Sight.LINK_COUNTS, Sight.COMPANY_SEEN)))
        .bind("identity", identityId)
        .map(ConstructorMapper.of(Known.class))
        .list();
  }

  /**
   * SQL: as {@link #of}, null if nobody knows; needs {@link Sight#bindTo}.
   *
   * @param identity SQL of the key of an identity
   */
  public static String sql(String identity) {
    return """
    (select nullif(btrim(case when p.provenance->'email'->>'rule' = 'HAND' then p.email
                              when c.id is not null and %s then coalesce(p.email, o.email)
                              else o.email end), '')
       from customer_identity o
       left join customer_party_link l on l.identity_id = o.id and %s
       left join customer_party p on p.id = l.party_id
       left join customer_identity g on g.id = cast(coalesce(p.provenance->'EMAIL', p.provenance->'*')->>'identity' as bigint)
       left join customer_company c on c.id = g.company_id
      where o.id = %s limit 1)"""
        .formatted(Sight.COMPANY_SEEN, Sight.LINK_COUNTS, identity);
  }

  /** As a colleague may read it: in full while the page of the customer is open for him. */
  public static String readBy(
      Handle handle, String address, Long identityId, Staff by, Instant now) {
    return identityId != null && IdentityCheck.holds(handle, identityId, by.id(), now)
        ? address
        : masked(address);
  }

  /** Enough of an address to recognise it, too little to use: {@code e***@example.nl}. */
  public static String masked(String address) {
    var at = address.indexOf('@');
    return at < 1 ? "***" : address.charAt(0) + "***" + address.substring(at);
  }
}
