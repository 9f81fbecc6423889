package org.klantbrug.merger;

import java.util.Set;

/**
 * A field that a delivered column can be mapped to.
 *
 * @param column name in the staging table and in the live table
 * @param type how the value is read
 * @param required whether a record without it is a reject
 * @param codes the closed list of a {@link FieldType#CODE}; empty for other types
 * @param parent the entity whose key this is; null unless {@link FieldType#PARENT_KEY}
 */
public record TargetField(
    String column, FieldType type, boolean required, Set<String> codes, Entity parent) {

  static TargetField of(String column, FieldType type) {
    return new TargetField(column, type, false, Set.of(), null);
  }

  static TargetField required(String column, FieldType type) {
    return new TargetField(column, type, true, Set.of(), null);
  }

  static TargetField code(String column, String... codes) {
    return new TargetField(column, FieldType.CODE, false, Set.of(codes), null);
  }

  static TargetField child(String column, Entity parent) {
    return new TargetField(column, FieldType.PARENT_KEY, false, Set.of(), parent);
  }

  static TargetField childOf(String column, Entity parent) {
    return new TargetField(column, FieldType.PARENT_KEY, true, Set.of(), parent);
  }
}
