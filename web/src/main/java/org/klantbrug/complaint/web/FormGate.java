package org.klantbrug.complaint.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.klantbrug.complaint.OnlineSettings;
import org.klantbrug.shared.RateLimit;

/**
 * How much is taken from people whom nobody knows: so many forms as is settled, and so many
 * megabytes. Each server counts for itself.
 */
@ApplicationScoped
public class FormGate {
  /** Megabytes an hour from one address: the files of several complaints. */
  private static final int BY_ONE = 150;

  /** Megabytes an hour from all of them. */
  private static final int BY_ALL = 3000;

  @Inject private OnlineSettings settings;

  /** Links an hour to one address of the internet: who mistyped his address tries again. */
  private static final int LINKS_BY_ONE = 5;

  /** Links an hour to all of them. */
  private static final int LINKS_BY_ALL = 300;

  private final RateLimit links = new RateLimit(LINKS_BY_ONE, LINKS_BY_ALL);
  private final RateLimit megabytes = new RateLimit(BY_ONE, BY_ALL);

  private RateLimit limit = new RateLimit(1, 1);

  /** Whether one more link is mailed for this address of the internet. */
  public boolean mails(String address) {
    return links.allows(address);
  }

  /**
   * Whether one more form is taken from this address of the internet.
   *
   * @param bytes of the form with its files; negative if the request says no length, and so brings
   *     nothing
   */
  public synchronized boolean takes(String address, long bytes) {
    var settled = settings.read();
    if (!limit.is(settled.sentByOne(), settled.sentByAll())) {
      limit = new RateLimit(settled.sentByOne(), settled.sentByAll());
    }
    var parts = (int) (bytes >> 20);
    return limit.allows(address) && (parts <= 0 || megabytes.allows(address, parts));
  }
}
