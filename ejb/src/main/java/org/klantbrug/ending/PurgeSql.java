package org.klantbrug.ending;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.klantbrug.merger.Entity;

/**
 * Statements about raw data: which go, and which stay because a legal hold stands on their
 * customer.
 */
final class PurgeSql {
  private PurgeSql() {}

  /** SQL: whether a hold stands on the customer of row {@code t}. */
  private static String held(String key) {
    return """
        exists (select from privacy_held_identity h join customer_identity i on i.id = h.identity_id
                  join merger_delivery d on d.id = t.delivery_id and d.company_id = i.company_id where i.source_key = t.%s)"""
        .formatted(key);
  }

  private static String key(Entity entity) {
    return entity == Entity.CUSTOMER ? "source_key" : "customer_key";
  }

  private static final String OF_MERGER =
      "select d.id from merger_delivery d join merger_run r on r.id = d.run_id and r.merger_id = :merger";

  /** Records per kind, and how many of them stay. */
  static String preview() {
    return Arrays.stream(Entity.values())
        .map(
            each ->
                "select '%s' as entity, count(*) as staged, count(*) filter (where %s) as held from %s t where t.delivery_id in (%s)"
                    .formatted(each, held(key(each)), each.stagingTable(), OF_MERGER))
        .collect(Collectors.joining(" union all "));
  }

  static final String NOTES =
      """
      select (select count(*) from merger_reject where delivery_id in (%1$s))
           + (select count(*) from merger_warning where delivery_id in (%1$s))"""
          .formatted(OF_MERGER);

  static final String FILES =
      """
      select count(*) as files, coalesce(sum(bytes), 0) as bytes
        from (select stored_path, max(bytes) as bytes from merger_delivery where id in (%s) group by stored_path) f"""
          .formatted(OF_MERGER);

  /** Deletes records of a kind between two lines of a delivery, but for those on hold. */
  static String records(Entity entity) {
    return "delete from %s t where t.delivery_id = :delivery and t.line_no between :from and :to and not %s"
        .formatted(entity.stagingTable(), held(key(entity)));
  }

  /** Deletes rejects, but for those of a customer on hold. */
  static final String REJECTS =
      "delete from merger_reject t where t.delivery_id = :delivery and t.line_no between :from and :to and not "
          + held("customer_key");

  /** Deletes warnings about records that went. */
  static String warnings(Entity entity) {
    return """
        delete from merger_warning t where t.delivery_id = :delivery and t.line_no between :from and :to
           and not exists (select from %s s where s.delivery_id = t.delivery_id and s.line_no = t.line_no)"""
        .formatted(entity.stagingTable());
  }

  static String kept(Entity entity) {
    return "select count(*) from %s where delivery_id = :delivery and line_no between :from and :to"
        .formatted(entity.stagingTable());
  }
}
