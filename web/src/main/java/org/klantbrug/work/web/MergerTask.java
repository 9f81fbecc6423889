package org.klantbrug.work.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.Map;
import org.klantbrug.work.WorkItems;

/** Where a task about a merger is done: on one of the pages of the merger. */
@Named
@ApplicationScoped
public class MergerTask {
  private static final String WAVES = "waves";
  private static final String HAND_OVER = "handover";

  private static final Map<String, String> PAGES =
      Map.of(
          "decideOnMovedAccounts", WAVES,
          "lookAtStoppedAfterGo", WAVES,
          "lookAtPassedWave", WAVES,
          "tellInTime", "notices",
          "lookAtHeldBilling", HAND_OVER,
          "solveRefusedHandover", HAND_OVER,
          "chaseHandover", HAND_OVER,
          "giveOutHandover", HAND_OVER,
          "tellThatWaveWentBack", HAND_OVER);

  /**
   * The page of a task, as {@code waves} for {@code /merger-waves}: its terms where no other is.
   *
   * @return null if the task is not about a merger
   */
  public String page(WorkItems.Line item) {
    return "merger".equals(item.subjectKind()) ? PAGES.getOrDefault(item.kind(), "terms") : null;
  }
}
