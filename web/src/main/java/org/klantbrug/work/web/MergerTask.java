package org.klantbrug.work.web;

import static java.util.Map.entry;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.klantbrug.work.WorkItems;

/** Where a task about a merger is done: on one of the pages of the merger. */
@ApplicationScoped
public class MergerTask implements WorkDoors {
  private static final String WAVES = "waves";
  private static final String HAND_OVER = "handover";
  private static final String END = "end";
  private static final String TERMS = "terms";

  /** By the kind of the task: what comes after {@code /merger-}. */
  static final Map<String, String> PAGES =
      Map.ofEntries(
          entry("confirmStays", "residual"),
          entry("confirmRest", "residual"),
          entry("decideOnMovedAccounts", WAVES),
          entry("lookAtStoppedAfterGo", WAVES),
          entry("lookAtPassedWave", WAVES),
          entry("tellInTime", "notices"),
          entry("lookAtHeldBilling", HAND_OVER),
          entry("solveRefusedHandover", HAND_OVER),
          entry("chaseHandover", HAND_OVER),
          entry("giveOutHandover", HAND_OVER),
          entry("tellThatWaveWentBack", HAND_OVER),
          entry("sayTax", END),
          entry("sayHolds", END),
          entry("sayAccess", END),
          entry("sayLate", END),
          entry("signEndForLead", END),
          entry("signEndForMoney", END),
          entry("mendArchive", END),
          entry("confirmPurge", END));

  @Override
  public List<Door> of(WorkItems.Line task) {
    return "merger".equals(task.subjectKind())
        ? List.of(door(PAGES.getOrDefault(task.kind(), TERMS), task.subjectId()))
        : List.of();
  }

  private static Door door(String page, long merger) {
    return new Door(
        "/merger-" + page,
        "?id=" + merger + (page.equals(TERMS) ? "#wall" : ""),
        "work.to-page." + page,
        page.equals(END));
  }
}
