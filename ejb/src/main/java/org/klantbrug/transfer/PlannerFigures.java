package org.klantbrug.transfer;

import java.util.Collection;
import org.jdbi.v3.core.Handle;

/**
 * What PostgreSQL's planner must know to choose well, made anew after bulk work changed tables a
 * moment ago. Only of the columns that rows are joined by: the figures of long texts take seconds
 * and help nobody here.
 */
public final class PlannerFigures {
  /** Statistics target: 300 rows are looked at for each; enough to choose a join by. */
  private static final int SAMPLE = 20;

  private PlannerFigures() {}

  /**
   * Makes the figures anew, for who reads after this transaction and in it.
   *
   * @param tables each with the columns looked at in brackets
   */
  public static void refresh(Handle handle, Collection<String> tables) {
    handle.execute("set local default_statistics_target = " + SAMPLE);
    tables.forEach(table -> handle.execute("analyze " + table));
    handle.execute("set local default_statistics_target to default");
  }
}
