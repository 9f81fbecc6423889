package org.klantbrug.identity;

import java.util.Set;

/**
 * A member of staff as the application knows them while they work: taken anew for each request, so
 * that a role withdrawn is withdrawn at once.
 *
 * @param language {@code nl} or {@code en}
 * @param roles role codes
 * @param actions codes of what their roles may do
 * @param cleanTeam may see the acquired company's customers before the date set
 */
public record Staff(
    long id,
    String login,
    String fullName,
    String language,
    boolean cleanTeam,
    Long teamId,
    Set<String> roles,
    Set<String> actions) {

  /** Whether the roles of this person allow the action at all. */
  public boolean may(Action action) {
    return actions.contains(action.code());
  }

  /** Whether this person may do it with this very object. */
  public boolean may(Action action, Guarded subject) {
    return may(action) && subject.allows(this, action);
  }

  /** Whether this person has the role. */
  public boolean is(String role) {
    return roles.contains(role);
  }
}
