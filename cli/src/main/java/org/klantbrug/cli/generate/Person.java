package org.klantbrug.cli.generate;

import java.time.LocalDate;

/**
 * A person, or an organisation, as they are: what a company typed of them is another thing.
 *
 * @param mobile ten digits
 * @param landline ten digits
 * @param organisation name of the organisation; empty for a person
 * @param toAcquirer what they told the acquirer
 * @param toAcquired what they told the acquired company
 */
record Person(
    Sex sex,
    String given,
    String initials,
    Names.Family family,
    LocalDate born,
    String mobile,
    String landline,
    String organisation,
    Known toAcquirer,
    Known toAcquired) {

  /** What differs between companies for who moved, or has two e-mail addresses or accounts. */
  record Known(Address address, String email, String iban) {}

  boolean isOrganisation() {
    return !organisation.isEmpty();
  }

  /** Whether younger than 18 on this day. */
  boolean isMinor(LocalDate day) {
    return !isOrganisation() && born.plusYears(18).isAfter(day);
  }
}
