package org.klantbrug.work.web;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.klantbrug.work.Priority;
import org.klantbrug.work.WantedWork;
import org.klantbrug.work.WantedWork.Order;
import org.klantbrug.work.WantedWork.When;
import org.klantbrug.work.WantedWork.Whose;

/**
 * Which tasks an address asks for, and the address that asks for them: a list can be sent to a
 * colleague, kept and gone back to. What an address cannot mean is passed over.
 */
final class WorkAddress {
  private static final int LONGEST_CODE = 60;
  private static final int LONGEST_TEXT = 100;

  private WorkAddress() {}

  /**
   * What is asked for.
   *
   * @param given the value of a field by its name; null or empty if it was left open
   */
  static WantedWork read(UnaryOperator<String> given) {
    return new WantedWork(
        whose(given.apply("show")),
        code(given.apply("kind")),
        code(given.apply("role")),
        holder(given.apply("who")),
        find(When.class, given.apply("when")),
        find(Priority.class, given.apply("priority")),
        text(given.apply("q")),
        holder(given.apply("batch")),
        order(given.apply("sort")));
  }

  /** As {@link #read(UnaryOperator)}, of what stands behind the question mark. */
  static WantedWork read(String query) {
    return read(fields(query)::get);
  }

  private static Map<String, String> fields(String query) {
    var fields = new LinkedHashMap<String, String>();
    Arrays.stream(query.split("&"))
        .map(field -> field.split("=", 2))
        .filter(field -> field.length == 2)
        .forEach(
            field -> fields.put(field[0], URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    return fields;
  }

  /** What stands behind the question mark; fields that ask for nothing are left out. */
  static String of(WantedWork wanted) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("show", wanted.whose() == Whose.OPEN ? "all" : name(wanted.whose()));
    fields.put("kind", wanted.kind());
    fields.put("role", wanted.role());
    fields.put("who", who(wanted.holder()));
    fields.put("when", name(wanted.when()));
    fields.put("priority", name(wanted.priority()));
    fields.put("q", wanted.text());
    fields.put("batch", wanted.batch() == null ? null : wanted.batch().toString());
    fields.put("sort", wanted.order() == Order.DUE ? null : name(wanted.order()));
    return fields.entrySet().stream()
        .filter(field -> field.getValue() != null)
        .map(WorkAddress::written)
        .collect(Collectors.joining("&"));
  }

  /** The key after which a page begins; null if it is none. */
  static String after(String given) {
    return given == null || !given.matches("[\\w.:-]{1,120}") ? null : given;
  }

  /** What an address adds for a later page than the first; empty for that. */
  static String later(String after) {
    return after == null ? "" : "&after=" + after;
  }

  /** As {@link #of}, of an address that may ask for a later page. */
  static String again(String query) {
    return of(read(query)) + later(after(fields(query).get("after")));
  }

  private static String written(Map.Entry<String, String> field) {
    return field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8);
  }

  /** Who has it in hand, as a field says it. */
  static String who(Long holder) {
    return holder == null ? null : holder == WantedWork.NOBODY ? "nobody" : holder.toString();
  }

  private static Whose whose(String given) {
    if ("all".equals(given)) { // the list of everything, as its address always was
      return Whose.OPEN;
    }
    var whose = find(Whose.class, given);
    return whose == null ? Whose.MINE : whose;
  }

  private static Order order(String given) {
    var order = find(Order.class, given);
    return order == null || order == Order.DONE_LAST ? Order.DUE : order;
  }

  private static Long holder(String given) {
    if ("nobody".equals(given)) {
      return WantedWork.NOBODY;
    }
    return given == null || !given.matches("[1-9]\\d{0,17}") ? null : Long.valueOf(given);
  }

  private static String code(String given) {
    return given == null || !given.matches("\\w{1," + LONGEST_CODE + "}") ? null : given;
  }

  private static String text(String given) {
    var clean = given == null ? "" : given.replace("\0", "").strip();
    return clean.isEmpty() ? null : clean.substring(0, Math.min(LONGEST_TEXT, clean.length()));
  }

  private static <E extends Enum<E>> E find(Class<E> type, String given) {
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> name(each).equals(given))
        .findFirst()
        .orElse(null);
  }

  private static String name(Enum<?> constant) {
    return constant == null ? null : constant.name().toLowerCase(Locale.ROOT);
  }
}
