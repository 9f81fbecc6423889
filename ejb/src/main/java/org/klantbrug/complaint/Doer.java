package org.klantbrug.complaint;

import java.time.LocalDate;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;

/**
 * Who does something with a complaint: a member of staff, or the customer himself.
 *
 * @param id of the member of staff; null for the customer
 * @param name how the log calls who it was
 * @param sight what of the customers may be seen
 */
record Doer(Long id, String name, Sight sight) {
  static Doer staff(Staff staff, LocalDate today) {
    return new Doer(staff.id(), staff.login(), new Sight(today, staff.cleanTeam()));
  }

  /** What happens by itself when its day is there. */
  static Doer machine(LocalDate today) {
    return new Doer(null, "klantbrug", Sight.ofEverything(today));
  }

  boolean isCustomer() {
    return id == null;
  }

  /** Nobody looks at what a customer sends before it is kept. */
  static Doer customer(LocalDate today) {
    return new Doer(null, "customer", Sight.ofEverything(today));
  }
}
