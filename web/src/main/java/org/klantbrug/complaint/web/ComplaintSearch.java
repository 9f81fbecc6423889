package org.klantbrug.complaint.web;

import jakarta.enterprise.context.RequestScoped;
import java.util.Arrays;
import java.util.Set;
import org.klantbrug.calendar.Channel;
import org.klantbrug.complaint.ComplaintList;
import org.klantbrug.complaint.Stage;

/** Which complaints an address asks for; what it cannot mean is passed over. */
@RequestScoped
public class ComplaintSearch {
  private static final Set<String> LISTS = Set.of("mine", "team", "all", "closed", "held");

  static String shown(String show) {
    return show != null && LISTS.contains(show) ? show : "all";
  }

  ComplaintList.Wanted wanted(
      String show, String stage, String channel, Long company, String only) {
    var shown = shown(show);
    var whose = Set.of("mine", "team").contains(shown) ? shown : "all";
    return new ComplaintList.Wanted(
        whose,
        shown.equals("closed"),
        find(Stage.class, stage),
        find(Channel.class, channel),
        company,
        "unconfirmed".equals(only),
        "late".equals(only));
  }

  private static <E extends Enum<E>> E find(Class<E> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElse(null);
  }
}
