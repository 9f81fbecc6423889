package org.klantbrug.shared;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * What something that the house keeps said once.
 *
 * @param version its number; 0 as it came with the system
 * @param by name of who set it; null as it came with the system
 * @param at when; null as it came with the system
 * @param fields what it said, by codes of its fields, in the order in which people read them
 */
public record KeptVersion(int version, String by, Instant at, Map<String, String> fields) {
  /**
   * Versions by the key of what they are of.
   *
   * @param sql gives {@code key}, {@code version}, {@code full_name} and {@code changed_at} of who
   *     set it, and the fields; the newest first
   * @param fields columns of what it said
   */
  public static Map<String, List<KeptVersion>> read(
      Handle handle, String sql, List<String> fields) {
    return handle
        .createQuery(sql)
        .map((row, context) -> Map.entry(row.getString("key"), version(row, fields)))
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  private static KeptVersion version(ResultSet row, List<String> columns) throws SQLException {
    var fields = new LinkedHashMap<String, String>();
    for (var column : columns) {
      fields.put(column, row.getString(column));
    }
    var at = row.getObject("changed_at", OffsetDateTime.class);
    return new KeptVersion(
        row.getInt("version"),
        row.getString("full_name"),
        at == null ? null : at.toInstant(),
        fields);
  }

  /** A field that said something else before; null for nothing. */
  public record Change(String field, String was, String is) {}

  /**
   * A version and what it changed.
   *
   * @param current whether it is what counts now
   * @param changes since the version before; empty for the first
   */
  public record Entry(int version, String by, Instant at, boolean current, List<Change> changes) {}

  /**
   * A history to be read.
   *
   * @param versions the newest first
   */
  public static List<Entry> history(List<KeptVersion> versions) {
    var entries = new ArrayList<Entry>();
    for (var i = 0; i < versions.size(); i++) {
      var each = versions.get(i);
      var before = i + 1 < versions.size() ? versions.get(i + 1) : each;
      entries.add(new Entry(each.version, each.by, each.at, i == 0, each.changesSince(before)));
    }
    return entries;
  }

  private List<Change> changesSince(KeptVersion before) {
    return fields.keySet().stream()
        .filter(field -> !Objects.equals(before.fields.get(field), fields.get(field)))
        .map(field -> new Change(field, before.fields.get(field), fields.get(field)))
        .toList();
  }
}
