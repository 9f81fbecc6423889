package org.klantbrug.objection.web;

import jakarta.enterprise.context.RequestScoped;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Set;
import org.klantbrug.objection.ObjectionList;
import org.klantbrug.objection.Outcome;
import org.klantbrug.objection.Stage;

/** Which objections an address asks for; what it cannot mean is passed over. */
@RequestScoped
public class ObjectionSearch {
  private static final Set<String> LISTS = Set.of("mine", "team", "all", "over");

  static String shown(String show) {
    return show != null && LISTS.contains(show) ? show : "all";
  }

  ObjectionList.Wanted wanted(String show, Long merger, String day, String stage, String outcome) {
    var shown = shown(show);
    return new ObjectionList.Wanted(
        Set.of("mine", "team").contains(shown) ? shown : "all",
        shown.equals("over"),
        merger,
        day(day),
        find(Stage.class, stage),
        find(Outcome.class, outcome));
  }

  /** A day as an address or field says it; null if it says none. */
  static LocalDate day(String text) {
    try {
      return text == null || text.isBlank() ? null : LocalDate.parse(text.strip());
    } catch (DateTimeParseException noDay) {
      return null;
    }
  }

  static <E extends Enum<E>> E find(Class<E> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElse(null);
  }
}
