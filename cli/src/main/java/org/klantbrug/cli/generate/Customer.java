package org.klantbrug.cli.generate;

import java.time.LocalDate;

/**
 * A customer of the acquired company.
 *
 * @param position line in the file, from 0
 * @param key customer number
 * @param id of the person
 * @param since first day as a customer
 * @param circumstance as the company writes it; empty for most
 */
record Customer(
    int position, String key, long id, Person person, LocalDate since, String circumstance) {

  /** Name as it stands on a bank card: initials, particle, name. */
  String accountHolder() {
    return person.isOrganisation()
        ? person.organisation()
        : person.initials() + " " + person.family().whole();
  }
}
