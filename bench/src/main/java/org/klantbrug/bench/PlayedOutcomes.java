package org.klantbrug.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/** What became of the customers of a merger that was played, beside what was to become of them. */
public final class PlayedOutcomes {
  private static final String OVER = "OVER";
  private static final String STAYS = "STAYS";
  private static final String LEAVES = "LEAVES";

  /** Objections are decided on, never accepted. */
  private static final String OBJECTION = "G03_OBJECTION_OPEN";

  private final PlayedMerger played;
  private final Map<String, Outcome> expected = new LinkedHashMap<>();
  private final Map<String, Fate> found = new HashMap<>();
  private final List<Long> left = new ArrayList<>();

  /**
   * @param expected of each customer of the acquired company
   */
  public PlayedOutcomes(PlayedMerger played, List<Outcome> expected) {
    this.played = played;
    expected.forEach(one -> this.expected.put(one.customer(), one));
  }

  /** What was seen of a customer. */
  private static final class Fate {
    private final TreeSet<String> guards = new TreeSet<>();
    private boolean allOver = true;
    private boolean stopped;
    private boolean there;
  }

  /**
   * A customer.
   *
   * @param guards codes, in the order of the alphabet, with a blank between
   */
  public record Outcome(String customer, String outcome, String guards) {
    String line() {
      return customer + "," + outcome + "," + guards;
    }
  }

  /** Notes which guards find whom; people look, and let those go on who are to go over. */
  public void lookAtGuards() {
    eachMember(
        member -> {
          var customer = member.path("customerKey").asText();
          var goes = expected.get(customer).outcome().equals(OVER);
          for (var result : member.path("results")) {
            fate(customer).guards.add(result.path("guard").asText());
            if (goes && isOpen(result) && !result.path("guard").asText().equals(OBJECTION)) {
              played.accept(result.path("id").asLong());
            }
          }
        });
  }

  /** Accounts that were not over when it was noted where everybody is, by their keys. */
  public List<Long> left() {
    return List.copyOf(left);
  }

  /** Notes where everybody is at the end. */
  public void noteEnd() {
    eachMember(
        member -> {
          var fate = fate(member.path("customerKey").asText());
          fate.there = true;
          var over = member.path("state").asText().equals(OVER);
          fate.allOver &= over;
          if (!over) {
            left.add(member.path("id").asLong());
          }
          fate.stopped |= Json.stream(member.path("results")).anyMatch(PlayedOutcomes::isOpen);
        });
  }

  private static boolean isOpen(JsonNode result) {
    return result.path("acceptedBy").isNull();
  }

  private Fate fate(String customer) {
    return found.computeIfAbsent(customer, key -> new Fate());
  }

  private void eachMember(Consumer<JsonNode> look) {
    var path = "mergers/" + played.id() + "/waves";
    for (var wave : played.as("sanne").get(path)) {
      var members = path + "/" + wave.path("id").asLong() + "/members?after=";
      var page = played.as("sanne").get(members + 0);
      while (!page.isEmpty()) {
        page.forEach(look);
        page = played.as("sanne").get(members + page.get(page.size() - 1).path("id").asLong());
      }
    }
  }

  /** Those of whom it was to be otherwise; each as it was to be and as it is. */
  public List<String> differences() {
    var different = new ArrayList<String>();
    for (var one : expected.values()) {
      var seen = seen(one.customer());
      if (!seen.equals(one)) {
        different.add(one.line() + " <> " + seen.outcome() + "," + seen.guards());
      }
    }
    return different;
  }

  private Outcome seen(String customer) {
    var fate = found.get(customer);
    if (fate == null) {
      return new Outcome(customer, isServed(customer) ? OVER : "NOT_THERE", "");
    }
    return new Outcome(customer, outcome(fate), String.join(" ", fate.guards));
  }

  private static String outcome(Fate fate) {
    if (!fate.there) {
      return LEAVES;
    }
    return fate.allOver ? OVER : fate.stopped ? STAYS : "WAITS";
  }

  /** Whoever has no account that runs came over if an adviser finds him. */
  private boolean isServed(String customer) {
    return Json.stream(played.as("lotte").get("customers?q=" + customer))
        .anyMatch(
            each -> Json.stream(each.path("numbers")).anyMatch(n -> n.asText().endsWith(customer)));
  }

  /** What all statements of what is live, and the balance of all waves, leave unexplained. */
  public BigDecimal difference() {
    var all = BigDecimal.ZERO.setScale(2);
    var merger = "mergers/" + played.id();
    for (var each : played.as("joris").get(merger + "/cutovers")) {
      var cutover = each.path("cutover");
      if (cutover.path("state").asText().equals("LIVE") && !cutover.path("rehearsal").asBoolean()) {
        for (var line : each.path("reconciliation").path("lines")) {
          all = all.add(line.path("difference").decimalValue().abs());
        }
      }
    }
    for (var whole : played.as("joris").get(merger + "/waves/balance")) {
      var booked =
          Json.stream(whole.path("parts")).mapToLong(part -> part.path("records").asLong()).sum();
      all = all.add(BigDecimal.valueOf(Math.abs(whole.path("delivered").asLong() - booked)));
    }
    return all;
  }

  /** Reads {@code expected.csv}. */
  public static List<Outcome> read(Path file) {
    return Rows.of(file).stream().map(row -> new Outcome(row[0], row[1], row[2])).toList();
  }
}
