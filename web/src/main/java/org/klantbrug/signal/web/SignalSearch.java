package org.klantbrug.signal.web;

import jakarta.enterprise.context.RequestScoped;
import java.util.Arrays;
import java.util.Set;
import org.klantbrug.signal.Kind;
import org.klantbrug.signal.SignalList;
import org.klantbrug.signal.State;

/** Which signals an address asks for; what it cannot mean is passed over. */
@RequestScoped
public class SignalSearch {
  private static final Set<String> LISTS =
      Set.of("mine", "department", "all", "closed", "tell", "told");

  static String shown(String show) {
    return show != null && LISTS.contains(show) ? show : "all";
  }

  SignalList.Wanted wanted(String show, String state, Long department, String kind, String only) {
    var shown = shown(show);
    var whose = Set.of("mine", "department").contains(shown) ? shown : "all";
    return new SignalList.Wanted(
        whose,
        shown.equals("closed"),
        find(State.class, state),
        department,
        find(Kind.class, kind),
        "late".equals(only));
  }

  private static <E extends Enum<E>> E find(Class<E> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElse(null);
  }
}
