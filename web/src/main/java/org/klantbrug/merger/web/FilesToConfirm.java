package org.klantbrug.merger.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.klantbrug.merger.Deliveries;
import org.klantbrug.merger.Delivery;
import org.klantbrug.shared.web.Notices;

/** The files of a run that are to be confirmed: who confirmed one goes on to the next. */
@Named
@RequestScoped
public class FilesToConfirm {
  private static final Set<Delivery.State> WAITING =
      EnumSet.of(Delivery.State.REGISTERED, Delivery.State.MAPPED);

  @Inject private Deliveries deliveries;
  @Inject private Notices notices;
  private List<Delivery> waiting;

  /**
   * Says that a file is confirmed and what comes now.
   *
   * @return the next file, or this one after the last
   */
  Delivery tellConfirmed(Delivery file) {
    var next = next(file);
    if (next == null) {
      notices.done("file.confirmed-last", file.fileName());
      return file;
    }
    notices.done("file.confirmed-next", file.fileName(), count(file), next.fileName());
    return next;
  }

  /** All files of a run, those that wait first. */
  public List<Delivery> of(long runId) {
    return deliveries.ofRun(runId).stream()
        .sorted(Comparator.comparing(each -> !WAITING.contains(each.state())))
        .toList();
  }

  /** Whether a run has no file that waits: all are confirmed, here or in an earlier run. */
  public boolean isNone(long runId) {
    return of(runId).stream().noneMatch(file -> WAITING.contains(file.state()));
  }

  /** The next one after this; null if there is none. */
  public Delivery next(Delivery file) {
    return besides(file).stream().findFirst().orElse(null);
  }

  /** How many there are beside this one. */
  public int count(Delivery file) {
    return besides(file).size();
  }

  /** Those beside this one: first those behind it. Read once in a request. */
  private List<Delivery> besides(Delivery file) {
    if (waiting == null) {
      waiting =
          deliveries.ofRun(file.runId()).stream()
              .filter(each -> each.id() != file.id() && WAITING.contains(each.state()))
              .sorted(Comparator.comparing(each -> each.id() < file.id()))
              .toList();
    }
    return waiting;
  }
}
