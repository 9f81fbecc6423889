package org.klantbrug.complaint.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.klantbrug.complaint.OnlineSettings;
import org.klantbrug.shared.RateLimit;

/** How many forms are taken from people whom nobody knows, as is settled. */
@ApplicationScoped
public class FormGate {
  @Inject private OnlineSettings settings;

  private RateLimit limit = new RateLimit(1, 1);

  /** Whether one more form is taken from this address of the internet. */
  public synchronized boolean takes(String address) {
    var settled = settings.read();
    if (!limit.is(settled.sentByOne(), settled.sentByAll())) {
      limit = new RateLimit(settled.sentByOne(), settled.sentByAll());
    }
    return limit.allows(address);
  }
}
