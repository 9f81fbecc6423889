package org.klantbrug.matching;

import java.util.Arrays;
import java.util.List;

/**
 * The records of one file by blocking key, in two flat arrays (about 250 bytes per record), for
 * reading by several threads.
 */
final class KeyIndex {
  private final BlockingKeys blocking;
  private final long[] keys;
  private final int[] persons;

  KeyIndex(BlockingKeys blocking, List<MatchPerson> indexed) {
    this.blocking = blocking;
    var offsets = new int[indexed.size() + 1];
    var perPerson = new long[indexed.size()][];
    for (int i = 0; i < indexed.size(); i++) {
      perPerson[i] = blocking.of(indexed.get(i));
      offsets[i + 1] = offsets[i] + perPerson[i].length;
    }
    int total = offsets[indexed.size()];
    keys = new long[total];
    for (int i = 0; i < perPerson.length; i++) {
      System.arraycopy(perPerson[i], 0, keys, offsets[i], perPerson[i].length);
    }
    Arrays.sort(keys);
    persons = new int[total];
    place(perPerson);
  }

  private void place(long[][] perPerson) {
    var next = new int[keys.length];
    for (int i = 0; i < perPerson.length; i++) {
      for (long key : perPerson[i]) {
        int start = first(key);
        persons[start + next[start]++] = i;
      }
      perPerson[i] = null;
    }
  }

  private int first(long key) {
    int low = 0;
    int high = keys.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (keys[middle] < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * Numbers of the indexed records that have a key in common with this one: each once, ascending.
   * The rarest keys come first; when they gave enough, commoner ones are passed over.
   */
  int[] candidates(MatchPerson person) {
    long[] blocks = blocks(person);
    var found = new int[BlockingKeys.ENOUGH + BlockingKeys.LARGEST_BLOCK];
    int count = 0;
    for (long block : blocks) {
      int size = (int) (block >>> 32);
      if (count > BlockingKeys.ENOUGH) {
        break;
      }
      System.arraycopy(persons, (int) block, found, count, size);
      count += size;
    }
    return distinct(found, count);
  }

  /** The blocks of a person, small ones first: size in the upper half, start in the lower. */
  private long[] blocks(MatchPerson person) {
    var personKeys = blocking.of(person);
    var blocks = new long[personKeys.length];
    int count = 0;
    for (long key : personKeys) {
      int from = first(key);
      int to = from;
      while (to < keys.length && keys[to] == key && to - from <= BlockingKeys.LARGEST_BLOCK) {
        to++;
      }
      if (to > from && to - from <= BlockingKeys.LARGEST_BLOCK) {
        blocks[count++] = (long) (to - from) << 32 | from;
      }
    }
    Arrays.sort(blocks, 0, count);
    return Arrays.copyOf(blocks, count);
  }

  private static int[] distinct(int[] found, int count) {
    Arrays.sort(found, 0, count);
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || found[i] != found[i - 1]) {
        found[kept++] = found[i];
      }
    }
    return Arrays.copyOf(found, kept);
  }
}
