package org.klantbrug.shared;

import io.github.bucket4j.Bucket;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often something is done in an hour: by each address of the internet, and by all together.
 * Each server counts for itself.
 */
public final class RateLimit {
  /** More addresses are not remembered; the one that was longest away is forgotten first. */
  private static final int REMEMBERED = 10_000;

  /** In IPv6 one connection has all addresses that begin with the same so many bytes. */
  private static final int OF_ONE_CONNECTION = 8;

  private final int byOne;
  private final int byAll;
  private final Bucket all;
  private final Map<String, Bucket> each =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * @param byOne so often an hour by one address
   * @param byAll so often an hour by all of them
   */
  public RateLimit(int byOne, int byAll) {
    this.byOne = byOne;
    this.byAll = byAll;
    this.all = anHour(byAll);
  }

  private static Bucket anHour(int times) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(times).refillGreedy(times, Duration.ofHours(1)))
        .build();
  }

  /** Whether this is the same limit. */
  public boolean is(int one, int together) {
    return byOne == one && byAll == together;
  }

  /**
   * Counts once more.
   *
   * @param address from which it is asked, as numbers
   * @return false if that is too often
   */
  public synchronized boolean allows(String address) {
    return allows(address, 1);
  }

  /**
   * Counts so often at once.
   *
   * @param times at least 1
   * @return false if that is too often
   */
  public synchronized boolean allows(String address, int times) {
    return each.computeIfAbsent(connection(address), one -> anHour(byOne)).tryConsume(times)
        && all.tryConsume(times);
  }

  static String connection(String address) {
    if (address == null || !address.contains(":")) {
      return String.valueOf(address);
    }
    try {
      var bytes = InetAddress.getByName(address).getAddress();
      return bytes.length < 16
          ? address
          : HexFormat.of().formatHex(Arrays.copyOf(bytes, OF_ONE_CONNECTION));
    } catch (UnknownHostException noAddress) {
      return address; // counted as it was named
    }
  }
}
