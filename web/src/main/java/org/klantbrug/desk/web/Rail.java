package org.klantbrug.desk.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.klantbrug.identity.web.Me;

/** The way around: the places this person may go, and where they are. */
@Named("rail")
@RequestScoped
public class Rail {
  private static final List<String> PLACES =
      List.of(
          "home",
          "work",
          "customers",
          "promises",
          "complaints",
          "mail",
          "signals",
          "crises",
          "knowledge",
          "objections",
          "clocks",
          "reports",
          "mergers",
          "stuck",
          "complaint-settings",
          "privacy",
          "people",
          "audit");

  /** So many places fit beside each other on a narrow screen. */
  private static final int NARROW = 6;

  /** Places whose pages begin with their name in the singular. */
  private static final List<String> STARTS =
      List.of(
          "mergers",
          "customers",
          "complaints",
          "signals",
          "threats",
          "objections",
          "knowledge",
          "reports");

  /** Pages that are part of a place whose name they do not bear. */
  private static final Map<String, String> INSIDE =
      Map.ofEntries(
          Map.entry("work-item", "work"),
          Map.entry("crisis", "crises"),
          Map.entry("crisis-new", "crises"),
          Map.entry("crisis-affected", "crises"),
          Map.entry("threats", "crises"),
          Map.entry("threat", "crises"),
          Map.entry("threat-new", "crises"),
          Map.entry("threat-roster", "crises"),
          Map.entry("threat-settings", "crises"),
          Map.entry("clock", "clocks"),
          Map.entry("reply-times", "clocks"),
          Map.entry("calendar", "clocks"),
          Map.entry("process", "mergers"),
          Map.entry("corrections", "customers"),
          Map.entry("payouts", "reports"),
          Map.entry("leak-new", "customers"),
          Map.entry("promise", "promises"),
          Map.entry("error", ""),
          Map.entry("help", ""),
          Map.entry("notice-campaign", "mergers"),
          Map.entry("notice-customers", "mergers"),
          Map.entry("notice-personal", "work"),
          Map.entry("rehearsal", "mergers"),
          Map.entry("programme-item", "mergers"),
          Map.entry("scenarios", "crises"),
          Map.entry("scenario", "crises"),
          Map.entry("crisis-playbook", "crises"),
          Map.entry("crisis-step", "crises"),
          Map.entry("crisis-reports", "crises"),
          Map.entry("crisis-shifts", "crises"),
          Map.entry("crisis-evaluation", "crises"),
          Map.entry("crisis-action", "crises"),
          Map.entry("crisis-figures", "crises"),
          Map.entry("rehearsed-customer", "mergers"),
          Map.entry("offers", "complaint-settings"),
          Map.entry("texts", "complaint-settings"),
          Map.entry("teams", "people"),
          Map.entry("team", "people"),
          Map.entry("person", "people"),
          Map.entry("privacy-request", "privacy"),
          Map.entry("data-leaks", "privacy"),
          Map.entry("data-leak", "privacy"),
          Map.entry("retention", "privacy"));

  @Inject private Me me;
  @Inject private HttpServletRequest request;
  @Inject private Demonstration demonstration;

  /**
   * A place in the rail.
   *
   * @param here whether the person is there now
   * @param behind whether a narrow screen shows it behind "more"
   */
  public record Entry(String name, String page, String icon, boolean here, boolean behind) {}

  /** The places, in order. */
  public List<Entry> getEntries() {
    var now = place();
    var open = PLACES.stream().filter(place -> me.opens("/" + place)).toList();
    var shown = open.size() <= NARROW ? NARROW : NARROW - 1; // "more" takes a place itself
    return IntStream.range(0, open.size())
        .mapToObj(at -> entry(open.get(at), now, at >= shown))
        .toList();
  }

  private static Entry entry(String place, String now, boolean behind) {
    return new Entry(place, "/" + place, place, place.equals(now), behind);
  }

  /** The places that a narrow screen shows behind "more", in order. */
  public List<Entry> getMore() {
    return getEntries().stream().filter(Entry::behind).toList();
  }

  /** Whether the person is in one of these now. */
  public boolean isHereInMore() {
    return getMore().stream().anyMatch(Entry::here);
  }

  private String place() {
    var page = request.getServletPath().replaceFirst("^/", "").replaceFirst("\\.xhtml$", "");
    var start =
        PLACES.contains(page)
            ? page
            : STARTS.stream()
                .filter(place -> page.startsWith(place.substring(0, place.length() - 1)))
                .findFirst()
                .orElse(page);
    return Set.copyOf(PLACES).contains(start) ? start : INSIDE.getOrDefault(page, "home");
  }

  /** Whether the data are made up, which every page then says. */
  public boolean isDemonstration() {
    return demonstration.isUnderWay();
  }
}
