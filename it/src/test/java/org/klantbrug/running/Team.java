package org.klantbrug.running;

import java.util.function.Function;
import org.klantbrug.cli.api.Api;
import org.klantbrug.cli.server.DemonstrationTeam;

/** The people who lead a merger over REST: each answers what is theirs, and agrees. */
public final class Team {
  private final DemonstrationTeam team;

  /**
   * @param people the server as seen by a member of the demonstration's staff
   */
  public Team(Function<String, Api> people) {
    team = new DemonstrationTeam(people);
  }

  /** True if there was something for somebody. */
  public boolean answersOne(long run) {
    return team.answersOne(run);
  }
}
