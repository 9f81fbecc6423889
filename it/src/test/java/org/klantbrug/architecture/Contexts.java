package org.klantbrug.architecture;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who may use whom: the table of {@code docs/architecture.md}. A context may use itself, the low
 * contexts, and those named for it. A new context is added here first, with what it needs.
 */
final class Contexts {
  /** Everyone may use these; among themselves they may not go round in circles. */
  static final Set<String> LOW =
      Set.of(
          "shared",
          "calendar",
          "identity",
          "attachment",
          "audit",
          "brake",
          "work",
          "outbox",
          "mailbox",
          "sla",
          "engine");

  private static final Map<String, Set<String>> MAY_USE = new TreeMap<>();

  /**
   * What carries a context to its edge and needs more there than its core does. Each with its
   * reason; the list only shrinks.
   */
  private static final Map<String, Set<String>> EDGES =
      Map.of(
          // The page of a merger shows how far the whole run is.
          "merger.web", Set.of("matching", "transfer", "wave"));

  /** The suffix of the module that is the home of a technology. */
  private static final Set<String> TECHNOLOGIES = Set.of("batch", "process", "web");

  static {
    LOW.forEach(low -> mayUse(low));
    mayUse("customer");
    mayUse("contract", "customer");
    mayUse("contact", "customer", "outbound");
    mayUse("outbound", "customer");
    mayUse("complaint", "customer", "contract", "contact", "outbound");
    mayUse("signal", "customer", "contact", "complaint", "outbound");
    mayUse("merger");
    mayUse("matching", "merger", "customer");
    mayUse(
        "transfer",
        "merger",
        "matching",
        "customer",
        "contract",
        "contact",
        "outbound",
        "complaint",
        "signal");
    mayUse(
        "wave",
        "merger",
        "matching",
        "transfer",
        "customer",
        "contract",
        "contact",
        "outbound",
        "complaint");
    mayUse(
        "notice",
        "merger",
        "matching",
        "transfer",
        "wave",
        "customer",
        "contract",
        "contact",
        "billing",
        "outbound");
    mayUse("billing", "wave", "merger", "transfer", "customer", "contract", "contact", "outbound");
    mayUse(
        "programme",
        "merger",
        "matching",
        "transfer",
        "customer",
        "contract",
        "contact",
        "outbound",
        "complaint",
        "wave");
    mayUse("knowledge", "merger", "customer", "contact", "outbound", "wave");
    mayUse(
        "objection",
        "merger",
        "customer",
        "contract",
        "contact",
        "outbound",
        "transfer",
        "wave",
        "notice");
    mayUse(
        "alarm",
        "merger",
        "customer",
        "contract",
        "contact",
        "outbound",
        "complaint",
        "transfer",
        "wave",
        "notice",
        "billing",
        "objection");
    mayUse(
        "threat",
        "customer",
        "contract",
        "contact",
        "complaint",
        "signal",
        "merger",
        "transfer",
        "wave",
        "alarm",
        "outbound");
    mayUse("crisis", all());
    mayUse("report", all());
    mayUse("privacy", all());
    mayUse("ending", all());
    mayUse("desk", all());
    mayUse("cli", all());
  }

  private Contexts() {}

  private static String[] all() {
    return MAY_USE.keySet().toArray(String[]::new);
  }

  private static void mayUse(String context, String... others) {
    var allowed = new LinkedHashSet<>(LOW);
    allowed.add(context);
    allowed.addAll(Arrays.asList(others));
    MAY_USE.put(context, allowed);
  }

  static Set<String> known() {
    return MAY_USE.keySet();
  }

  /** Whether the package {@code user}, such as {@code merger.web}, may use the context. */
  static boolean allows(String user, String used) {
    var context = contextOf(user);
    return MAY_USE.getOrDefault(context, Set.of()).contains(used)
        || EDGES.getOrDefault(user, Set.of()).contains(used);
  }

  /** {@code merger} of {@code merger.web}. */
  static String contextOf(String part) {
    return part.split("\\.")[0];
  }

  /**
   * The suffix that says which technology a package is the home of; empty for the core, which may
   * have inner parts such as {@code merger.reading}.
   */
  static String edgeOf(String part) {
    var names = List.of(part.split("\\."));
    var last = names.get(names.size() - 1);
    return TECHNOLOGIES.contains(last) ? last : "";
  }
}
