package org.klantbrug.cli.generate;

import java.time.LocalDate;

/**
 * A customer of a merger that is played to its end.
 *
 * @param position line in the file, from 0
 */
record RecipeCustomer(int position, String key, Person person, Recipe recipe, LocalDate born) {

  /** Name as it stands on a bank card. */
  String accountHolder() {
    return person.isOrganisation()
        ? person.organisation()
        : person.initials() + " " + person.family().whole();
  }
}
