package org.klantbrug.identity;

import org.klantbrug.shared.RuleBroken;

/** This person may not do this. Says which permission is missing, so that they can ask for it. */
public class NotAllowed extends RuleBroken {
  private static final long serialVersionUID = 1L;

  /**
   * @param action what was tried
   */
  public NotAllowed(Action action) {
    super("identity.not-allowed", action.code());
  }
}
