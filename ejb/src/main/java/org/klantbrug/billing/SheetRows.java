package org.klantbrug.billing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;

/** The sheets of what changes, in their tables. */
final class SheetRows {
  private static final String ROWS =
      """
      select s.id, s.merger_id, s.label, s.no, s.from_day, s.entered_by as entered_by_id, e.full_name as entered_by, s.entered_at,
             c.full_name as confirmed_by, s.confirmed_at
        from billing_sheet s join identity_staff e on e.id = s.entered_by
        left join identity_staff c on c.id = s.confirmed_by
       where s.merger_id = :merger
      """;

  /** SQL: no sheet of the same label is newer than {@code s}. */
  static final String IS_NEWEST =
      "not exists (select from billing_sheet n where n.merger_id = s.merger_id and lower(n.label) = lower(s.label) and n.no > s.no)";

  /** SQL: the sheet that counts for member {@code w}; null if none does. */
  static final String CONFIRMED_OF_MEMBER =
      "(select s.id from billing_sheet s where s.merger_id = w.merger_id and lower(s.label) = lower(coalesce(btrim(w.label), ''))"
          + " and "
          + ConfirmedSheets.COUNTS
          + ")";

  /** SQL: the last sheet of member {@code w} that was confirmed, though a newer one may wait. */
  static final String LAST_CONFIRMED_OF_MEMBER =
      "(select s.id from billing_sheet s where s.merger_id = w.merger_id and lower(s.label) = lower(coalesce(btrim(w.label), ''))"
          + " and s.confirmed_at is not null order by s.no desc limit 1)";

  private SheetRows() {}

  /** Of each label the newest. */
  static List<ChangeSheet> newest(Handle handle, long mergerId) {
    return read(
        handle.createQuery(ROWS + " and " + IS_NEWEST + " order by s.label"), handle, mergerId);
  }

  /** All of a label, the newest first. */
  static List<ChangeSheet> of(Handle handle, long mergerId, String label) {
    return read(
        handle
            .createQuery(ROWS + " and lower(s.label) = lower(:label) order by s.no desc")
            .bind("label", label),
        handle,
        mergerId);
  }

  private static List<ChangeSheet> read(Query query, Handle handle, long mergerId) {
    var heads = query.bind("merger", mergerId).map(ConstructorMapper.of(Head.class)).list();
    var changes = changes(handle, heads.stream().map(Head::id).toList());
    return heads.stream()
        .map(head -> head.with(changes.getOrDefault(head.id(), List.of())))
        .toList();
  }

  /** A sheet without what it says. */
  public record Head(
      long id,
      long mergerId,
      String label,
      int no,
      LocalDate fromDay,
      long enteredById,
      String enteredBy,
      Instant enteredAt,
      String confirmedBy,
      Instant confirmedAt) {
    ChangeSheet with(List<Change> changes) {
      return new ChangeSheet(
          id,
          mergerId,
          label,
          no,
          fromDay,
          enteredById,
          enteredBy,
          enteredAt,
          confirmedBy,
          confirmedAt,
          changes);
    }
  }

  private static Map<Long, List<Change>> changes(Handle handle, List<Long> sheets) {
    var found = new LinkedHashMap<Long, List<Change>>();
    handle
        .createQuery(
            "select sheet_id, subject, stays, old_value, new_value from billing_change where sheet_id = any(:sheets)")
        .bindArray("sheets", Long.class, sheets)
        .map(
            (row, context) ->
                Map.entry(
                    row.getLong(1),
                    new Change(
                        Subject.valueOf(row.getString(2)),
                        row.getBoolean(3),
                        row.getString(4),
                        row.getString(5))))
        .forEach(
            each ->
                found.computeIfAbsent(each.getKey(), id -> new ArrayList<>()).add(each.getValue()));
    found.values().forEach(all -> all.sort(Comparator.comparing(Change::subject)));
    return found;
  }
}
