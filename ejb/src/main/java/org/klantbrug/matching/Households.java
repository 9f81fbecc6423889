package org.klantbrug.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/**
 * Different persons at one address, counted within each company: how many relatives and later
 * tenants a customer has there.
 */
final class Households {
  private final MatchLayout layout;
  private final MatchSample sample;
  private final Comparison comparison;
  private double relatives;
  private double tenants;
  private double persons;

  Households(MatchLayout layout, MatchSample sample, Comparison comparison) {
    this.layout = layout;
    this.sample = sample;
    this.comparison = comparison;
    count();
  }

  /** Relatives and tenants are seen within each company: one address, two persons. */
  private void count() {
    var address = new ArrayList<Integer>();
    for (var kind : List.of(FieldKind.POSTCODE, FieldKind.HOUSE_NUMBER, FieldKind.STREET)) {
      if (layout.first(kind) >= 0) {
        address.add(layout.first(kind));
      }
    }
    if (layout.first(FieldKind.STREET) < 0 && layout.first(FieldKind.ADDRESS_LINE) >= 0) {
      address.add(layout.first(FieldKind.ADDRESS_LINE));
    }
    int family = layout.first(FieldKind.FAMILY_NAME);
    if (!sample.isOneFile() && family >= 0 && address.size() > 1) {
      count(sample.left(), sample.leftShare(), family, address);
      count(sample.right(), sample.rightShare(), family, address);
    }
  }

  private void count(List<MatchPerson> company, double share, int family, List<Integer> address) {
    var addresses = new HashMap<List<String>, List<MatchPerson>>();
    for (var person : company) {
      if (person.value(family) != null
          && address.stream().allMatch(field -> person.value(field) != null)) {
        persons++;
        var key = address.stream().map(field -> person.value(field).text()).toList();
        addresses.computeIfAbsent(key, any -> new ArrayList<>(1)).add(person);
      }
    }
    for (var household : addresses.values()) {
      household.sort(Comparator.comparing(person -> person.value(family).core()));
      for (int i = 1; i < household.size(); i++) {
        countAtOneAddress(household.get(i - 1), household.get(i), share, family);
      }
    }
  }

  private void countAtOneAddress(MatchPerson one, MatchPerson other, double share, int family) {
    var levels = new Level[layout.size()];
    comparison.compare(one, other, levels);
    double pairs = 2 / share;
    if (levels[family] == Level.DIFFERS) {
      tenants += pairs;
    } else if (levels[family] != Level.ALIKE && areTwoPersons(levels)) {
      relatives += pairs;
    }
  }

  private boolean areTwoPersons(Level[] levels) {
    for (int i = 0; i < levels.length; i++) {
      var kind = layout.field(i).kind();
      if (levels[i] == Level.DIFFERS
          && (kind == FieldKind.GIVEN_NAME || kind == FieldKind.BIRTH_DATE)) {
        return true;
      }
    }
    return false;
  }

  /** Pairs of one name at one address that are two persons. */
  double relatives() {
    return relatives;
  }

  /** Pairs of different names at one address. */
  double tenants() {
    return tenants;
  }

  /** Persons with a name and a whole address. */
  double persons() {
    return persons;
  }
}
