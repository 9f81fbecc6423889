package org.klantbrug.knowledge;

import org.jdbi.v3.core.statement.SqlStatement;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.Staff;

/** Answers for one team alone: that team reads them, and who writes or checks answers. */
final class TeamOnly {
  private TeamOnly() {}

  /** Whether this person reads the answers of every team. */
  static boolean readsAll(Staff reader) {
    return reader.may(Action.KNOWLEDGE_WRITE) || reader.may(Action.KNOWLEDGE_CHECK);
  }

  /** Whether this person reads what is for a team; null stands for all teams. */
  static boolean reads(Staff reader, Long team) {
    return team == null || team.equals(reader.teamId()) || readsAll(reader);
  }

  /**
   * SQL: the reader reads what is for a team; needs {@link #bind}.
   *
   * @param team SQL of the key of the team
   */
  static String reads(String team) {
    return "(:allTeams or %1$s is null or %1$s = :myTeam)".formatted(team);
  }

  /** Says who the reader is. */
  static <S extends SqlStatement<S>> S bind(S statement, Staff reader) {
    return statement.bind("allTeams", readsAll(reader)).bind("myTeam", reader.teamId());
  }
}
