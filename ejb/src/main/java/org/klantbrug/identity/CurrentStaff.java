package org.klantbrug.identity;

import jakarta.enterprise.context.RequestScoped;
import java.io.Serializable;

/**
 * Who does the present request. Set once at its entrance (page, REST), empty for the machine's own
 * work.
 */
@RequestScoped
public class CurrentStaff implements Serializable {
  private static final long serialVersionUID = 1L;

  private transient Staff staff;

  /** To be called by the entrance only. */
  public void enter(Staff who) {
    staff = who;
  }

  /** The person; a request that has none was not let in. */
  public Staff get() {
    if (staff == null) {
      throw new NobodyLoggedIn();
    }
    return staff;
  }

  /** Whether somebody is known. */
  public boolean isKnown() {
    return staff != null;
  }

  /** Refuses unless the person may. */
  public Staff need(Action action) {
    if (!get().may(action)) {
      throw new NotAllowed(action);
    }
    return staff;
  }

  /** Refuses unless the person may do it with this very object. */
  public Staff need(Action action, Guarded subject) {
    if (!get().may(action, subject)) {
      throw new NotAllowed(action);
    }
    return staff;
  }
}
