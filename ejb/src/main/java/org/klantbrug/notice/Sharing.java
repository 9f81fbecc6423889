package org.klantbrug.notice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Shares out customers over contact persons: each goes to who has, for what he can look after, the
 * fewest; nobody gets more than he can.
 */
final class Sharing {
  private final List<ContactPerson> all;
  private final Map<Long, Integer> loads = new HashMap<>();
  private final List<Long> persons = new ArrayList<>();
  private final List<Long> contacts = new ArrayList<>();
  private final List<Long> left = new ArrayList<>();

  Sharing(List<ContactPerson> all) {
    this.all = all.stream().filter(ContactPerson::active).toList();
    this.all.forEach(each -> loads.put(each.id(), each.accounts()));
  }

  /**
   * A customer.
   *
   * @param accounts of his
   * @param contactId who he has, and who has too many; null for nobody who is there
   */
  record Customer(long personId, int accounts, Long contactId) {}

  void place(Customer customer) {
    var best = best(customer);
    if (best != null) {
      loads.merge(best.id(), customer.accounts(), Integer::sum);
      if (customer.contactId() != null) {
        loads.merge(customer.contactId(), -customer.accounts(), Integer::sum);
      }
      persons.add(customer.personId());
      contacts.add(best.id());
    } else if (customer.contactId() == null) {
      left.add(customer.personId());
    }
  }

  /** Null if nobody has room. */
  private ContactPerson best(Customer customer) {
    ContactPerson best = null;
    for (var each : all) {
      var fits = loads.get(each.id()) + customer.accounts() <= each.most();
      if (fits
          && !Objects.equals(each.id(), customer.contactId())
          && (best == null || share(each) < share(best))) {
        best = each;
      }
    }
    return best;
  }

  private double share(ContactPerson each) {
    return (double) loads.get(each.id()) / each.most();
  }

  /** Who got another one, in the order of {@link #contacts}. */
  List<Long> persons() {
    return persons;
  }

  List<Long> contacts() {
    return contacts;
  }

  /** For whom nobody has room. */
  List<Long> left() {
    return left;
  }
}
