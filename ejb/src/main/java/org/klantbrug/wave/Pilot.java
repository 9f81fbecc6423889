package org.klantbrug.wave;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A small part that is like the whole: of each label, way of paying and part of the month as many
 * as there are of it among all.
 */
final class Pilot {
  /** A pilot of more than this part of everybody is none. */
  private static final int MOST = 5;

  private static final int PARTS = 3;
  private static final int LONGEST_MONTH = 31;

  private Pilot() {}

  private record Share(String stratum, int whole, double rest) {}

  /**
   * The persons who go first, with all their accounts.
   *
   * @param units of everybody who may be chosen, in their order
   * @param size accounts; fewer if that were more than a fifth of all
   */
  static Set<Long> choose(List<Unit> units, int size) {
    Map<String, List<Unit>> strata =
        units.stream()
            .collect(Collectors.groupingBy(Pilot::stratum, TreeMap::new, Collectors.toList()));
    var all = units.stream().mapToInt(Unit::size).sum();
    var quotas = quotas(strata, Math.min(size, all / MOST), all);
    var chosen = new HashSet<Long>();
    strata.forEach((stratum, of) -> chosen.addAll(first(of, quotas.get(stratum))));
    return chosen;
  }

  private static String stratum(Unit unit) {
    var account = unit.accounts().get(0);
    var part = (unit.billingDay() - 1) * PARTS / LONGEST_MONTH;
    return account.label() + "|" + account.byDebit() + "|" + part;
  }

  /** By largest remainder, so that they come to the size. */
  private static Map<String, Integer> quotas(Map<String, List<Unit>> strata, int size, int all) {
    var shares = new ArrayList<Share>();
    strata.forEach(
        (stratum, units) -> {
          var exact = (double) size * units.stream().mapToInt(Unit::size).sum() / Math.max(1, all);
          shares.add(new Share(stratum, (int) exact, exact - (int) exact));
        });
    var left = size - shares.stream().mapToInt(Share::whole).sum();
    var quotas = new TreeMap<String, Integer>();
    shares.sort(Comparator.comparingDouble(Share::rest).reversed().thenComparing(Share::stratum));
    for (var share : shares) {
      quotas.put(share.stratum(), share.whole() + (left-- > 0 ? 1 : 0));
    }
    return quotas;
  }

  private static List<Long> first(List<Unit> units, int accounts) {
    var persons = new ArrayList<Long>();
    var left = accounts;
    for (var unit : units) {
      if (unit.size() <= left) {
        persons.add(unit.personId());
        left -= unit.size();
      }
    }
    return persons;
  }
}
