package org.klantbrug.merger;

import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.klantbrug.merger.reading.Reason;

/**
 * Values that people gave for fields of staged records. A record with such a value is another than
 * was delivered; the same record in a later file gets the same value, and is then the same record.
 */
final class SettledValues {
  private SettledValues() {}

  /**
   * Puts the values of settled warnings into their records, which are to be compared with earlier
   * deliveries anew afterwards.
   *
   * @param lines lines whose warning of this kind was settled just now
   */
  static void put(Handle handle, Delivery delivery, Warnings.Kind kind, List<Long> lines) {
    var field = delivery.entity().field(kind.field());
    rememberDelivered(handle, delivery, field, kind, lines);
    write(handle, delivery, field, kind, lines);
  }

  private static void rememberDelivered(
      Handle handle, Delivery delivery, TargetField field, Warnings.Kind kind, List<Long> lines) {
    handle
        .createUpdate(
            """
            update merger_warning w
               set delivered_sha = coalesce(
                     (select o.delivered_sha from merger_warning o
                       where o.delivery_id = :delivery and o.line_no = w.line_no and o.delivered_sha is not null
                       limit 1),
                     s.content_sha)
              from %1$s s
             where s.delivery_id = :delivery and s.line_no = w.line_no and %2$s
               and s.%3$s is distinct from cast(w.new_value as %4$s)
            """
                .formatted(
                    delivery.entity().stagingTable(), SETTLED, field.column(), sqlType(field)))
        .bind("delivery", delivery.id())
        .bind("field", kind.field())
        .bind("code", kind.code().name())
        .bindArray("lines", Long.class, lines)
        .execute();
  }

  private static final String SETTLED =
      "w.delivery_id = :delivery and w.line_no = any(:lines) and w.field = :field"
          + " and w.code = :code and w.state = 'SET'";

  /** The content is what was delivered and every value given since, whoever gave it first. */
  private static void write(
      Handle handle, Delivery delivery, TargetField field, Warnings.Kind kind, List<Long> lines) {
    handle
        .createUpdate(
            """
            with content as (
              select g.line_no,
                     sha256((array_agg(g.delivered_sha))[1] || convert_to(
                       string_agg(g.field || '=' || coalesce(g.new_value, ''), chr(10) order by g.field, g.code),
                       'UTF8')) as sha
                from merger_warning g
               where g.delivery_id = :delivery and g.line_no = any(:lines) and g.delivered_sha is not null
               group by g.line_no)
            update %1$s s
               set %2$s = cast(w.new_value as %3$s), content_sha = content.sha,
                   row_state = case when s.row_state in ('CHANGED', 'UNCHANGED') then 'NEW' else s.row_state end
              from merger_warning w join content on content.line_no = w.line_no
             where s.delivery_id = :delivery and s.line_no = w.line_no and %4$s and w.delivered_sha is not null
            """
                .formatted(
                    delivery.entity().stagingTable(), field.column(), sqlType(field), SETTLED))
        .bind("delivery", delivery.id())
        .bind("field", kind.field())
        .bind("code", kind.code().name())
        .bindArray("lines", Long.class, lines)
        .execute();
  }

  private static String sqlType(TargetField field) {
    return switch (field.type()) {
      case AMOUNT -> "numeric(14,2)";
      case NUMBER -> "bigint";
      case BILLING_DAY -> "smallint";
      case DATE -> "date";
      case MOMENT -> "timestamptz";
      default -> "text";
    };
  }

  /** A line of a kind that got its value from before. */
  private record CarriedOver(String field, String code, long lineNo) {}

  /**
   * Gives the fields of a delivery the values that people gave when the same record was delivered
   * before with the same value: by its key or, without one, by its whole content, the first of
   * equal ones as the first.
   *
   * @return whether any was given
   */
  static boolean carryOver(Handle handle, Delivery delivery, List<Long> earlier) {
    if (earlier.isEmpty() || !anySet(handle, earlier)) {
      return false;
    }
    var carried =
        handle
            .createQuery(
                """
                with known as (
                  select distinct on (w.id) w.id, d.new_value, d.settled_by, d.settled_at
                    from merger_warning w
                    join %1$s s on s.delivery_id = :delivery and s.line_no = w.line_no
                    join merger_warning d on d.delivery_id = any(:earlier) and d.state = 'SET'
                     and d.field = w.field and d.code = w.code and d.raw is not distinct from w.raw
                    join %1$s e on e.delivery_id = d.delivery_id and e.line_no = d.line_no
                     and e.source_key is not distinct from s.source_key
                     and (s.source_key is not null or d.delivered_sha = s.content_sha and e.occurrence = s.occurrence)
                   where w.delivery_id = :delivery and w.state = 'OPEN'
                   order by w.id, d.settled_at desc, d.id desc)
                update merger_warning w
                   set state = 'SET', new_value = known.new_value, settled_by = known.settled_by,
                       settled_at = known.settled_at
                  from known where w.id = known.id
                returning w.field, w.code, w.line_no
                """
                    .formatted(delivery.entity().stagingTable()))
            .bind("delivery", delivery.id())
            .bindArray("earlier", Long.class, earlier)
            .map(
                (row, context) ->
                    new CarriedOver(
                        row.getString("field"), row.getString("code"), row.getLong("line_no")))
            .list();
    carried.stream()
        .collect(
            Collectors.groupingBy(
                each -> new Warnings.Kind(each.field(), Reason.valueOf(each.code())),
                Collectors.mapping(CarriedOver::lineNo, Collectors.toList())))
        .forEach((kind, lines) -> put(handle, delivery, kind, lines));
    return !carried.isEmpty();
  }

  private static boolean anySet(Handle handle, List<Long> deliveries) {
    return handle
        .createQuery(
            "select exists (select from merger_warning where delivery_id = any(:deliveries) and state = 'SET')")
        .bindArray("deliveries", Long.class, deliveries)
        .mapTo(Boolean.class)
        .one();
  }
}
