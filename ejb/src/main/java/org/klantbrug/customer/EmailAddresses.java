package org.klantbrug.customer;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The e-mail addresses by which customers are known. */
public final class EmailAddresses {
  private EmailAddresses() {}

  /**
   * Where a customer is written to: as it was set by hand, else as the company knows it whose
   * identity this is; empty if nobody knows.
   */
  public static Optional<String> of(Handle handle, long identityId) {
    return handle
        .createQuery(
            "select coalesce("
                + sql("i.id")
                + ", '') from customer_identity i where i.id = :identity")
        .bind("identity", identityId)
        .mapTo(String.class)
        .findOne()
        .filter(address -> !address.isBlank());
  }

  /**
   * SQL: as {@link #of}, null if nobody knows.
   *
   * @param identity SQL of the key of an identity
   */
  public static String sql(String identity) {
    return """
    (select nullif(btrim(coalesce(
              (select p.email from customer_party_link l join customer_party p on p.id = l.party_id
                where l.identity_id = o.id and p.set_by_hand and %s limit 1), o.email)), '')
       from customer_identity o where o.id = %s)"""
        .formatted(Sight.LINK_COUNTS, identity);
  }

  /** Enough of an address to recognise it, too little to use: {@code e***@example.nl}. */
  public static String masked(String address) {
    var at = address.indexOf('@');
    return at < 1 ? "***" : address.charAt(0) + "***" + address.substring(at);
  }
}
