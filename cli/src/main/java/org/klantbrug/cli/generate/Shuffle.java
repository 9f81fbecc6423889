package org.klantbrug.cli.generate;

/**
 * A fixed shuffling of the numbers 0 to size - 1 that needs no table: a Feistel network over the
 * next even number of bits, walked until it falls inside. Can be asked both ways.
 */
final class Shuffle {
  private static final int ROUNDS = 6;

  private final long size;
  private final int halfBits;
  private final long halfMask;
  private final long[] keys = new long[ROUNDS];

  Shuffle(long seed, String purpose, long size) {
    this.size = size;
    int bits = Math.max(2, Long.SIZE - Long.numberOfLeadingZeros(Math.max(1, size - 1)));
    halfBits = (bits + 1) / 2;
    halfMask = (1L << halfBits) - 1;
    var dice = Dice.of(seed, "shuffle " + purpose, size);
    for (int i = 0; i < ROUNDS; i++) {
      keys[i] = dice.next();
    }
  }

  /** Where this number goes. */
  long to(long number) {
    long result = number;
    do {
      result = forth(result);
    } while (result >= size);
    return result;
  }

  /** Which number went there. */
  long back(long place) {
    long result = place;
    do {
      result = reverse(result);
    } while (result >= size);
    return result;
  }

  private long forth(long number) {
    long left = number >>> halfBits;
    long right = number & halfMask;
    for (int i = 0; i < ROUNDS; i++) {
      long turned = left ^ (Dice.mixed(right + keys[i]) & halfMask);
      left = right;
      right = turned;
    }
    return left << halfBits | right;
  }

  private long reverse(long place) {
    long left = place >>> halfBits;
    long right = place & halfMask;
    for (int i = ROUNDS - 1; i >= 0; i--) {
      long turned = right ^ (Dice.mixed(left + keys[i]) & halfMask);
      right = left;
      left = turned;
    }
    return left << halfBits | right;
  }
}
