package org.klantbrug.cli.generate;

import java.util.Arrays;

/**
 * Whose contact it is. Three in ten customers never make contact; one in five hundred (at least
 * one) together make an eighth of all contacts. Keeps eight bytes per customer.
 */
final class ContactSpread {
  private static final double SILENT = .3;
  private static final int BUSY_ONE_IN = 500;
  private static final int BUSY_PART = 8;

  private final long[] upTo;

  ContactSpread(MergerSize size) {
    upTo = new long[size.customers()];
    int busy = Math.max(1, size.customers() / BUSY_ONE_IN);
    var shuffle = new Shuffle(size.seed(), "busy", size.customers());
    long total = 0;
    for (int i = 0; i < upTo.length; i++) {
      upTo[i] = weight(Dice.of(size.seed(), "contact weight", i));
      total += upTo[i];
    }
    long busyWeight = Math.max(1, total / (BUSY_PART - 1) / busy);
    for (int place = 0; place < busy; place++) {
      upTo[(int) shuffle.back(place)] += busyWeight;
    }
    Arrays.parallelPrefix(upTo, Long::sum);
  }

  /** Position of a customer. */
  int any(Dice dice) {
    long ticket = (long) (dice.share() * upTo[upTo.length - 1]);
    int found = Arrays.binarySearch(upTo, ticket + 1);
    if (found < 0) {
      return -found - 1;
    }
    while (found > 0 && upTo[found - 1] == ticket + 1) {
      found--;
    }
    return found;
  }

  /** Hundredths; between 0 and 20 times the usual. */
  private static long weight(Dice dice) {
    return dice.chance(SILENT) ? 0 : (long) (100 / Math.sqrt(dice.share() + .0025));
  }
}
