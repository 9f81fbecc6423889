package org.klantbrug.work.web;

import static java.util.Map.entry;

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
  private static final String END = "end";

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

  /**
   * The page of a task, as {@code waves} for {@code /merger-waves}: its terms where no other is.
   *
   * @return null if the task is not about a merger
   */
  public String page(WorkItems.Line item) {
    return "merger".equals(item.subjectKind()) ? PAGES.getOrDefault(item.kind(), "terms") : null;
  }

  /** Whether it is answered by doing on that page what it asks for. */
  public boolean isDoneThere(WorkItems.Line item) {
    return END.equals(page(item));
  }
}
