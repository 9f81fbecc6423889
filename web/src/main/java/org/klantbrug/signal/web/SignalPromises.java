package org.klantbrug.signal.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.signal.SignalTelling;

/** What else counts as kept once the customers of a signal are told of it. */
@Named
@RequestScoped
public class SignalPromises {
  private static final int NAMED = 8;

  @Inject private CurrentStaff current;
  @Inject private SignalTelling telling;

  private List<SignalTelling.Promised> found;

  /** The first of what those who wait were promised with their complaints. */
  public List<SignalTelling.Promised> named(long signal) {
    var all = all(signal);
    return all.subList(0, Math.min(NAMED, all.size()));
  }

  /** Whether there is more than is named. */
  public boolean more(long signal) {
    return all(signal).size() > NAMED;
  }

  private List<SignalTelling.Promised> all(long signal) {
    if (found == null) {
      found = telling.promised(signal, NAMED + 1, current.get());
    }
    return found;
  }
}
