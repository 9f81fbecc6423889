package org.klantbrug.identity;

import org.klantbrug.shared.RuleBroken;

/** The request needs a person, and there is none. */
public class NobodyLoggedIn extends RuleBroken {
  private static final long serialVersionUID = 1L;

  NobodyLoggedIn() {
    super("identity.nobody-logged-in");
  }
}
