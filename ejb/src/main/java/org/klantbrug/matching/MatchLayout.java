package org.klantbrug.matching;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which fields are compared, in which order, and how the values of a person become those fields. A
 * full name becomes a given name and a family name where these are not delivered apart.
 */
public final class MatchLayout {
  private static final List<Set<FieldKind>> NEIGHBOURS =
      List.of(
          Set.of(FieldKind.GIVEN_NAME, FieldKind.FAMILY_NAME),
          Set.of(FieldKind.STREET, FieldKind.ADDRESS_LINE),
          Set.of(FieldKind.PHONE),
          Set.of(FieldKind.EMAIL));

  private final List<FieldKind> delivered;
  private final List<MatchField> fields = new ArrayList<>();
  private final int[] fieldOfDelivered;
  private final int given;
  private final int family;
  private final int[][] neighbours;

  /**
   * @param delivered the kinds of the delivered columns, in their order; a kind may come twice
   */
  public MatchLayout(List<FieldKind> delivered) {
    this.delivered = List.copyOf(delivered);
    fieldOfDelivered = new int[delivered.size()];
    var count = new EnumMap<FieldKind, Integer>(FieldKind.class);
    for (int i = 0; i < fieldOfDelivered.length; i++) {
      var kind = delivered.get(i);
      fieldOfDelivered[i] = kind == FieldKind.FULL_NAME ? -1 : add(kind, count);
    }
    var hasFullName = delivered.contains(FieldKind.FULL_NAME);
    given = hasFullName ? findOrAdd(FieldKind.GIVEN_NAME, count) : -1;
    family = hasFullName ? findOrAdd(FieldKind.FAMILY_NAME, count) : -1;
    neighbours = new int[fields.size()][];
    for (int i = 0; i < fields.size(); i++) {
      neighbours[i] = neighboursOf(i);
    }
  }

  private int add(FieldKind kind, Map<FieldKind, Integer> count) {
    var number = count.merge(kind, 1, Integer::sum);
    fields.add(new MatchField(number == 1 ? kind.code() : kind.code() + " " + number, kind));
    return fields.size() - 1;
  }

  private int findOrAdd(FieldKind kind, Map<FieldKind, Integer> count) {
    var found = first(kind);
    return found >= 0 ? found : add(kind, count);
  }

  private int[] neighboursOf(int field) {
    var found = new ArrayList<Integer>();
    for (var group : NEIGHBOURS) {
      for (int i = 0; i < fields.size(); i++) {
        if (i != field
            && group.contains(fields.get(field).kind())
            && group.contains(fields.get(i).kind())) {
          found.add(i);
        }
      }
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The compared fields. */
  public List<MatchField> fields() {
    return List.copyOf(fields);
  }

  /** The kinds of the columns that {@link #person} takes, in that order. */
  public List<FieldKind> delivered() {
    return delivered;
  }

  int size() {
    return fields.size();
  }

  MatchField field(int index) {
    return fields.get(index);
  }

  /** Index of the first field of this kind, or -1. */
  int first(FieldKind kind) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).kind() == kind) {
        return i;
      }
    }
    return -1;
  }

  int[] neighbours(int field) {
    return neighbours[field];
  }

  /**
   * A person to compare.
   *
   * @param id key of the identity, or number of the record
   * @param raw the delivered texts in the order of {@link #delivered}; null or blank if not known;
   *     dates as eight digits, year first
   * @param cache shares equal values between persons
   */
  MatchPerson person(long id, List<String> raw, ValueCache cache) {
    var values = new Value[fields.size()];
    for (int i = 0; i < fieldOfDelivered.length; i++) {
      if (fieldOfDelivered[i] >= 0) {
        values[fieldOfDelivered[i]] = cache.of(delivered.get(i), raw.get(i));
      }
    }
    for (int i = 0; i < fieldOfDelivered.length; i++) {
      if (delivered.get(i) == FieldKind.FULL_NAME && raw.get(i) != null && !raw.get(i).isBlank()) {
        takeApart(raw.get(i), values, cache);
      }
    }
    return new MatchPerson(id, values);
  }

  private void takeApart(String fullName, Value[] values, ValueCache cache) {
    if (values[family] != null) {
      return;
    }
    var names = PersonNames.split(fullName);
    values[family] = cache.of(FieldKind.FAMILY_NAME, names.family());
    if (values[given] == null) {
      values[given] = cache.of(FieldKind.GIVEN_NAME, names.given());
    }
  }
}
