package org.klantbrug.matching;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Normalises each text that comes often only once, and lets its holders share the result: that
 * keeps hundreds of thousands of persons small. Not for use by several threads.
 */
final class ValueCache {
  /** Kinds whose values hardly repeat: to remember them costs more than it saves. */
  private static final Set<FieldKind> HARDLY_REPEAT =
      EnumSet.of(FieldKind.EMAIL, FieldKind.PHONE, FieldKind.IBAN, FieldKind.NATIONAL_ID);

  /** Values of a kind; more of them repeat too seldom to be worth the memory. */
  private static final int MOST = 30_000;

  private final Map<FieldKind, Map<String, Value>> known = new EnumMap<>(FieldKind.class);

  /** As {@link PersonValues#of}. */
  Value of(FieldKind kind, String raw) {
    if (raw == null || raw.isBlank()) {
      return null;
    }
    if (HARDLY_REPEAT.contains(kind)) {
      return PersonValues.of(kind, raw);
    }
    var ofKind = known.computeIfAbsent(kind, any -> new HashMap<>());
    if (ofKind.size() >= MOST) {
      ofKind.clear();
    }
    return ofKind.computeIfAbsent(raw, text -> PersonValues.of(kind, text));
  }
}
