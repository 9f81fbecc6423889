package org.klantbrug.contact;

import org.klantbrug.customer.CustomerPage;
import org.klantbrug.shared.RuleBroken;

/**
 * On which identity of a customer something new hangs, for ever: the one that was chosen, else the
 * customer at our own company, else the one he came with.
 */
final class Carrying {
  private Carrying() {}

  /**
   * @param chosen one of the customer's identities in sight; null to leave it to the rule
   * @throws RuleBroken if the chosen one is not the customer's (any more)
   */
  static long identity(CustomerPage customer, Long chosen) {
    var identities = customer.identities().stream().map(CustomerPage.Identity::id).toList();
    if (chosen == null) {
      return identities.get(0); // ours come first
    }
    if (!identities.contains(chosen)) {
      throw new RuleBroken("contact.identity-not-there");
    }
    return chosen;
  }
}
