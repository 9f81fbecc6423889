package org.klantbrug.merger.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Mergers;
import org.klantbrug.merger.Vanished;
import org.omnifaces.cdi.Param;

/** On the page of a merger: records that the full files of its newest run no longer have. */
@Named
@RequestScoped
public class MergerVanished {
  private static final int KEYS_SHOWN = 100;

  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private Vanished vanished;
  @Inject @Param private Long id;

  private List<Vanished.Group> groups;

  /** By company and sort; empty if nothing is missing. */
  public List<Vanished.Group> getGroups() {
    if (groups == null) {
      groups = vanished.shown(mergers.read(id).runId(), KEYS_SHOWN, current.get());
    }
    return groups;
  }

  /** Keys of the first records of a group, as the company writes them; empty if none are shown. */
  public String keys(Vanished.Group group) {
    if (group.keys().isEmpty()) {
      return "";
    }
    var more = group.records() > group.keys().size() ? ", …" : "";
    return String.join(", ", group.keys()) + more;
  }
}
